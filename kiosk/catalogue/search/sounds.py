"""How a Cyrillic word sounds, so that it is found by any of its Latin spellings.

Both sides are brought to a coarse alphabet in which ж, zh, ż and z are one letter, and
й, y, j and i another: whoever types житло as zhytlo, zytlo or jitlo means the same key.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_READINGS = 8
SHORTEST = 3
"""What sounds like a shorter one is another word."""

_LETTERS = "абвгдежзийклмнопрстуфхцчшыэєі"
_SOUNDS = "abvhdezziiklmnoprstufhccsieei"
_CYRILLIC = str.maketrans(
    dict(zip(_LETTERS, _SOUNDS, strict=True))
    | {"щ": "sc", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)
_BULGARIAN = _CYRILLIC | str.maketrans({"щ": "st", "ъ": "a"})

_LATIN: Mapping[str, tuple[str, ...]] = {
    "schtsch": ("sc",),
    "shch": ("sc",),
    "szcz": ("sc",),
    "tsch": ("c",),
    "sch": ("s", "sc"),
    "tch": ("c",),
    "sh": ("s",),
    "sz": ("s",),
    "zh": ("z",),
    "cz": ("c",),
    "ch": ("c", "h"),
    "kh": ("h",),
    "ts": ("c",),
    "tz": ("c",),
    "ck": ("k",),
    "ph": ("f",),
    "g": ("h",),
    "j": ("i", "z"),
    "q": ("k",),
    "w": ("v",),
    "x": ("h", "ks"),
    "y": ("i",),
}
"""What a Latin spelling can stand for; every other letter stands for itself."""

_SAME = (
    (re.compile("ts"), "c"),
    (re.compile("i*e"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def of_cyrillic(word: str, *, bulgarian: bool = False) -> str:
    """The key of a folded Cyrillic word; Latin letters in it are left alone."""
    return _merged(word.translate(_BULGARIAN if bulgarian else _CYRILLIC))


def of_latin(word: str) -> frozenset[str]:
    """The keys a folded Latin word can have; at most `MOST_READINGS`."""
    keys = map(_merged, readings(word, _LATIN))
    return frozenset(key for key in keys if len(key) >= SHORTEST)


def readings(word: str, table: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """All ways to read a word by a table; the longest spelling counts."""
    spelling = re.compile("|".join([*sorted(table, key=len, reverse=True), "."]))
    parts = [table.get(part, (part,)) for part in spelling.findall(word)]
    ways = map("".join, product(*parts))
    return (way for _, way in zip(range(MOST_READINGS), ways, strict=False))


def _merged(sounds: str) -> str:
    for pattern, sound in _SAME:
        sounds = pattern.sub(sound, sounds)
    return sounds
