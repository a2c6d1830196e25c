"""How a ticket's number and emergency numbers are drawn, in which heights."""

from __future__ import annotations

from functools import lru_cache

from kiosk.terminal.drawn.drawings import DATA, Drawings
from kiosk.terminal.drawn.parts import Parts, parts

HEIGHTS = (4, 5, 7, 9, 14)
"""Rows of cells in which there are digits and capitals, lowest first."""
BLANK, GAP = 3, 1
"""Columns of cells for a blank, and between two letters."""
LONGEST = 24
"""Characters; no number has more."""

SHIPPED = Drawings(DATA / "digits.txt")


def digits(text: str, rows: int) -> tuple[str, ...] | None:
    """So many lines of characters, from left to right in every language.

    None where there is no such height, or none of these letters: the text stays.
    """
    return digits_from(SHIPPED, text, rows, parts())


def largest_digits(text: str, columns: int, rows: int) -> tuple[str, ...] | None:
    """The highest that has room in so many cells."""
    for height in reversed(HEIGHTS):
        lines = digits(text, height) if height <= rows else None
        if lines is not None and len(lines[0]) <= columns:
            return lines
    return None


@lru_cache(maxsize=64)
def digits_from(
    drawings: Drawings, text: str, rows: int, parts: Parts
) -> tuple[str, ...] | None:
    if not text.strip() or len(text) > LONGEST:
        return None
    shown = ("",) * max(rows, 0)
    for place, letter in enumerate(text):
        if letter == " ":
            shown = tuple(line + " " * BLANK for line in shown)
            continue
        glyph = drawings.drawing(f"{letter} {rows} {parts}")
        if glyph is None or glyph.height != rows * parts.down:
            return None
        between = " " * GAP if place and text[place - 1] != " " else ""
        shown = tuple(
            line + between + part
            for line, part in zip(shown, glyph.lines(parts), strict=True)
        )
    return shown
