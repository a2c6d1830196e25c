"""What a visitor is told of a wait: a range that is as rough as what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.waits.estimate import Wait

STEP = 5
"""Minutes: nobody knows a wait more exactly."""
LONGEST = 600
"""What ends later is not known."""
OLD = timedelta(minutes=2)
"""Older than that it is told with its time."""


@dataclass(frozen=True, slots=True)
class WaitRange:
    """From the one to the other, whole minutes in steps of `STEP`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class SaidWait:
    """What was said when; no range: it was not known."""

    as_of: datetime
    range: WaitRange | None = None

    def is_old(self, now: datetime) -> bool:
        return now - self.as_of > OLD


def said_range(wait: Wait) -> WaitRange | None:
    """Outwards to the next step, so that it holds at least as often; None: unknown."""
    if not wait.is_known or wait.high > LONGEST:
        return None
    low = floor(wait.low / STEP) * STEP
    high = max(ceil(wait.high / STEP) * STEP, low + STEP)
    return WaitRange(low, high)
