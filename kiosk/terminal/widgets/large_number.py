"""A ticket's number in letters five rows high, to be read from a step away."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.bidi import shaping
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import SteadyWidget

if TYPE_CHECKING:
    from textual.geometry import Size

BLOCK = "█"
ROWS = 5
BLANK = 1
"""Points between two letters, and for a blank."""

LETTERS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": "### #.. #.# #.# ###",
    "H": "#.# #.# ### #.# #.#",
    "I": "### .#. .#. .#. ###",
    "J": "..# ..# ..# #.# ###",
    "K": "#.# #.# ##. #.# #.#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#.# ### ### #.# #.#",
    "N": "##. #.# #.# #.# #.#",
    "O": ".#. #.# #.# #.# .#.",
    "P": "### #.# ### #.. #..",
    "Q": "### #.# #.# ### ..#",
    "R": "##. #.# ##. #.# #.#",
    "S": ".## #.. .#. ..# ##.",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#.# #.# ### ### #.#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
}
"""Three by five points; a point is two cells wide and one high, which is a square."""


def drawn(text: str) -> list[str]:
    """Five rows of full blocks, in points. Raises KeyError for other characters."""
    rows = [""] * ROWS
    for place, letter in enumerate(text):
        glyph = LETTERS[letter].split() if letter != " " else ["." * BLANK] * ROWS
        between = "." if place and letter != " " and text[place - 1] != " " else ""
        rows = [row + between + part for row, part in zip(rows, glyph, strict=True)]
    return rows


class LargeNumber(SteadyWidget):
    """Always from left to right, at the start side."""

    DEFAULT_CSS = """
    LargeNumber { width: 1fr; height: 5; color: $primary-ink; text-style: bold; }
    """

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.text = text

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return min(len(drawn(self.text)[0]) * 2, container.width)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        points = drawn(self.text)
        cells = 2 if len(points[0]) * 2 <= width else 1
        row = points[y] if y < ROWS else ""
        line = row.replace("#", BLOCK * cells).replace(".", " " * cells)
        if len(line) > width:
            line = self.text if y == ROWS // 2 else ""
        own = direction_of(self)
        return self._solid(shaping.aligned(line, width, own, align="start"))

    def _solid(self, line: str) -> Strip:
        """Blocks on their own colour: terminal programs leave hairlines around them."""
        plain = self.rich_style
        solid = plain + Style(bgcolor=plain.color)
        runs = ("".join(run) for _, run in groupby(line, key=BLOCK.__eq__))
        return Strip(
            [Segment(run, solid if run[0] == BLOCK else plain) for run in runs],
            len(line),
        )
