"""The bytes of ESC/POS that a slip takes: a picture, a cut, and how the printer is.

Written here and not by a library: it is five commands of the many, and what matters to
us, the answers about paper and cover, none of the libraries reads with a bound in time.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.printer.drawing import Raster

ROWS_AT_ONCE = 128
"""Small printers have little memory for a picture."""
BEGIN = b"\x1b@"
FEED_AND_CUT = b"\x1dVB\x00"
"""To the knife, and a partial cut: the slip hangs until it is taken."""
FEED = b"\x1bd\x05"
ASK_OFFLINE = b"\x10\x04\x02"
ASK_PAPER = b"\x10\x04\x04"
_FIXED, _FIXED_BITS = 0x93, 0x12
_COVER, _PAPER_STOP, _ERROR = 0x04, 0x20, 0x40
_PAPER_END = 0x60


class PrinterTrouble(StrEnum):
    """As staff are told of it: a complaint of the terminal."""

    GONE = "printer-gone"
    COVER = "printer-cover"
    PAPER = "printer-paper"
    FAILS = "printer-fails"


def job(raster: Raster, *, cut: bool) -> bytes:
    across = (raster.width + 7) // 8
    parts = [BEGIN]
    for top in range(0, raster.height, ROWS_AT_ONCE):
        rows = min(ROWS_AT_ONCE, raster.height - top)
        head = b"\x1dv0\x00" + across.to_bytes(2, "little") + rows.to_bytes(2, "little")
        parts += [head, raster.data[top * across : (top + rows) * across]]
    parts.append(FEED_AND_CUT if cut else FEED)
    return b"".join(parts)


def trouble(offline: int | None, paper: int | None) -> PrinterTrouble | None:
    """What its two answers say. None of it where it does not answer: some never do."""
    state, sensor = _answer(offline), _answer(paper)
    if state & _COVER:
        return PrinterTrouble.COVER
    if state & _PAPER_STOP or sensor & _PAPER_END:
        return PrinterTrouble.PAPER
    return PrinterTrouble.FAILS if state & _ERROR else None


def _answer(said: int | None) -> int:
    """0 for nothing, and for what is no answer of this kind."""
    return said if said is not None and said & _FIXED == _FIXED_BITS else 0
