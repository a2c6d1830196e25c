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
_STRONG = {"L", "R", "AL"}
_MARKS = {"L": "\u200e", "R": "\u200f", "AL": "\u061c", "": ""}
"""An unpainted character of each strong kind."""


def in_context(lines: list[str]) -> list[str]:
    """The lines with marks; an isolate that a line break cut is opened again."""
    if len(lines) == 1:
        return lines
    told = []
    strong, opened = "", ""
    for place, line in enumerate(lines):
        before = _MARKS[strong] + opened
        strong, opened = _read(line, strong, opened)
        following = _next_strong(lines[place + 1 :], strong, opened)
        told.append(before + line + PDI * len(opened) + _MARKS[following])
    return told


def _read(line: str, strong: str, opened: str) -> tuple[str, str]:
    """The last strong kind outside of isolates, and the isolates that are open."""
    for letter in line:
        kind = bidirectional(letter)
        if kind in _OPENING:
            opened += letter
        elif kind == "PDI":
            opened = opened[:-1]
        elif kind in _STRONG and not opened:
            strong = kind
    return strong, opened


def _next_strong(lines: Iterable[str], strong: str, opened: str) -> str:
    """What the next lines begin with; a number is of the kind of what is before it."""
    depth = len(opened)
    for line in lines:
        for letter in line:
            kind = bidirectional(letter)
            if kind in _OPENING:
                depth += 1
            elif kind == "PDI":
                depth = max(0, depth - 1)
            elif depth == 0 and kind in _STRONG:
                return kind
            elif depth == 0 and kind in ("EN", "AN"):
                return "L" if kind == "EN" and strong == "L" else "R"
    return ""
