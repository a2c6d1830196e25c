"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
"""A Monday, noon in Spremberg."""


class FixedClock:
    def __init__(self, start: datetime = NOON) -> None:
        self._now = start
        self._running = 100.0

    def now(self) -> datetime:
        return self._now

    def advance(self, **span: float) -> None:
        """`advance(seconds=5)`; negative spans step back, as a wrong clock does."""
        passed = timedelta(**span)
        self._now += passed
        self._running += max(passed.total_seconds(), 0.0)

    def running(self) -> float:
        """The seconds that passed; setting the clock is none."""
        return self._running

    def set(self, moment: datetime) -> None:
        self._now = moment
