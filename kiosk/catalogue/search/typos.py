"""Which words are near enough to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.search.vocabulary import WordTable

SHORTEST = 4
"""In shorter words every second word is a slip away, in these many a beginning is."""
LONG = 8
_AS_HEARD = {"а": "о", "о": "а", "и": "е", "е": "и", "э": "е"}
"""Cyrillic vowels without stress."""
MOST_CANDIDATES = 4000
MOST_FOUND = 32


def slips(word: str) -> int:
    """How many wrong, missing or swapped letters are forgiven."""
    if len(word) < SHORTEST or word.isdecimal():
        return 0
    return 1 if len(word) < LONG else 2


def near(
    word: str,
    vocabulary: WordTable,
    *,
    unfinished: bool,
    more: int = 0,
    heard: bool = False,
) -> Iterator[int]:
    """The numbers of such words; an unfinished one is like the beginning of another.

    Only those with the fewest slips. The first letter is right, sounds like it, or
    changed places with the second. `more` slips can be allowed than are forgiven.
    What is `heard` are not words but their sounds, of which short ones vary as well.
    """
    allowed = slips(word)
    if not allowed:
        return
    allowed += more
    short = len(word) == SHORTEST and not heard
    found: dict[int, int] = {}
    for first in dict.fromkeys(word[:2] + _AS_HEARD.get(word[0], "")):
        numbers = vocabulary.beginning(first)
        candidates = vocabulary.listed(numbers[:MOST_CANDIDATES])
        alike = [*_alike(word, candidates, allowed)]
        if unfinished and not short:
            cut = [candidate[: len(word)] for candidate in candidates]
            alike += _alike(word, cut, allowed)
        for at, distance in alike:
            if short and _another(word, candidates[at]):
                continue
            found[numbers[at]] = min(distance, found.get(numbers[at], distance))
    nearest = min(found.values(), default=0)
    yield from (number for number, distance in found.items() if distance == nearest)


def _another(word: str, candidate: str) -> bool:
    """A wrong letter makes a short word another one; a swap or an ending does not."""
    if len(candidate) > len(word) or word.startswith(candidate):
        return False
    return sorted(candidate) != sorted(word)


def _alike(word: str, candidates: list[str], allowed: int) -> Iterator[tuple[int, int]]:
    """Where they stand, and how many slips away they are."""
    found = process.extract(
        word,
        candidates,
        scorer=OSA.distance,
        score_cutoff=allowed,
        limit=MOST_FOUND,
    )
    return ((at, int(distance)) for _, distance, at in found)
