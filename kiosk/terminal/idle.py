"""When a terminal that nobody touches asks, and when it forgets the visitor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_STEP = 5.0
"""Seconds that one look at the clock may count: a clock that is put right by an hour
must not throw out the visitor who stands there."""


@dataclass(frozen=True, slots=True)
class IdleTimes:
    quiet: float = 60
    """Seconds without a touch until the question appears."""
    warning: float = 20
    """Seconds the question stays; never less than 20 in service."""


class Idleness(Enum):
    PRESENT = "present"
    ASKED = "asked"
    GONE = "gone"


class IdleWatch:
    """Adds up the seconds between looks; a touch starts them again."""

    def __init__(self, times: IdleTimes, now: datetime) -> None:
        self._times = times
        self._quiet = 0.0
        self._looked_at = now

    def touched(self, now: datetime) -> None:
        self._quiet = 0.0
        self._looked_at = now

    def look(self, now: datetime) -> Idleness:
        step = (now - self._looked_at).total_seconds()
        self._looked_at = now
        self._quiet += min(max(step, 0.0), LONGEST_STEP)
        if self._quiet < self._times.quiet:
            return Idleness.PRESENT
        return Idleness.ASKED if self.seconds_left() > 0 else Idleness.GONE

    def seconds_left(self) -> int:
        """What the countdown shows: whole seconds until the visitor is forgotten."""
        left = self._times.quiet + self._times.warning - self._quiet
        return max(0, min(round(left), round(self._times.warning)))
