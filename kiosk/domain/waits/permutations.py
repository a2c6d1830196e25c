"""Orders of 0 to n - 1 that look like chance, and are the same in every process."""

from __future__ import annotations

from functools import cache
from random import Random

MOST = 61
"""Different ones of a length; turned around, each gives as many as it is long."""


@cache
def permutation(length: int, which: int) -> tuple[int, ...]:
    order = list(range(length))
    Random(f"{length} {which % MOST}").shuffle(order)  # noqa: S311 - no secret
    return tuple(order)


def turned(length: int, which: int) -> tuple[int, ...]:
    """One of `MOST` times `length`, for any number."""
    order = permutation(length, which // length)
    turn = which % length
    return order[turn:] + order[:turn]
