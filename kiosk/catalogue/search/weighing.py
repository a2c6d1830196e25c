"""How much each typed word counts beside the others.

Rare words count more than common ones (idf), what the lexicon knows more than what
it does not, general words little, and fillers next to nothing.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from kiosk.catalogue.search.phrases import STEMMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.catalogue.search.matching import Scores
    from kiosk.catalogue.search.phrases import PhraseBook
    from kiosk.catalogue.search.typed_words import TypedWord

FILLER, GENERAL, PARTICULAR = 0.02, 0.3, 1.0
"""Of a word that says nothing, little, and something of what is looked for."""
AS_IF_NAMING = 2
"""Services; a word of the lexicon counts the same however many it leads to."""
PASSING = 0.4
"""How much of its weight a word keeps that stands in a text by the way."""
BESIDE = 0.5
"""How much of it a word keeps that the lexicon does not know, beside one it knows."""
UNKNOWN, SHORT = 0.7, 0.5
"""What a word counts that nothing has, and one of a few letters."""
SHORTEST_WORD = 4


def weights_of(
    words: Sequence[TypedWord],
    fits: Sequence[Scores],
    named: Mapping[int, Scores],
    books: Sequence[PhraseBook],
    services: int,
) -> list[float]:
    """One for each word; `fits` are the services, `named` the concepts it may mean."""
    telling = [_telling(word, books) for word in words]
    sure = surely_named(named)
    known = [n in sure and t > FILLER for n, t in enumerate(telling)]
    particular = any(k and t > GENERAL for k, t in zip(known, telling, strict=True))
    weights = []
    for number, (word, scores) in enumerate(zip(words, fits, strict=True)):
        weight = _rarity(word, scores, services, named=number in sure)
        if any(known) and not known[number]:
            weight *= BESIDE
        if particular or telling[number] <= FILLER:
            weight *= telling[number]
        best = min(1.0, max(scores.values(), default=1.0))
        weights.append(weight * (PASSING + (1 - PASSING) * best))
    return weights


def surely_named(named: Mapping[int, Scores]) -> dict[int, Scores]:
    """The concepts that words mean; what they may mean only where nothing is sure."""
    sure = {
        number: {concept: fit for concept, fit in concepts.items() if fit >= STEMMED}
        for number, concepts in named.items()
    }
    return {n: concepts for n, concepts in sure.items() if concepts} or dict(named)


def _rarity(word: TypedWord, scores: Scores, services: int, *, named: bool) -> float:
    if named:
        return log(1 + services / AS_IF_NAMING)
    if scores:
        return log(1 + services / len(scores))
    short = min(map(len, word.spellings), default=0) < SHORTEST_WORD
    return log(1 + services) * (SHORT if short else UNKNOWN)


def _telling(word: TypedWord, books: Sequence[PhraseBook]) -> float:
    """What its own language calls a thing is no filler of another."""
    for book in books:
        if book.fillers.have(word.text) or book.fillers.sound_like(word):
            return FILLER
        if book.fillers.have_as_general(word):
            return GENERAL
        if book.names(word):
            break
    return PARTICULAR
