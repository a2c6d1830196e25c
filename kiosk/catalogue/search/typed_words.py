"""What a visitor typed, as words to be looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.search import folding, skeletons, sounds
from kiosk.catalogue.search.stems import stems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.ids import LanguageCode

_IN_NUMBER = re.compile(r"(?<=\d)[ \u00a0](?=\d)")
"""116 117 is one number."""
MOST_WORDS = 8
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One word of a query."""

    text: str
    """With its accents, as far as they were typed."""
    spellings: frozenset[str]
    """Folded: ü as u and as ue."""
    last: bool
    """The visitor may not have finished it."""

    def sounds(self, script: str) -> frozenset[str]:
        """Its keys among words of this script; none unless it is in Latin letters."""
        of_latin = {"Cyrl": sounds.of_latin, "Arab": skeletons.of_latin}[script]
        latin = [word for word in self.spellings if word.isascii()]
        return frozenset(key for word in latin for key in of_latin(word))

    def stems(self, language: LanguageCode) -> frozenset[str]:
        return stems(self.text, language)


def typed(text: str) -> list[TypedWord]:
    text = _IN_NUMBER.sub("", folding.without_latin_article(text))
    unfolded = folding.unfolded_words(text)[:MOST_WORDS]
    last = len(unfolded) - 1
    return [
        _typed_word(word, last=place == last) for place, word in enumerate(unfolded)
    ]


def joined(
    words: Sequence[TypedWord], known: Callable[[TypedWord], bool]
) -> list[TypedWord]:
    """Two words as one where that is a word: Führer Schein."""
    found: list[TypedWord] = []
    for word in words:
        if found:
            whole = _typed_word(found[-1].text + word.text, last=word.last)
            if known(whole):
                found[-1] = whole
                continue
        found.append(word)
    return found


def _typed_word(word: str, *, last: bool) -> TypedWord:
    return TypedWord(
        word[:LONGEST_WORD],
        frozenset(
            form[:LONGEST_WORD]
            for spelling in (word, folding.spelled_out(word))
            for folded in folding.words(spelling)
            for bare in (folded, folding.without_article(folded))
            for form in (bare, folding.without_possessor(bare))
        ),
        last=last,
    )
