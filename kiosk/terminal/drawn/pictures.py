"""Which pictogram a name stands for, in which size."""

from __future__ import annotations

import logging
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.terminal.drawn.drawings import DATA, Drawings
from kiosk.terminal.drawn.parts import Parts, parts

if TYPE_CHECKING:
    from kiosk.terminal.drawn.bitmap import Bitmap

log = logging.getLogger(__name__)

_REMEMBERED = 512
"""Names come from the content, too: an unknown one is logged once."""


class PictureSize(Enum):
    """Columns and rows of cells."""

    XS = (4, 2)
    """For the access bar on the smallest grid."""
    S = (6, 3)
    """Read at arm's length."""
    M = (8, 4)
    """Read from two metres."""
    L = (12, 6)
    """Read from three metres."""
    XL = (16, 8)
    """Read from four metres."""

    @property
    def columns(self) -> int:
        return self.value[0]

    @property
    def rows(self) -> int:
        return self.value[1]


class PictureBook:
    """Pictures of one or several files."""

    def __init__(self, drawings: Drawings) -> None:
        self._drawings = drawings

    def picture(self, name: str, size: PictureSize, parts: Parts) -> Bitmap | None:
        """Exactly as large as its cells; None where there is no such picture."""
        key = f"{name} {size.name} {parts}"
        found = self._drawings.drawing(key)
        points = (size.columns * parts.across, size.rows * parts.down)
        if found is not None and (found.width, found.height) != points:
            self._drawings.give_up(key)
            return None
        return found

    def sizes(self, name: str, parts: Parts) -> tuple[PictureSize, ...]:
        """In which it is there; none for a name that nobody knows."""
        return tuple(
            size
            for size in PictureSize
            if f"{name} {size.name} {parts}" in self._drawings
        )


SHIPPED = PictureBook(Drawings(DATA / "pictures.txt", DATA / "pictures.hand.txt"))


def picture_of(name: str, size: PictureSize) -> Bitmap | None:
    """As a bitmap of `parts()`; None: not there or damaged, and the words stay."""
    return _picture(name, size, parts())


@lru_cache(maxsize=_REMEMBERED)
def _picture(name: str, size: PictureSize, these: Parts) -> Bitmap | None:
    if not SHIPPED.sizes(name, these):
        log.warning("There is no picture %r; words stay.", name[:40])
    return SHIPPED.picture(name, size, these)
