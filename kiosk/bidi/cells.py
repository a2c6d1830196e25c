"""How many cells of the terminal a text takes, counted by what a reader sees as one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from kiosk.bidi.controls import SOFT_HYPHEN

ELLIPSIS = "…"

SIMPLE = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u061d-\u064a\u0660-\u066f"
    "\u0671-\u06d3\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2319"
    "\u2500-\u25fc\ufb50-\ufbff\ufe70-\ufefc\U0001fb00-\U0001fb3b]*"
)
"""Letters and signs of one cell each that join with nothing, and the soft hyphen, which
takes none: nearly all that is shown. The tables of `wcwidth` are loaded for the rest;
the greeting need not wait for them."""


def graphemes(text: str) -> list[str]:
    """What a reader sees as one character each, marks and joiners included."""
    if SIMPLE.fullmatch(text):
        return list(text)
    from wcwidth import iter_graphemes

    return list(iter_graphemes(text))


def width(text: str) -> int:
    """Cells that the text takes; control characters take none."""
    if SIMPLE.fullmatch(text):
        return len(text) - text.count(SOFT_HYPHEN)
    return sum(map(_grapheme_width, graphemes(text)))


def widest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)


def clip(text: str, width: int) -> str:
    """The text, or as much of it as leaves room for an ellipsis."""
    if _cells(text) <= width:
        return text
    if width < 1:
        return ""
    return head(text, width - 1).rstrip() + ELLIPSIS


def clip_at_word(text: str, width: int) -> str:
    """The same, without a word that is cut in two where another comes before it."""
    clipped = clip(text, width)
    if clipped == text or text[len(clipped) - 1 :][:1].isspace():
        return clipped
    whole, blank, _ = clipped.rpartition(" ")
    return whole.rstrip(" ,;:–-") + ELLIPSIS if blank else clipped


def head(text: str, width: int) -> str:
    """As many whole graphemes from the beginning as fit into so many cells."""
    parts = graphemes(text)
    ends = accumulate(map(_grapheme_width, parts))
    fitting = sum(1 for end in ends if end <= width)
    return "".join(parts[:fitting])


_cells = width
"""The function, where a parameter has the same name."""


@lru_cache(maxsize=4096)
def _grapheme_width(grapheme: str) -> int:
    if SIMPLE.fullmatch(grapheme):
        return 0 if grapheme == SOFT_HYPHEN else 1
    from wcwidth import wcswidth

    return max(0, wcswidth(grapheme))
