"""Which services a visitor finds by what they typed, and which of them first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.search import folding, skeletons, sounds, typos
from kiosk.catalogue.search.indexing import (
    FIELD_BITS,
    FIELD_MASK,
    Field,
    build_index,
    languages,
)
from kiosk.domain.localized import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.catalogue.search.indexing import LanguageIndex
    from kiosk.catalogue.search.vocabulary import WordTable
    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import LanguageCode, Slug

MOST_WORDS = 6
LONGEST_WORD = 40
MOST_FOUND = 24
"""Nobody turns more pages than these fill."""
MOST_MATCHES = 2000
"""Words of one language that a beginning may have; more say nothing."""

WEIGHTS = {
    Field.TITLE: 1.0,
    Field.KEYWORD: 0.85,
    Field.NEARBY: 0.6,
    Field.SUMMARY: 0.5,
    Field.TEXT: 0.25,
}
_BY_NUMBER = [WEIGHTS[field] for field in Field]

EXACT, BEGINNING, BEGUN_EARLIER = 1.0, 0.9, 0.7
SOUNDING, INSIDE, MISTYPED = 0.7, 0.5, 0.45
"""How sure it is that the visitor meant this word."""
OWN, GERMAN, OTHER = 1.06, 1.03, 1.0
"""On equal match the visitor's language comes first, then German."""
SHORTEST_FAR, SHORTEST_SOUND, SHORTEST_PART = 3, 3, 4

Scores = dict[int, float]
"""How well each service fits one word, by its number."""


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One word of a query."""

    spellings: frozenset[str]
    """Folded: ü as u and as ue."""
    last: bool
    """The visitor may not have finished it."""

    def sounds(self, script: str) -> frozenset[str]:
        """Its keys among words of this script; none unless it is in Latin letters."""
        of_latin = {"Cyrl": sounds.of_latin, "Arab": skeletons.of_latin}[script]
        latin = [word for word in self.spellings if word.isascii()]
        return frozenset(key for word in latin for key in of_latin(word))


class ServiceSearch:
    """The index of one catalogue; asked on each keystroke."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._slugs = [service.slug for service in catalogue.services]
        self._indexes = {
            language: build_index(catalogue, language)
            for language in languages(catalogue)
        }

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        """The services that every word fits, best first; none for no word."""
        fitting: Scores | None = None
        for word in typed(text):
            scores = self._scores(word, language)
            fitting = scores if fitting is None else _both(fitting, scores)
        ranked = sorted((fitting or {}).items(), key=lambda fit: (-fit[1], fit[0]))
        return tuple(self._slugs[number] for number, _ in ranked[:MOST_FOUND])

    def _scores(self, word: TypedWord, language: LanguageCode) -> Scores:
        """The surest reading first; doubtful ones only where nothing else was found."""
        near, far = self._sides(language)
        scores: Scores = {}
        for index, factor in near:
            _add_written(scores, index, word, factor)
            _add_inside(scores, index, word, factor)
        for index, factor in near[:1]:
            _add_spoken(scores, index, word, factor)
        if not scores:
            for index, factor in near:
                _add_mistyped(scores, index, word, factor)
        for index, factor in far:
            _add_written(scores, index, word, factor, far=bool(scores))
        if not scores:
            for index, factor in far:
                _add_spoken(scores, index, word, factor)
                _add_inside(scores, index, word, factor)
                _add_mistyped(scores, index, word, factor)
        return scores

    def _sides(
        self, language: LanguageCode
    ) -> tuple[list[tuple[LanguageIndex, float]], list[tuple[LanguageIndex, float]]]:
        """The visitor's language and German; all others."""
        near = {language: OWN} | {SOURCE_LANGUAGE: GERMAN} | {language: OWN}
        return (
            [(self._indexes[c], f) for c, f in near.items() if c in self._indexes],
            [(i, OTHER) for c, i in self._indexes.items() if c not in near],
        )


def typed(text: str) -> list[TypedWord]:
    text = folding.without_latin_article(text)
    plain = folding.words(text)[:MOST_WORDS]
    spelled_out = folding.words(folding.spelled_out(text))
    return [
        TypedWord(
            frozenset(
                form[:LONGEST_WORD]
                for spelling in pair
                for form in (spelling, folding.without_article(spelling))
            ),
            last=place == len(plain) - 1,
        )
        for place, pair in enumerate(zip(plain, spelled_out, strict=False))
    ]


def _both(one: Scores, other: Scores) -> Scores:
    return {number: one[number] + fit for number, fit in other.items() if number in one}


def _add_written(
    scores: Scores,
    index: LanguageIndex,
    word: TypedWord,
    factor: float,
    *,
    far: bool = False,
) -> None:
    """Words that are it or begin with it; what is short means another thing far off."""
    words = index.written
    for spelling in word.spellings:
        if far and len(spelling) < SHORTEST_FAR:
            continue
        _add(scores, words, words.exactly(spelling), EXACT * factor)
        if word.last or len(spelling) >= SHORTEST_PART:
            sure = BEGINNING if word.last else BEGUN_EARLIER
            _add_begun(scores, words, spelling, sure * factor)


def _add_begun(scores: Scores, words: WordTable, prefix: str, sure: float) -> None:
    """The more of a word is typed, the surer it is."""
    for number in words.beginning(prefix)[:MOST_MATCHES]:
        typed_share = len(prefix) / words.length(number)
        _add(scores, words, (number,), sure * (0.8 + 0.2 * typed_share))


def _add_spoken(
    scores: Scores, index: LanguageIndex, word: TypedWord, factor: float
) -> None:
    if index.spoken is None:
        return
    for key in word.sounds(index.script):
        sure = SOUNDING * factor
        _add(scores, index.spoken, index.spoken.exactly(key), sure)
        if word.last and len(key) >= SHORTEST_SOUND:
            _add_begun(scores, index.spoken, key, sure * BEGINNING)


def _add_inside(
    scores: Scores, index: LanguageIndex, word: TypedWord, factor: float
) -> None:
    """Anmeldung is found in Wohnungsanmeldung."""
    for spelling in word.spellings:
        if len(spelling) >= SHORTEST_PART:
            numbers = index.written.containing(spelling)
            _add(scores, index.written, numbers, INSIDE * factor)


def _add_mistyped(
    scores: Scores, index: LanguageIndex, word: TypedWord, factor: float
) -> None:
    sure = MISTYPED * factor
    for spelling in word.spellings:
        numbers = typos.near(spelling, index.written, unfinished=word.last)
        _add(scores, index.written, numbers, sure)
    if index.spoken is not None and index.script == "Cyrl":
        for key in word.sounds(index.script):
            numbers = typos.near(key, index.spoken, unfinished=word.last)
            _add(scores, index.spoken, numbers, sure * SOUNDING)


def _add(scores: Scores, words: WordTable, numbers: Iterable[int], sure: float) -> None:
    for number in numbers:
        for entry in words.entries(number):
            fit = _BY_NUMBER[entry & FIELD_MASK] * sure
            service = entry >> FIELD_BITS
            if fit > scores.get(service, 0.0):
                scores[service] = fit
