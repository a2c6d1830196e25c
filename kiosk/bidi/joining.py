"""Which form each Arabic letter takes beside its neighbours.

A row of cells is drawn letter by letter, so each must come in the form that Unicode has
for its place: alone, last, first or in the middle. Two letters share one cell where
they are lam and alef, which no Arabic reader can do without.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category, decomposition

_LETTER = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff"
_JOINER, _NON_JOINER, _TATWEEL, _LAM = "\u200d", "\u200c", "\u0640", "\u0644"
_ARABIC = re.compile(f"[{_LETTER}][{_LETTER}{_JOINER}{_NON_JOINER} ]*")
"""A joiner elsewhere belongs to a picture."""


class _Forms(NamedTuple):
    """Of a letter, or of lam with an alef; empty where it has none."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


def _forms() -> dict[str, _Forms]:
    """As Unicode says of each presentation form which letters it stands for."""
    found: dict[str, dict[str, str]] = {}
    for form in map(chr, (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD))):
        kind, *codes = decomposition(form).split() or ("",)
        letters = "".join(chr(int(code, 16)) for code in codes)
        if len(letters) == 1 or letters[:-1] == _LAM:
            found.setdefault(letters, {})[kind.strip("<>")] = form
    return {letters: _Forms(**forms) for letters, forms in found.items()}


_FORMS = _forms()
_BOTH_WAYS = frozenset((_TATWEEL, _JOINER))
_JOINS_NEXT = _BOTH_WAYS.union(one for one, forms in _FORMS.items() if forms.initial)
_JOINS_LAST = _BOTH_WAYS.union(one for one, forms in _FORMS.items() if forms.final)
"""Many letters join only to the one before them."""


def joined(text: str) -> str:
    """The text with presentation forms, in the same order."""
    return _ARABIC.sub(lambda found: _shaped(found[0]), text)


def _shaped(text: str) -> str:
    letters, marks = _letters(text)
    shaped = []
    joins = False
    for letter, following, its_marks in zip(
        letters, (*letters[1:], ""), marks, strict=True
    ):
        before = joins and letter in _JOINS_LAST
        joins = letter in _JOINS_NEXT
        after = joins and following in _JOINS_LAST
        shaped.append(_shown(letter, before=before, after=after) + its_marks)
    return "".join(shaped)


def _shown(letter: str, *, before: bool, after: bool) -> str:
    """Joined to the letter `before` it, to the one `after` it."""
    forms = _FORMS.get(letter)
    if forms is None:
        return "" if letter == _JOINER else letter
    if before:
        return forms.medial if after else forms.final
    return forms.initial if after else forms.isolated


def _letters(text: str) -> tuple[list[str], list[str]]:
    """Lam with the alef that follows it is one; beside each letter its marks, vowels
    and the like, which part no letters."""
    letters: list[str] = []
    marks: list[str] = []
    for sign in text:
        if letters and category(sign) == "Mn":
            marks[-1] += sign
        elif letters and letters[-1] == _LAM and _LAM + sign in _FORMS:
            letters[-1] += sign
        else:
            letters.append(sign)
            marks.append("")
    return letters, marks
