"""A distribution as values with weights: its quantiles, and what remains of it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

THIN = 2.0
"""With less weight beyond a value, the values there say nothing about the rest."""


class Spread:
    """Values of 0 and more, each with the weight of so many observations."""

    def __init__(self, weighted: Iterable[tuple[float, float]]) -> None:
        """Raises `ValueError` without any."""
        pairs = sorted(pair for pair in weighted if pair[1] > 0)
        if not pairs:
            raise ValueError("a spread needs a value")
        self.values = [value for value, _ in pairs]
        self._sums = list(accumulate(weight for _, weight in pairs))

    @property
    def weight(self) -> float:
        return self._sums[-1]

    def at(self, share: float) -> float:
        """The value below which this share of the weight lies."""
        found = bisect_left(self._sums, share * self.weight)
        return self.values[min(found, len(self.values) - 1)]

    def quantiles(self, count: int) -> list[float]:
        """So many values that stand for all of them, ascending."""
        return self._between(0.0, count)

    def beyond(self, passed: float, count: int) -> list[float]:
        """What is still to come of something that has lasted so long, ascending.

        Where hardly anything ever lasted longer, it may end any moment: the rest has no
        memory, and half the usual length on average.
        """
        first = bisect_left(self.values, passed)
        below = self._sums[first - 1] if first else 0.0
        if self.weight - below < THIN:
            mean = self.at(0.5) / 2
            return [-mean * log(1 - (k + 0.5) / count) for k in range(count)]
        return [value - passed for value in self._between(below, count)]

    def _between(self, below: float, count: int) -> list[float]:
        step = (self.weight - below) / count
        last = len(self.values) - 1
        return [
            self.values[min(bisect_left(self._sums, below + (k + 0.5) * step), last)]
            for k in range(count)
        ]
