"""How words are drawn in large letters, in every script that visitors read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.bidi import shaping
from kiosk.terminal.drawn.bitmap import Bitmap, beside, blank
from kiosk.terminal.drawn.drawings import DATA, Drawings
from kiosk.terminal.drawn.parts import Parts, parts

if TYPE_CHECKING:
    from kiosk.domain.localized import Direction
    from kiosk.i18n.languages import Language

HEIGHTS = {Parts.SEXTANTS: (4, 5, 6), Parts.QUADRANTS: (6,)}
"""Rows of cells in which the face is there, lowest first."""
LONGEST = 60
"""Characters; no screen has room for as many."""


class DisplayFace:
    """Letters in one height, by their Unicode names."""

    def __init__(self, drawings: Drawings, rows: int, parts: Parts) -> None:
        self._drawings = drawings
        self._height = rows * parts.down
        self._blank = blank(2 + rows // 2, self._height)

    def drawn(self, line: str) -> Bitmap | None:
        """A line in visual order; None when a letter is missing."""
        letters = [self._letter(letter) for letter in line]
        found = [letter for letter in letters if letter is not None]
        if len(found) < len(letters) or not line.strip():
            return None
        return beside(found)

    def _letter(self, letter: str) -> Bitmap | None:
        if letter == " ":
            return self._blank
        found = self._drawings.drawing(unicodedata.name(letter, ""))
        return found if found is not None and found.height == self._height else None


SHIPPED = {
    (rows, parts): DisplayFace(
        Drawings(DATA / f"display_{rows}_{parts}.txt"), rows, parts
    )
    for parts, heights in HEIGHTS.items()
    for rows in heights
}


def drawn(
    text: str, rows: int, language: Language, *, columns: int | None = None
) -> Bitmap | None:
    """One line, so many rows of cells high, in the order in which it stands on screen.

    None when the face is not there in this height, when a letter is missing, and when
    it is wider than `columns` cells: the words stay, in bold.
    """
    found = _drawn(text, rows, language.direction, parts())
    if found is None or columns is None:
        return found
    return found if found.width <= columns * parts().across else None


@lru_cache(maxsize=64)
def _drawn(text: str, rows: int, direction: Direction, these: Parts) -> Bitmap | None:
    face = SHIPPED.get((rows, these))
    if face is None or len(text) > LONGEST:
        return None
    return face.drawn(shaping.visual(text, direction).strip())
