"""Reads the QR codes on the terminal's screen, from its cells, as a phone would."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any

from kiosk.cli.picturing.blocks import BLOCKS
from kiosk.errors import BadSetting
from kiosk.installing import install_command

if TYPE_CHECKING:
    from kiosk.cli.picturing.cells import Cell, Grid, Rgb

SCALE = 4
"""Pixels for a module: half a cell high, a cell wide."""


def check_reader() -> None:
    """Raises `BadSetting` while the reader is not installed."""
    if importlib.util.find_spec("zxingcpp") is None:
        raise BadSetting(
            "kiosk tour reads QR codes back, and its reader is not installed.",
            remedy=f"Install it beside kiosk: {install_command('zxing-cpp')}",
        )


def read(grid: Grid) -> list[str]:
    """The texts of all codes on the screen."""
    zxing: Any = importlib.import_module("zxingcpp")
    pixels, width, height = _picture(grid)
    seen = memoryview(pixels).cast("B", (height, width))
    return [code.text for code in zxing.read_barcodes(seen)]


def _picture(grid: Grid) -> tuple[bytes, int, int]:
    """Grey pixels; each cell gives two modules, one above the other."""
    columns = max(map(len, grid))
    rows: list[bytes] = []
    for cells in grid:
        for upper in (True, False):
            line = b"".join(bytes([_grey(cell, upper=upper)]) * SCALE for cell in cells)
            rows += [line.ljust(columns * SCALE, b"\x80")] * SCALE
    return b"".join(rows), columns * SCALE, len(rows)


def _grey(cell: Cell, *, upper: bool) -> int:
    middle = 0.25 if upper else 0.75
    inked = any(
        left < 0.5 < left + width and top < middle < top + height
        for left, top, width, height in BLOCKS.get(cell.text, ())
    )
    return _lightness(cell.ink if inked else cell.paper)


def _lightness(color: Rgb) -> int:
    red, green, blue = color
    return (299 * red + 587 * green + 114 * blue) // 1000
