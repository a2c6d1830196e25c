"""Which stretches keep their order from left to right inside right-to-left text."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from kiosk.bidi.controls import LRI, PDI

_ADDRESS = (
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|WWW\.)[!-~]*[A-Za-z0-9/#=&_%-]"
    r"|[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
    r"|[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    r"(?:[/:?#][!-~]*[A-Za-z0-9/#=&_%-]|/)?"
    r"|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?!\w|\.\d)"
    r"(?:/[!-~]*[A-Za-z0-9/#=&_%-]|/)?"
)
_GAP = r"[ \u00a0\u202f]?"
_PHONE = (
    # +49 (0) 3563 12-34, 03563/1234
    rf"(?<![\w:.,])(?:\+|\+?\(?0)\d*\)?(?:{_GAP}[/(-]?{_GAP}\d+\)?)+"
    # 116 117
    r"|(?<![\w:.,])\d+(?:[ \u00a0\u202f]\d+)+"
)
_END_OF_PHONE = r"(?![\w:]|[.,]\d)"
_ATOMS = re.compile(rf"(?P<address>{_ADDRESS})|(?P<phone>(?:{_PHONE}){_END_OF_PHONE})")
_BLANKS = re.compile("[ \u202f]")
_STRONG = {"L", "R", "AL"}


def bound(text: str) -> str:
    """The text with blanks inside telephone numbers that no line is broken at."""

    def bind(found: re.Match[str]) -> str:
        return _BLANKS.sub("\u00a0", found[0]) if found["phone"] else found[0]

    return _ATOMS.sub(bind, text)


def isolated(text: str) -> str:
    """The text with every address and telephone number set apart.

    A telephone number behind Latin letters needs nothing: it belongs to them.
    """

    def isolate(found: re.Match[str]) -> str:
        if found["phone"] and _last_strong(text, found.start()) == "L":
            return found[0]
        return LRI + found[0] + PDI

    return _ATOMS.sub(isolate, text)


def _last_strong(text: str, end: int) -> str:
    kinds = (bidirectional(text[place]) for place in range(end - 1, -1, -1))
    return next((kind for kind in kinds if kind in _STRONG), "")
