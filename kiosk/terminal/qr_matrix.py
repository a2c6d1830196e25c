"""Which QR code an address becomes: the smallest, with correction M if it fits."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from qrcode import constants  # type: ignore[import-untyped]
from qrcode.exceptions import DataOverflowError  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]

QUIET_ZONE = 4
"""Modules of white around a code, as the standard asks."""

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
    for correction in (constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_L):
        modules = _smallest(compact(address), correction)
        if modules and len(modules) <= columns and (len(modules) + 1) // 2 <= rows:
            return modules
    return None


def _smallest(text: str, correction: int) -> Modules | None:
    """Of the ways to split a text into modes, the one with the fewest modules."""
    found = (_modules(text, correction, shortest_run) for shortest_run in (0, 6, 14))
    return min((m for m in found if m), key=len, default=None)


def _modules(text: str, correction: int, shortest_run: int) -> Modules | None:
    code: QRCode = QRCode(error_correction=correction, border=QUIET_ZONE)
    code.add_data(text, optimize=shortest_run)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
