"""What a visitor is told of a wait: a range that is as rough as what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor
from typing import TYPE_CHECKING

from kiosk.domain.waits.plan import HoursEnd, hours_end

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.waits.estimate import Wait
    from kiosk.domain.waits.plan import Receptions

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
    """What was said when; neither a range nor an end: it was not known."""

    as_of: datetime
    range: WaitRange | None = None
    hours_end: HoursEnd | None = None
    """Of the hours that may be over before: then no range is said."""

    @property
    def is_known(self) -> bool:
        return self.range is not None or self.hours_end is not None

    def is_old(self, now: datetime) -> bool:
        return now - self.as_of > OLD


def told(wait: Wait, receptions: Receptions, as_of: datetime) -> SaidWait:
    """Nobody is told to wait for hours through a pause, or past closing."""
    end = hours_end(receptions, as_of, wait.low, wait.high)
    return SaidWait(as_of, None if end else said_range(wait), end)


def said_range(wait: Wait) -> WaitRange | None:
    """Outwards to the next step, so that it holds at least as often; None: unknown."""
    if not wait.is_known or wait.high > LONGEST:
        return None
    low = floor(wait.low / STEP) * STEP
    high = max(ceil(wait.high / STEP) * STEP, low + STEP)
    return WaitRange(low, high)
