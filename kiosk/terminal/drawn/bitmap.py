"""Which characters show a bitmap: as many of its points in each as it has parts."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk.terminal.drawn.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INK, PAPER = "#", "."

_REMEMBERED = 256
"""More than any screen shows; each is painted line by line, and asked for each time."""
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_FIRST_SEXTANT = 0x1FB00
_OLDER = {0: " ", 21: "▌", 42: "▐", 63: "█"}
"""Of the sextants, those that Unicode had before, by the bits of their parts."""


class Bitmap(Struct, frozen=True):
    """Rows of `#` (ink) and `.` (paper), all equally long, at least one of each."""

    rows: tuple[str, ...]

    @property
    def width(self) -> int:
        """In points."""
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """In points."""
        return len(self.rows)

    def mirrored(self) -> Bitmap:
        """For arrows in languages that are read from the right."""
        return Bitmap(tuple(row[::-1] for row in self.rows))

    def enlarged(self, times: int) -> Bitmap:
        """With so many points for each, in both directions."""
        if times == 1:
            return self
        rows = ("".join(point * times for point in row) for row in self.rows)
        return Bitmap(tuple(row for row in rows for _ in range(times)))

    def lines(self, parts: Parts) -> tuple[str, ...]:
        """Rows of characters; what is over at the end and below is filled up."""
        return _lines(self, parts)


def beside(bitmaps: Iterable[Bitmap]) -> Bitmap:
    """One after the other from left to right; all are equally high."""
    columns = zip(*(each.rows for each in bitmaps), strict=True)
    return Bitmap(tuple("".join(row) for row in columns))


def blank(width: int, height: int) -> Bitmap:
    return Bitmap((PAPER * width,) * height)


@lru_cache(maxsize=_REMEMBERED)
def _lines(bitmap: Bitmap, parts: Parts) -> tuple[str, ...]:
    return tuple(
        "".join(_characters(bitmap.rows[top : top + parts.down], parts))
        for top in range(0, bitmap.height, parts.down)
    )


def _characters(rows: tuple[str, ...], parts: Parts) -> Iterator[str]:
    columns = ["".join(column) for column in zip(*rows, strict=True)]
    for left, right in zip_longest(columns[::2], columns[1::2], fillvalue=""):
        bits = sum(
            1 << (2 * y + x)
            for x, column in enumerate((left, right))
            for y, point in enumerate(column)
            if point == INK
        )
        yield _QUADRANTS[bits] if parts is Parts.QUADRANTS else _sextant(bits)


def _sextant(bits: int) -> str:
    """Bit 0 is the upper left part, bit 5 the lower right one."""
    if bits in _OLDER:
        return _OLDER[bits]
    return chr(_FIRST_SEXTANT + bits - 1 - (bits > 21) - (bits > 42))
