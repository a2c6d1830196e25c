"""How good estimates were, once it is known how long each visitor really waited."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from kiosk.domain.waits.estimate import Wait

MUCH_LONGER = 5.0
"""Minutes above the estimate that a visitor minds."""


@dataclass(frozen=True, slots=True)
class Marks:
    """In minutes and shares, over so many waits."""

    waits: int
    error: float
    """Mean absolute error of the middle of the range."""
    bias: float
    """Above 0: more was said than it took."""
    much_longer: float
    """The share that waited more than `MUCH_LONGER` longer than said."""
    held: float
    """The share that was called within the range."""


def marks(answers: Collection[tuple[Wait, float]]) -> Marks | None:
    """`answers`: what was said, and how many minutes it took; None without any."""
    if not answers:
        return None
    off = [said.median - waited for said, waited in answers]
    return Marks(
        waits=len(answers),
        error=fmean(map(abs, off)),
        bias=fmean(off),
        much_longer=fmean(each < -MUCH_LONGER for each in off),
        held=fmean(said.low <= waited <= said.high for said, waited in answers),
    )
