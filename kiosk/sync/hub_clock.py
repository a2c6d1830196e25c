"""What time it is at the hub, whatever the terminal's own clock says.

Once the hub has told the time, only the seconds that pass are counted from there: a
clock that somebody sets meanwhile changes nothing. Before that, the own clock and its
difference of last time must do; if it is set in the meantime, it was put right.
"""

from __future__ import annotations

import threading
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.clock import Clock

SAMPLES = 8
"""Greetings of which the quickest counts: it knows best when the hub spoke."""
A_JUMP = 2.0
"""Seconds beyond which a clock was set, and did not only drift."""


class HubTimeSample(NamedTuple):
    took: float
    """Seconds from question to answer: the hub spoke somewhere between."""
    zero: float
    """The hub's clock, as a timestamp, when the seconds began to be counted."""


class HubClock:
    """Implements `kiosk.clock.Clock`; touched from any thread."""

    def __init__(self, own: Clock, running: Callable[[], float]) -> None:
        """`running` counts seconds that no setting of a clock changes."""
        self._own = own
        self.running = running
        self._lock = threading.Lock()
        self._samples: deque[HubTimeSample] = deque(maxlen=SAMPLES)
        self._offset = 0.0
        self._own_zero = self._own_less_running()

    @property
    def answered(self) -> bool:
        """Whether the hub has told the time since the start."""
        return bool(self._samples)

    @property
    def offset_seconds(self) -> float:
        """The hub's clock less the terminal's own."""
        return (self.now() - self._own.now()).total_seconds()

    def begin_with(self, offset_seconds: float) -> None:
        """What the difference was when the hub was last heard."""
        with self._lock:
            self._offset = offset_seconds
            self._own_zero = self._own_less_running()

    def now(self) -> datetime:
        with self._lock:
            if self._samples:
                zero = min(self._samples).zero
                return _moment(zero + self.running())
            if abs(self._own_less_running() - self._own_zero) > A_JUMP:
                self._own_zero = self._own_less_running()
                self._offset = 0.0
            return self._own.now() + timedelta(seconds=self._offset)

    def hear(self, told: datetime, asked_at: float, heard_at: float) -> None:
        """The hub told its time; both moments are of `running`."""
        took = max(heard_at - asked_at, 0.0)
        sample = HubTimeSample(took, told.timestamp() + took / 2 - heard_at)
        with self._lock:
            if self._samples:
                known = min(self._samples)
                if abs(sample.zero - known.zero) > A_JUMP + (took + known.took) / 2:
                    self._samples.clear()  # the hub's clock was set
            self._samples.append(sample)

    def _own_less_running(self) -> float:
        return self._own.now().timestamp() - self.running()


def _moment(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
