"""Which characters never reach the screen: they steer the order, or the terminal."""

from __future__ import annotations

import re
from unicodedata import normalize

from kiosk.domain.localized import Direction

LRI, PDI = "\u2066", "\u2069"
"""Isolate a stretch that runs from left to right whatever stands around it."""

RLI = "\u2067"
"""Isolate a stretch that runs from right to left."""

FIXED_BLANK = "\u00a0"
"""Keeps what it joins on one line."""

JOINER = "\u200d"
SOFT_HYPHEN = "\u00ad"
"""Where the writer of a long word allows a break; else it is not there."""

_TERMINAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Line feeds and everything else that a terminal would obey."""
_ORDERING = "\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_INVISIBLE = re.compile(f"[{_ORDERING}{SOFT_HYPHEN}]|(?<![^\x00-\u20ff]){JOINER}")
"""A joiner stays where it makes one picture out of several."""
_STRAY = re.compile(f"(?<![^\\s{_ORDERING}{SOFT_HYPHEN}{JOINER}])[\ufe00-\ufe0f]+")
"""Says how the letter before it looks, where there is none: put in order, it would
make the one that comes before it then wider."""
_FIXED_BLANKS = re.compile("[\u00a0\u2007\u202f]")


def apart(text: str, direction: Direction) -> str:
    """A part that keeps to itself: what follows is not drawn into its last word."""
    opening = RLI if direction is Direction.RIGHT_TO_LEFT else LRI
    return f"{opening}{text}{PDI}"


def paragraphs(text: str) -> list[str]:
    """Composed letters, one line each; any other control becomes a blank."""
    text = normalize("NFC", text.replace("\r\n", "\n"))
    return [_STRAY.sub("", _TERMINAL.sub(" ", line)) for line in text.split("\n")]


def without_invisible(text: str) -> str:
    """What is to be painted: no marks of order, and blanks that are plain."""
    return _FIXED_BLANKS.sub(" ", _INVISIBLE.sub("", text))
