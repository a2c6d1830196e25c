"""The consonants of an Arabic or Persian word, which its Latin spellings agree on.

Vowels are seldom written in one script and spelled by everybody otherwise in the other:
`madrasa`, `mdrasa` and `medresse` have m, d, r, s in common with مدرسة. Consonants that
Latin letters do not tell apart (ق ك گ غ) are one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.search.sounds import readings

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORTEST = 2
"""A single consonant says nothing."""

_CONSONANTS = {
    "b": "بپ",
    "t": "تطث",
    "j": "ج",
    "c": "چ",
    "h": "حخه",
    "d": "دذض",
    "r": "ر",
    "z": "زظژ",
    "s": "سصش",
    "k": "قكگغ",
    "f": "ف",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "": "اعوي",
}
_ARABIC = str.maketrans(
    {letter: sound for sound, letters in _CONSONANTS.items() for letter in letters}
)
_PERSIAN = _ARABIC | str.maketrans({"ث": "s", "ذ": "z", "ض": "z"})

_LATIN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("aeiouwy23", ("",)),
    "ch": ("c", "h", "s"),
    "ck": ("k",),
    "dh": ("d", "z"),
    "dj": ("j",),
    "gh": ("k",),
    "kh": ("h",),
    "ph": ("f",),
    "sch": ("s",),
    "sh": ("s",),
    "th": ("t", "s"),
    "zh": ("z",),
    "c": ("k",),
    "g": ("k", "j"),
    "p": ("b",),
    "q": ("k",),
    "v": ("", "f"),
    "x": ("h",),
    "5": ("h",),
    "6": ("t",),
    "7": ("h",),
    "8": ("k",),
    "9": ("s", "k"),
}
"""Digits stand for letters where people chat in Latin letters."""

_TWICE = re.compile(r"(.)\1+")
_LATIN_ARTICLE = re.compile("^[ae]l(?=...)")


def of_arabic(word: str, *, persian: bool = False) -> frozenset[str]:
    """The keys of a folded word; a last h may be a silent one."""
    bones = _TWICE.sub(r"\1", word.translate(_PERSIAN if persian else _ARABIC))
    if word.endswith("ه"):
        return frozenset({bones, bones[:-1]})
    return frozenset({bones})


def of_latin(word: str) -> frozenset[str]:
    """The keys that a folded Latin word can have."""
    if word.isdecimal():
        return frozenset()
    forms = {word, _LATIN_ARTICLE.sub("", word, count=1)}
    bones = {_TWICE.sub(r"\1", way) for form in forms for way in readings(form, _LATIN)}
    bones |= {key.removesuffix("h") for key in bones if word.endswith("h")}
    return frozenset(key for key in bones if len(key) >= SHORTEST)
