"""How keys and where they stand are kept: few bytes a word, found by bisection."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LAST = "\U0010ffff"


class WordTable:
    """Sorted words in one text, and the entries of each in one array.

    An object for each of a hundred thousand words would cost ten times the memory.
    """

    def __init__(self, entries: Mapping[str, Sequence[int]]) -> None:
        """What an entry means is the caller's; words hold no line feed."""
        words = sorted(entries)
        self._text = "".join(f"{word}\n" for word in words)
        self._begins = array("I", accumulate((len(w) + 1 for w in words), initial=0))
        counts = (len(entries[word]) for word in words)
        self._firsts = array("I", accumulate(counts, initial=0))
        self._entries = array("I", (e for word in words for e in entries[word]))
        self._numbers = range(len(words))

    def __len__(self) -> int:
        return len(self._numbers)

    def word(self, number: int) -> str:
        return self._text[self._begins[number] : self._begins[number + 1] - 1]

    def length(self, number: int) -> int:
        return self._begins[number + 1] - self._begins[number] - 1

    def entries(self, number: int) -> array[int]:
        return self._entries[self._firsts[number] : self._firsts[number + 1]]

    def exactly(self, word: str) -> range:
        """The numbers of this word: one, or none."""
        at = self._place(word)
        found = at < len(self) and self.word(at) == word
        return range(at, at + found)

    def beginning(self, prefix: str) -> range:
        """The numbers of the words that begin so."""
        return range(self._place(prefix), self._place(prefix + _LAST))

    def containing(self, part: str) -> Iterator[int]:
        """The numbers of the words that have this further inside."""
        at = self._text.find(part)
        while at >= 0:
            number = bisect_left(self._begins, at + 1) - 1
            if self._begins[number] < at:
                yield number
            at = self._text.find(part, self._begins[number + 1])

    def listed(self, numbers: range) -> list[str]:
        """Their words, without looking at each."""
        begin, end = self._begins[numbers.start], self._begins[numbers.stop]
        return self._text[begin:end].split("\n")[:-1]

    def _place(self, word: str) -> int:
        return bisect_left(self._numbers, word, key=self.word)
