"""How durations are kept so that days can be merged: as counts by steps of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STEPS = ((300, 15), (3600, 60), (24 * 3600, 300))
"""Below so many seconds, a step is so many: fine for a way, coarse for a long wait."""
LONGEST_SERVICE = timedelta(hours=4)
"""What is longer was not a visit: somebody forgot to finish it."""
ENOUGH = 5
"""Of fewer durations nothing is said: they would be somebody's own."""


@dataclass(frozen=True, slots=True)
class UsualDuration:
    """In minutes: half took no longer than `median`, nine of ten than `most`."""

    median: float
    most: float


def step_of(seconds: float) -> str:
    """The step in which a duration of less than a day lies, by its first second."""
    width = next(width for below, width in STEPS if seconds < below)
    return f"{int(seconds // width) * width:05d}"


def usual(counts: Mapping[str, int]) -> UsualDuration | None:
    """Of all that fell into these steps; None of fewer than `ENOUGH`."""
    total = sum(counts.values())
    if total < ENOUGH:
        return None
    return UsualDuration(_at(counts, total * 0.5), _at(counts, total * 0.9))


def _at(counts: Mapping[str, int], rank: float) -> float:
    """The middle of the step that this many do not go beyond."""
    passed = 0
    for step in sorted(counts):
        passed += counts[step]
        if passed >= rank:
            return (int(step) + _width(int(step)) / 2) / 60
    raise ValueError("there are fewer durations")


def _width(first: int) -> int:
    return next(width for below, width in STEPS if first < below)
