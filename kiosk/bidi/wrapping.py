"""Where a paragraph is broken into lines, in the order in which it is read."""

from __future__ import annotations

import re

from kiosk.bidi import cells
from kiosk.bidi.controls import FIXED_BLANK, SOFT_HYPHEN

_WORDS = re.compile(" *[^ ]+")
_BREAKS_AFTER = "-/–—" + FIXED_BLANK


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
            part, piece = _cut(piece, width)
            lines.append(part)
            room = cells.width(piece)
        line, used = line + piece, used + room
    return [*lines, line] if line or not lines else lines


def _cut(word: str, width: int) -> tuple[str, str]:
    """As much of a word as fits, at least one character, and the rest of it.

    Best after a syllable that its writer marked, else after a hyphen that is late.
    """
    part = cells.head(word, width) or cells.graphemes(word)[0]
    syllables = cells.head(word, width - 1).rpartition(SOFT_HYPHEN)[0]
    if syllables:
        return syllables + "-", word[len(syllables) + 1 :]
    last = max(part.rfind(mark) for mark in _BREAKS_AFTER) + 1
    end = last if last > len(part) // 2 else len(part)
    return word[:end].rstrip(FIXED_BLANK) or word[:end], word[end:]
