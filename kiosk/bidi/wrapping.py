"""Where a paragraph is broken into lines, in the order in which it is read."""

from __future__ import annotations

import re

from kiosk.bidi import cells

_WORDS = re.compile(" *[^ ]+")
_BREAKS_AFTER = "-/–—"


def wrapped(paragraph: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at blanks, else inside a word.

    An empty paragraph is one empty line.
    """
    lines: list[str] = []
    line, used = "", 0
    for piece in _WORDS.findall(paragraph):
        if not line:
            piece = piece.lstrip(" ")
        room = cells.width(piece)
        if line and used + room > width:
            lines.append(line)
            piece = piece.lstrip(" ")
            line, used, room = "", 0, cells.width(piece)
        while room > width:
            part = _beginning(piece, width)
            lines.append(part)
            piece = piece[len(part) :]
            room = cells.width(piece)
        line, used = line + piece, used + room
    return [*lines, line] if line or not lines else lines


def _beginning(word: str, width: int) -> str:
    """As much of a word as fits, at least one character: to a hyphen if one is late."""
    part = cells.head(word, width) or cells.graphemes(word)[0]
    last = max(part.rfind(mark) for mark in _BREAKS_AFTER) + 1
    return part[:last] if last > len(part) // 2 else part
