"""How surely a typed word is a word of a service's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.search import typos
from kiosk.catalogue.search.indexing import FIELD_BITS, FIELD_MASK, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.catalogue.search.indexing import LanguageIndex
    from kiosk.catalogue.search.typed_words import TypedWord
    from kiosk.catalogue.search.vocabulary import WordTable

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

EXACT, STEMMED, BEGINNING, BEGUN_EARLIER = 1.0, 0.9, 0.9, 0.7
SOUNDING, INSIDE, MISTYPED = 0.7, 0.5, 0.45
"""How sure it is that the visitor meant this word."""
SHORTEST_FAR, SHORTEST_SOUND, SHORTEST_PART = 3, 3, 4

Scores = dict[int, float]
"""How well each service fits one word, by its number."""


def near(word: TypedWord, index: LanguageIndex, factor: float) -> Scores:
    """In a language that the visitor reads, or in German."""
    scores: Scores = {}
    words = index.written
    for spelling in word.spellings:
        _add(scores, words, words.exactly(spelling), EXACT * factor)
        if word.last or len(spelling) >= SHORTEST_PART:
            sure = BEGINNING if word.last else BEGUN_EARLIER
            _add_begun(scores, words, spelling, sure * factor)
        if len(spelling) >= SHORTEST_PART:  # Anmeldung in Wohnungsanmeldung
            inside = index.headed.containing(spelling)
            _add(scores, index.headed, inside, INSIDE * factor)
    for stem in word.stems(index.language):
        numbers = index.stemmed.exactly(stem)
        _add(scores, index.stemmed, numbers, STEMMED * factor)
    return scores


def spoken(word: TypedWord, index: LanguageIndex, factor: float) -> Scores:
    """By how it sounds, in the visitor's own language alone."""
    scores: Scores = {}
    if index.spoken is None:
        return scores
    for key in word.sounds(index.script):
        sure = SOUNDING * factor
        _add(scores, index.spoken, index.spoken.exactly(key), sure)
        if word.last and len(key) >= SHORTEST_SOUND:
            _add_begun(scores, index.spoken, key, sure * BEGINNING)
    return scores


def far(word: TypedWord, index: LanguageIndex, factor: float) -> Scores:
    """In any other language: titles and keywords, as they are written there."""
    scores: Scores = {}
    for spelling in word.spellings:
        if len(spelling) >= SHORTEST_FAR:
            words = index.headed
            _add(scores, words, words.exactly(spelling), EXACT * factor)
            if word.last:
                _add_begun(scores, words, spelling, BEGINNING * factor)
    return scores


def mistyped(word: TypedWord, index: LanguageIndex, factor: float) -> Scores:
    scores: Scores = {}
    for spelling in word.spellings:
        numbers = typos.near(spelling, index.headed, unfinished=word.last)
        _add(scores, index.headed, numbers, MISTYPED * factor)
    return scores


def misspoken(word: TypedWord, index: LanguageIndex, factor: float) -> Scores:
    """Nearly as it sounds, in titles and keywords."""
    scores: Scores = {}
    if index.spoken is not None and index.script == "Cyrl":
        for key in word.sounds(index.script):
            numbers = typos.near(key, index.spoken, unfinished=word.last, heard=True)
            _add(scores, index.spoken, numbers, MISTYPED * SOUNDING * factor)
    least = WEIGHTS[Field.KEYWORD] * MISTYPED * SOUNDING * factor
    return {number: fit for number, fit in scores.items() if fit >= least}


def _add_begun(scores: Scores, words: WordTable, prefix: str, sure: float) -> None:
    """The more of a word is typed, the surer it is."""
    for number in words.beginning(prefix)[:MOST_MATCHES]:
        typed_share = len(prefix) / words.length(number)
        _add(scores, words, (number,), sure * (0.8 + 0.2 * typed_share))


def _add(scores: Scores, words: WordTable, numbers: Iterable[int], sure: float) -> None:
    for number in numbers:
        for entry in words.entries(number):
            fit = _BY_NUMBER[entry & FIELD_MASK] * sure
            service = entry >> FIELD_BITS
            if fit > scores.get(service, 0.0):
                scores[service] = fit
