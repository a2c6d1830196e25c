"""A field of cells, painted from where reading begins and mirrored as a whole."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from kiosk.bidi import cells, shaping
from kiosk.bidi.cells import ELLIPSIS
from kiosk.bidi.controls import SOFT_HYPHEN
from kiosk.domain.localized import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.bidi.shaping import Align

FULL = "█"
"""Painted as a blank on its colour: terminal programs leave hairlines around blocks."""
UPPER, LOWER = ("▝", "▀", "▘"), ("▗", "▄", "▖")
UPPER_CORNERS, LOWER_CORNERS = ("▟", "▙"), ("▜", "▛")
LOW_LEDGE = "▆"
"""In the colour of the page, on that of the ledge, a quarter of which is left."""


PARTS_OF_PICTURES = re.compile("[\u2580-\u259f\U0001fb00-\U0001fb3b]")


class Pen(NamedTuple):
    """Colours as the theme writes them."""

    ink: str
    paper: str
    bold: bool = False


class Surface(NamedTuple):
    """What a plate is made of, and what lies around it."""

    face: str
    ledge: str
    ground: str
    deep: bool = False
    low: bool = False
    """Half a row lower: one line stands in the middle of two rows then."""


class Canvas:
    """Characters and their pens; `x` counts from the side where reading begins.

    What is put beyond an edge is not there.
    """

    def __init__(
        self, width: int, height: int, ground: str, direction: Direction
    ) -> None:
        self.width, self.height, self.direction = width, height, direction
        self._cells = [[(" ", Pen(ground, ground))] * width for _ in range(height)]

    @property
    def is_mirrored(self) -> bool:
        return self.direction is Direction.RIGHT_TO_LEFT

    def put(
        self,
        x: int,
        y: int,
        shown: str,
        ink: str,
        paper: str | None = None,
        *,
        bold: bool = False,
    ) -> None:
        """Characters in visual order; without `paper`, on what is there."""
        if not 0 <= y < self.height:
            return
        row = self._cells[y]
        if self.is_mirrored:
            x = self.width - x - cells.width(shown)
        pens: dict[str, Pen] = {}
        for grapheme in cells.graphemes(shown):
            wide = 1 if grapheme.isascii() else cells.width(grapheme)
            if x >= 0 and x + wide <= self.width and wide:
                ground = paper or row[x][1].paper
                pen = pens.get(ground) or pens.setdefault(
                    ground, Pen(ink, ground, bold)
                )
                blank = grapheme == FULL
                row[x] = (" ", Pen(ink, ink)) if blank else (grapheme, pen)
                row[x + 1 : x + wide] = [("", pen)] * (wide - 1)
            x += wide

    def fill(self, x: int, y: int, width: int, height: int, paper: str) -> None:
        if self.is_mirrored:
            x = self.width - x - width
        begin, end = max(0, x), min(self.width, x + width)
        if begin >= end:
            return
        blank = [(" ", Pen(paper, paper))] * (end - begin)
        for row in self._cells[max(0, y) : max(0, y + height)]:
            row[begin:end] = blank

    def stamp(
        self,
        x: int,
        y: int,
        rows: Sequence[str],
        ink: str,
        paper: str | None = None,
    ) -> None:
        """A drawing, only where it has ink: it is not mirrored, but its place is."""
        for at, row in enumerate(rows):
            for inked in re.finditer("[^ ]+", row):
                before = len(row) - inked.end() if self.is_mirrored else inked.start()
                self.put(x + before, y + at, inked[0], ink, paper)

    def write(
        self,
        x: int,
        y: int,
        width: int,
        lines: Sequence[str],
        ink: str,
        *,
        bold: bool = False,
        align: Align = "start",
    ) -> int:
        """Lines in visual order, one below the other; how many there are."""
        for at, line in enumerate(lines):
            shown = line.strip() if self.is_mirrored else line.rstrip()
            room = width - cells.width(shown)
            shift = {"start": 0, "center": room // 2, "end": room}[align]
            self.put(x + shift, y + at, shown, ink, bold=bold)
        return len(lines)

    def stand(self, x: int, y: int, width: int, height: int, made: Surface) -> None:
        """A face of `height - 1` rows with soft corners, on its ledge."""
        low = y + height - 1
        if made.low:
            self._edge(x, y, width, LOWER, made.face, made.ground)
            self.fill(x, y + 1, width, height - 2, made.face)
            self._edge(x, low, width, ("▀",) * 3, made.face, made.ledge)
            return
        self.fill(x, y, width, height - 1, made.face)
        self.soften(x, y, width, height - 1, made.face, made.ground)
        if made.deep:
            self._edge(x, low, width, UPPER, made.ledge, made.ground)
        else:
            ledge = LOW_LEDGE * (width - 2)
            self.put(x + 1, low, ledge, made.ground, made.ledge)

    def sink(self, x: int, y: int, width: int, height: int, made: Surface) -> None:
        """The same gone down under the finger: half a row lower, without its ledge."""
        self.fill(x, y + 1, width, height - 2, made.face)
        self._edge(x, y, width, LOWER, made.face, made.ground)
        self._edge(x, y + height - 1, width, UPPER, made.face, made.ground)

    def soften(
        self,
        x: int,
        y: int,
        width: int,
        height: int,
        face: str,
        ground: str,
        *,
        end: bool = True,
    ) -> None:
        """Half a cell less at each corner; without `end`, at the start side alone.

        One row is the upper edge of something higher.
        """
        for row, (left, right) in (
            (y, UPPER_CORNERS),
            (y + height - 1, LOWER_CORNERS),
        )[: 2 if height > 1 else 1]:
            start, other = (right, left) if self.is_mirrored else (left, right)
            self.put(x, row, start, face, ground)
            if end:
                self.put(x + width - 1, row, other, face, ground)

    def ring(self, colour: str) -> None:
        """Focus: a thick frame around all of it, in whatever cells no letter stands."""
        low = self.height - 1
        for x in range(self.width):
            self._frame(x, 0, colour, upper=True)
            self._frame(x, low, colour)
        for y in range(self.height):
            for x in (0, self.width - 1):
                self._frame(x, y, colour)

    def _frame(self, x: int, y: int, colour: str, *, upper: bool = False) -> None:
        shown, pen = self._cells[y][x]
        if _is_read(shown) or (upper and shown != " "):
            return
        self._cells[y][x] = (
            ("▀", Pen(colour, pen.paper)) if upper else (" ", Pen(colour, colour))
        )

    def strips(self) -> list[Strip]:
        return [_strip(row, self.width) for row in self._cells]

    def _edge(
        self,
        x: int,
        y: int,
        width: int,
        parts: tuple[str, str, str],
        ink: str,
        paper: str,
    ) -> None:
        first, middle, last = parts
        self.put(x, y, first + middle * (width - 2) + last, ink, paper)


def _is_read(shown: str) -> bool:
    """Letters and signs, not the parts that pictures and edges are made of."""
    return bool(shown.strip()) and not PARTS_OF_PICTURES.fullmatch(shown)


def lines_of(text: str, width: int, direction: Direction) -> list[str]:
    """Wrapped, in visual order; none of an empty text."""
    return shaping.visual_lines(text, max(width, 1), direction) if text else []


@lru_cache(maxsize=256)
def widest_part(label: str, direction: Direction) -> int:
    """Columns of what must stand on one line: a word, or what a fixed blank joins."""
    words = label.replace("\n", " ").split(" ")
    return max(1, *(_unbroken(word, direction) for word in words))


def _unbroken(word: str, direction: Direction) -> int:
    """Columns of its longest part, where its writer marked places to break it."""
    parts = word.split(SOFT_HYPHEN)
    hyphens = [1] * (len(parts) - 1) + [0]
    return max(
        cells.width(shaping.visual(part, direction)) + hyphen
        for part, hyphen in zip(parts, hyphens, strict=True)
    )


def clipped_lines(text: str, width: int, most: int, direction: Direction) -> list[str]:
    """At most so many lines; where words are left out, an ellipsis says so."""
    lines = lines_of(text, width, direction) if most > 0 else []
    if len(lines) <= most:
        return lines
    words = text.split()
    low, high = 0, len(words) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if len(lines_of(_so_far(words, middle), width, direction)) <= most:
            low = middle
        else:
            high = middle - 1
    return lines_of(_so_far(words, low), width, direction)[:most]


def _so_far(words: list[str], count: int) -> str:
    return " ".join(words[:count]).rstrip(" ,;:.–-") + f" {ELLIPSIS}"


def _strip(row: list[tuple[str, Pen]], width: int) -> Strip:
    segments: list[Segment] = []
    run: list[str] = []
    pen = row[0][1] if row else Pen("", "")
    for shown, its in row:
        if its is not pen and its != pen:
            segments.append(Segment("".join(run), _style(pen)))
            run, pen = [], its
        run.append(shown)
    if run:
        segments.append(Segment("".join(run), _style(pen)))
    return Strip(segments, width)


@lru_cache(maxsize=256)
def _style(pen: Pen) -> Style:
    return Style(
        color=Color.parse(pen.ink).rich_color,
        bgcolor=Color.parse(pen.paper).rich_color,
        bold=pen.bold,
    )
