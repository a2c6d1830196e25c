"""How long to leave a hub in peace: doubling up to a minute, with full jitter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from datetime import datetime

    from kiosk.clock import Clock

FIRST = 1.0
LONGEST = 60.0
"""Seconds."""


class Backoff:
    def __init__(self, clock: Clock, jitter: random.Random) -> None:
        self._clock = clock
        self._jitter = jitter
        self._ceiling = FIRST
        self._until: datetime | None = None

    def grow(self) -> None:
        """After a failure. Never under half a second, or full jitter might spin."""
        seconds = max(FIRST / 2, self._jitter.uniform(0.0, self._ceiling))
        self._until = self._clock.now() + timedelta(seconds=seconds)
        self._ceiling = min(LONGEST, self._ceiling * 2)

    def end(self) -> None:
        self._ceiling = FIRST
        self._until = None

    def remaining(self) -> float:
        """Seconds; 0 when nothing forbids a try. A clock set back forbids nothing."""
        if self._until is None:
            return 0.0
        seconds = (self._until - self._clock.now()).total_seconds()
        return seconds if 0.0 < seconds <= LONGEST else 0.0
