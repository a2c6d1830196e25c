"""Which words are near enough to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.search.vocabulary import WordTable

SHORTEST = 4
"""In shorter words every second word is a slip away."""
LONG = 8
MOST_CANDIDATES = 4000
MOST_FOUND = 32


def slips(word: str) -> int:
    """How many wrong, missing or swapped letters are forgiven."""
    if len(word) < SHORTEST or word.isdecimal():
        return 0
    return 1 if len(word) < LONG else 2


def near(word: str, vocabulary: WordTable, *, unfinished: bool) -> Iterator[int]:
    """The numbers of such words; an unfinished one is like the beginning of another.

    The first letter is right, or it changed places with the second.
    """
    allowed = slips(word)
    if not allowed:
        return
    for first in dict.fromkeys(word[:2]):
        numbers = vocabulary.beginning(first)
        candidates = vocabulary.listed(numbers[:MOST_CANDIDATES])
        near_ones = set(_alike(word, candidates, allowed))
        if unfinished:
            cut = [candidate[: len(word)] for candidate in candidates]
            near_ones.update(_alike(word, cut, allowed))
        yield from (numbers[at] for at in near_ones)


def _alike(word: str, candidates: list[str], allowed: int) -> Iterator[int]:
    found = process.extract(
        word,
        candidates,
        scorer=OSA.distance,
        score_cutoff=allowed,
        limit=MOST_FOUND,
    )
    return (at for _, _, at in found)
