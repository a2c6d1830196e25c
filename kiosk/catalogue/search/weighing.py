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
    sure = [surely(named.get(number, {})) for number in range(len(words))]
    known = [bool(s) and t > FILLER for s, t in zip(sure, telling, strict=True)]
    particular = any(k and t > GENERAL for k, t in zip(known, telling, strict=True))
    weights = []
    for number, (word, scores) in enumerate(zip(words, fits, strict=True)):
        weight = _rarity(word, scores, services, named=bool(sure[number]))
        if any(known) and not known[number]:
            weight *= BESIDE
        if particular or telling[number] <= FILLER:
            weight *= telling[number]
        best = min(1.0, max(scores.values(), default=1.0))
        weights.append(weight * (PASSING + (1 - PASSING) * best))
    return weights


def surely(concepts: Scores) -> Scores:
    """Those that a word means, not those that it may mean."""
    return {concept: sure for concept, sure in concepts.items() if sure >= STEMMED}


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
