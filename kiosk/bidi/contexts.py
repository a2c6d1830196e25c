"""What each wrapped line must know of the lines around it to be ordered by itself.

UAX #9 resolves a paragraph as a whole and turns it line by line. A line is ordered by
itself here, so it is given unpainted marks for what stands before and behind it:
`5, 03130 Spremberg` belongs to the street on the line above and reads as that does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from kiosk.bidi.controls import PDI

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPENING = {"LRI", "RLI", "FSI"}
_MARKS = {"L": "\u200e", "R": "\u200f", "AL": "\u061c", "": ""}
"""An unpainted character of each strong kind."""


def in_context(lines: list[str]) -> list[str]:
    """The lines with marks; an isolate that a line break cut is opened again."""
    if len(lines) == 1:
        return lines
    return [
        _before(lines[:place]) + line + _behind(lines, place)
        for place, line in enumerate(lines)
    ]


def _before(lines: list[str]) -> str:
    strong, opened = _read(lines)
    return _MARKS[strong] + opened


def _behind(lines: list[str], place: int) -> str:
    """What the neutral characters at the end of a line look forward to."""
    strong, opened = _read(lines[: place + 1])
    return PDI * len(opened) + _MARKS[_next_strong(lines[place + 1 :], strong, opened)]


def _read(lines: Iterable[str]) -> tuple[str, str]:
    """The last strong kind outside of isolates, and the isolates that are open."""
    strong, opened = "", ""
    for line in lines:
        for letter in line:
            kind = bidirectional(letter)
            if kind in _OPENING:
                opened += letter
            elif kind == "PDI":
                opened = opened[:-1]
            elif kind in ("L", "R", "AL") and not opened:
                strong = kind
    return strong, opened


def _next_strong(lines: Iterable[str], strong: str, opened: str) -> str:
    """The first kind outside of isolates; a number is of the kind before it."""
    depth = len(opened)
    for line in lines:
        for letter in line:
            kind = bidirectional(letter)
            if kind in _OPENING:
                depth += 1
            elif kind == "PDI":
                depth = max(0, depth - 1)
            elif depth == 0 and kind in ("L", "R", "AL"):
                return kind
            elif depth == 0 and kind in ("EN", "AN"):
                return "L" if kind == "EN" and strong == "L" else "R"
    return ""
