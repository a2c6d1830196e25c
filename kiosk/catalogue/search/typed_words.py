"""What a visitor typed, as words to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.search import folding, skeletons, sounds
from kiosk.catalogue.search.stems import stems

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode

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
    text = folding.without_latin_article(text)
    unfolded = folding.unfolded_words(text)[:MOST_WORDS]
    return [
        TypedWord(
            word[:LONGEST_WORD],
            frozenset(
                form[:LONGEST_WORD]
                for spelling in (word, folding.spelled_out(word))
                for folded in folding.words(spelling)
                for form in (folded, folding.without_article(folded))
            ),
            last=place == len(unfolded) - 1,
        )
        for place, word in enumerate(unfolded)
    ]
