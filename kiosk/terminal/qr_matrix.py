"""Which QR code an address becomes, and which half blocks draw it."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

CORRECTION_M, CORRECTION_L = 0, 1
"""As the library names them; importing it must wait for the first code."""
QUIET_ZONE = 4
"""Modules of white around a code, as the standard asks."""

ALL_SMALL = re.compile(r"[0-9A-Z $%*+\-./:]*")
"""What the small mode can hold: such a text need not be split."""

SMALLEST_FIELD = (37, 19)
"""Columns and rows that the smallest terminal has for a code; see screens.tcss."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows of modules with the quiet zone around; True is dark."""


def compact(address: str) -> str:
    """The same address with scheme and host in capitals, which take less room.

    Neither cares about the case; a path does, and a user name might.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return address
    path = "" if parts.path == "/" and not parts.query else parts.path
    upper = parts._replace(netloc=parts.netloc.upper(), path=path)
    rest = urlunsplit(upper._replace(scheme=""))
    return f"{parts.scheme.upper()}:{rest}"


@lru_cache(maxsize=32)
def fitting(address: str, columns: int, rows: int) -> Modules | None:
    """A code that fits into so many cells; None if even a weak one does not."""
    for correction in (CORRECTION_M, CORRECTION_L):
        modules = _smallest(compact(address), correction)
        if modules and len(modules) <= columns and (len(modules) + 1) // 2 <= rows:
            return modules
    return None


def fits_smallest(address: str) -> bool:
    """Whether its code fits the smallest terminal, of 66 x 19 cells."""
    return fitting(address, *SMALLEST_FIELD) is not None


class QrCell(Enum):
    """How two modules, one above the other, are drawn.

    A terminal program leaves a hairline of the background where a half block should
    touch the edge of its cell. So the half that goes on beyond the edge is drawn as
    background, which fills its cell, and the block is the half that ends there.
    """

    LIGHT = auto()
    DARK = auto()
    DARK_OVER_LIGHT = auto()
    DARK_OVER_LIGHT_BY_PAPER = auto()
    LIGHT_OVER_DARK = auto()
    LIGHT_OVER_DARK_BY_PAPER = auto()


def cells(modules: Modules, row: int) -> list[QrCell]:
    """The cells for the rows of modules `row` and `row + 1`; beyond is light."""
    light = (False,) * len(modules[0])
    four = [
        modules[y] if 0 <= y < len(modules) else light for y in range(row - 1, row + 3)
    ]
    return [_cell(*column) for column in zip(*four, strict=True)]


def _cell(above: bool, upper: bool, lower: bool, below: bool) -> QrCell:
    if upper == lower:
        return QrCell.DARK if upper else QrCell.LIGHT
    if upper:
        by_paper = above and below
        return QrCell.DARK_OVER_LIGHT_BY_PAPER if by_paper else QrCell.DARK_OVER_LIGHT
    by_paper = above and below
    return QrCell.LIGHT_OVER_DARK_BY_PAPER if by_paper else QrCell.LIGHT_OVER_DARK


def _smallest(text: str, correction: int) -> Modules | None:
    """Of the ways to split a text into modes, the one with the fewest modules."""
    runs = (0,) if ALL_SMALL.fullmatch(text) else (0, 6, 14)
    found = (_modules(text, correction, shortest_run) for shortest_run in runs)
    return min((m for m in found if m), key=len, default=None)


def _modules(text: str, correction: int, shortest_run: int) -> Modules | None:
    from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]
    from qrcode.main import QRCode  # type: ignore[import-untyped]

    code: QRCode = QRCode(error_correction=correction, border=QUIET_ZONE)
    code.add_data(text, optimize=shortest_run)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
