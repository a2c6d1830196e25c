"""Which typed words say nothing, or little, of what is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.search import folding, sounds
from kiosk.catalogue.search.stems import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.catalogue.search.typed_words import TypedWord
    from kiosk.domain.lexicon import LexiconWords
    from kiosk.ids import LanguageCode

SHORTEST_SOUND = 3


class FillerWords:
    """Those of one language."""

    def __init__(
        self, words: LexiconWords, language: LanguageCode, script: str
    ) -> None:
        self._language = language
        self._cyrillic = script == "Cyrl"
        general = words.general
        fillers = set(words.fillers) - general
        phrases = (phrase for several in words.phrases.values() for phrase in several)
        self._names = _folded(one for one in phrases if len(folding.words(one)) == 1)
        self._written = frozenset(
            form
            for filler in fillers
            for spelling in spellings(filler)
            for form in spelling
        )
        self._plain = _folded(fillers)
        self._spoken = frozenset(
            sounds.of_cyrillic(word, bulgarian=language == "bg") for word in self._plain
        )
        self._general = _folded(general)
        self._general_stems = frozenset(
            stem for word in general for stem in stems(word.casefold(), language)
        )

    def have(self, word: str) -> bool:
        """As it is written; without its accents only if it names nothing so."""
        if word in self._written:
            return True
        return word in self._plain and word not in self._names

    def sound_like(self, word: TypedWord) -> bool:
        """In Latin letters: hochu, tarsya."""
        return self._cyrillic and not self._spoken.isdisjoint(
            key for key in word.sounds("Cyrl") if len(key) >= SHORTEST_SOUND
        )

    def have_as_general(self, word: TypedWord) -> bool:
        """Whether it says little beside another word, in any of its forms."""
        if self._general & word.spellings:
            return True
        return not self._general_stems.isdisjoint(word.stems(self._language))

    def are_not(self, word: TypedWord) -> bool:
        """Whether it is by itself what people call a thing."""
        return not self._names.isdisjoint(word.spellings)


def spellings(phrase: str) -> Iterator[list[str]]:
    """Casefolded words with their accents, which stems go by."""
    yield folding.unfolded_words(phrase)
    spelled_out = folding.unfolded_words(folding.spelled_out(phrase))
    if spelled_out != folding.unfolded_words(phrase):
        yield spelled_out


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded for word in words for folded in folding.words(word))
