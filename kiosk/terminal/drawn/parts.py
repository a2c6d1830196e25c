"""Into which parts the characters of a terminal program divide a cell."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Parts(StrEnum):
    """A member's value is its name in the files of drawings."""

    SEXTANTS = "sextants"
    """Two by three, which foot draws itself; most fonts have none of them."""
    QUADRANTS = "quadrants"
    """Two by two, which every font of a terminal has."""

    @property
    def across(self) -> int:
        return 2

    @property
    def down(self) -> int:
        return 3 if self is Parts.SEXTANTS else 2


def parts_of(term: str) -> Parts:
    """What a terminal program can draw that calls itself so in TERM."""
    return Parts.SEXTANTS if term.startswith("foot") else Parts.QUADRANTS


_chosen = Parts.SEXTANTS


def parts() -> Parts:
    """What this process draws with: as the shipped terminal does, if nobody chose."""
    return _chosen


def choose_parts(these: Parts) -> None:
    """Once, at the start; whoever knows the terminal program does it."""
    global _chosen
    _chosen = these


@contextmanager
def drawing_with(these: Parts) -> Iterator[None]:
    """For a while, as for pictures that no terminal program draws."""
    before = parts()
    choose_parts(these)
    try:
        yield
    finally:
        choose_parts(before)
