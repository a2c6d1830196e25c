"""Which form each Arabic letter takes beside its neighbours."""

from __future__ import annotations

import re
from functools import cache

from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]

_LETTER = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff"
_JOINERS = "\u200c\u200d"
_ARABIC = re.compile(f"[{_LETTER}][{_LETTER}{_JOINERS} ]*")
"""Several words at once: the reshaper reads its settings anew each time. A joiner
elsewhere belongs to a picture, and is none of the reshaper's business."""

_SETTINGS = {
    "delete_harakat": False,
    "delete_tatweel": False,
    "support_ligatures": True,
    # One cell would have to hold four letters.
    "ARABIC LIGATURE ALLAH": False,
}
"""Of the ligatures only lam-alef is left, which no Arabic reader can do without."""


def joined(text: str) -> str:
    """The text with presentation forms, in the same order."""
    return _ARABIC.sub(_shaped, text)


def _shaped(found: re.Match[str]) -> str:
    shaped: str = _reshaper().reshape(found[0])
    return shaped


@cache
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper(configuration=_SETTINGS)
