"""Which characters and lengths a text may have that a visitor will read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WORD = 60
"""Characters; a longer one fits on no line of the smallest terminal."""
LONGEST_ADDRESS = 400
"""Characters of one word in a source, which no visitor reads."""

_OPENERS = {
    "\u202a": "\u202c",  # embeddings, closed by POP DIRECTIONAL FORMATTING
    "\u202b": "\u202c",
    "\u2066": "\u2069",  # isolates, closed by POP DIRECTIONAL ISOLATE
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_CLOSERS = frozenset(_OPENERS.values())
_MARKS = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and direction marks, which real spelling needs."""
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that leave a place empty."""
_NOTHING = _MARKS | _BLANKS | _CLOSERS | _OPENERS.keys()
"""A text needs more than these."""
_LETTERS = {"Latn": "LATIN ", "Cyrl": "CYRILLIC ", "Arab": "ARABIC "}
"""How Unicode begins their names."""
_SPELLING = frozenset({"Lu", "Ll", "Lt", "Lo", "So"})
"""Letters, and pictures, which are no letters of any script."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})

_DASHES = re.compile(r"[–—]\s*[–—]|(?<=\s)-\s+[–—-]\s")


class Fault(NamedTuple):
    message: str
    remedy: str


def faults(
    text: str, *, lines: bool = False, longest_word: int = LONGEST_WORD
) -> Iterator[Fault]:
    """All that is wrong with a text; `lines` allows line breaks in it."""
    if not is_seen(text):
        yield Fault(
            sentence("The text is empty."), sentence("Write it, or remove the key.")
        )
        return
    yield from _forbidden(text, lines=lines)
    if _DASHES.search(text):
        yield Fault(
            sentence("Two dashes follow each other."), sentence("Delete one of them.")
        )
    if not _is_balanced(text):
        yield Fault(
            sentence(
                "A mark of text direction is opened and not closed, or the reverse."
            ),
            sentence("Remove the invisible marks around words of the other direction."),
        )
    longest = max(text.split(), key=len)
    if len(longest) > longest_word:
        yield Fault(
            sentence(
                "The word {longest!r}... has more than {longest_word} characters.",
                longest=longest[:20],
                longest_word=longest_word,
            ),
            sentence("Divide it; addresses belong into [[resources]]."),
        )


def is_written_in(script: str, text: str) -> bool:
    """Whether it has letters, all of this script, and no pictures; or shows nothing."""
    kinds = {letter: unicodedata.category(letter) for letter in text}
    own = {
        letter
        for letter in text
        if unicodedata.name(letter, "").startswith(_LETTERS[script])
    }
    letters = {letter for letter, kind in kinds.items() if kind in _SPELLING}
    return not is_seen(text) or (bool(own & letters) and letters <= own)


def is_seen(text: str) -> bool:
    """Whether anything of it is drawn, or is refused with a reason of its own."""
    return any(
        not letter.isspace()
        and letter not in _NOTHING
        and not unicodedata.category(letter).startswith("M")
        for letter in text
    )


def _forbidden(text: str, *, lines: bool) -> Iterator[Fault]:
    if text.isprintable() and "\ufffd" not in text:
        return  # most texts: far quicker than a look at each character
    for character in sorted(set(text)):
        if character == "\n" and lines:
            continue
        if _is_forbidden(character):
            yield Fault(
                sentence(
                    "The invisible character U+{code:04X} is not allowed.",
                    code=ord(character),
                ),
                sentence("Delete it, and type the words around it again."),
            )


def _is_forbidden(character: str) -> bool:
    if character in _MARKS or character in _OPENERS or character in _CLOSERS:
        return False
    return character == "\ufffd" or unicodedata.category(character) in _UNSEEN


def _is_balanced(text: str) -> bool:
    """Whether every run is closed by its own mark, and on its own line."""
    if text.isprintable():
        return True  # most texts: these marks are not
    for line in text.split("\n"):
        expected: list[str] = []
        for character in line:
            if character in _OPENERS:
                expected.append(_OPENERS[character])
            elif character in _CLOSERS and (
                not expected or expected.pop() != character
            ):
                return False
        if expected:
            return False
    return True
