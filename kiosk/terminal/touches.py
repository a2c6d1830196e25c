"""Which touches count: a second one at the same spot within half a second does not.

Half a second after the first was answered: until then nobody saw what it led to, and
a busy machine looks at both long after they came.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.clock import Clock

REPEAT = timedelta(seconds=0.5)
"""EN 301 549, 5.8: the same key is not accepted twice within this."""
BOUNCE = timedelta(seconds=0.1)
"""A letter may come twice in a word, but not within what one touch can tremble."""
NEAR_COLUMNS, NEAR_ROWS = 4, 2
"""How far apart both touches of a trembling finger may land."""

Spot = tuple[int, int] | str
"""Where it was touched, in cells, or the name of a key."""


class TouchGuard:
    """Remembers the last touch that counted."""

    def __init__(
        self, clock: Clock, on_touch: Callable[[], None] = lambda: None
    ) -> None:
        """`on_touch` hears of each touch that counts: something is done by it."""
        self.finger_is_down = False
        self._clock = clock
        self._on_touch = on_touch
        self._waited = timedelta(0)
        self._last: tuple[Spot, datetime] | None = None
        self._last_key: tuple[str, Spot, datetime] | None = None

    def finger_lifted(self, waited: timedelta) -> None:
        """It was touched so long ago, and there was no time to look at it until now."""
        self.finger_is_down = False
        self._waited = max(waited, timedelta(0))

    def allows(self, spot: Spot) -> bool:
        now = self._clock.now()
        if self._repeats(spot, now) or self._was_a_key(spot, now):
            return False
        self._last = (spot, now)
        self._last_key = None  # the finger has moved on
        self._on_touch()
        return True

    def allows_key(self, key: str, spot: Spot) -> bool:
        """Of the on-screen keyboard; held down, it counts once."""
        now = self._clock.now()
        before, self._last_key = self._last_key, (key, spot, now)
        if before is not None and before[0] == key:
            bounced = timedelta(0) <= now - before[2] < BOUNCE
        else:
            bounced = False
        if bounced or self._repeats(spot, now):
            return False
        self._on_touch()
        return True

    def _was_a_key(self, spot: Spot, now: datetime) -> bool:
        """Whether a key was touched there that led to what is there now."""
        if self._last_key is None:
            return False
        _, before, then = self._last_key
        return timedelta(0) <= now - then < REPEAT and _same(before, spot)

    def _repeats(self, spot: Spot, now: datetime) -> bool:
        """Whether the touch of a button was the same one."""
        if self._last is None:
            return False
        before, then = self._last
        came = now if isinstance(spot, str) else now - self._waited
        return then <= now and came - then < REPEAT and _same(before, spot)


@runtime_checkable
class Guarded(Protocol):
    """An app that has a guard; a bare one in a test has none."""

    touches: TouchGuard


def _same(one: Spot, other: Spot) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return (
        abs(one[0] - other[0]) <= NEAR_COLUMNS and abs(one[1] - other[1]) <= NEAR_ROWS
    )
