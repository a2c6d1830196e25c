"""When a terminal asks whether anybody is there, and when it forgets the visitor."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_STEP = 5.0
"""Seconds that one look at the clock may count: a clock that is put right by an hour
must not throw out the visitor who stands there."""
MOST_ANSWERS = 2
"""So often the question may be answered with nothing new in between; a drop of water on
the button would answer it for ever."""


class IdleTimes(Struct, frozen=True):
    quiet: float = 60
    """Seconds in which nothing is done until the question appears."""
    warning: float = 20
    """Seconds the question stays; never less than 20 in service."""
    longest: float = 900
    """Seconds in which nothing new is reached until the question appears, whatever is
    touched meanwhile; somebody who reads slowly needs less for the longest page."""


class Idleness(Enum):
    PRESENT = "present"
    ASKED = "asked"
    GONE = "gone"


class IdleWatch:
    """Adds up the seconds between looks: since something was done, and since it led
    to something new."""

    def __init__(self, times: IdleTimes, now: datetime) -> None:
        self._times = times
        self._looked_at = now
        self._quiet = self._stale = 0.0
        self._answers = 0

    def begin(self, now: datetime) -> None:
        """Nobody has done anything yet."""
        self._looked_at = now
        self._quiet = self._stale = 0.0
        self._answers = 0

    def touched(self, now: datetime) -> None:
        """Something was done."""
        self._count(now)
        self._quiet = 0.0

    def progressed(self, now: datetime) -> None:
        """It led to something new."""
        self.begin(now)

    def answered(self, now: datetime) -> None:
        """Somebody says that they are there."""
        self.touched(now)
        if self._stale >= self._times.longest:
            self._answers += 1
            self._stale = 0.0

    def look(self, now: datetime) -> Idleness:
        self._count(now)
        if self._overdue() < 0:
            return Idleness.PRESENT
        unheard = self._stale >= self._times.longest and self._answers >= MOST_ANSWERS
        return Idleness.GONE if unheard or not self.seconds_left() else Idleness.ASKED

    def seconds_left(self) -> int:
        """What the countdown shows: whole seconds until the visitor is forgotten."""
        left = self._times.warning - self._overdue()
        return max(0, min(round(left), round(self._times.warning)))

    def _overdue(self) -> float:
        """For how many seconds the question is due; negative while it is not."""
        return max(self._quiet - self._times.quiet, self._stale - self._times.longest)

    def _count(self, now: datetime) -> None:
        step = (now - self._looked_at).total_seconds()
        self._looked_at = now
        step = min(max(step, 0.0), LONGEST_STEP)
        self._quiet += step
        self._stale += step
