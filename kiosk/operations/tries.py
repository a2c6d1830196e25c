"""How often somebody may fail to sign in before they must wait."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

from kiosk.errors import TooManyTries

MOST = 10
WITHIN = timedelta(minutes=15)
MOST_NAMES = 10_000
"""Bounds the memory a flood of invented names can take; the oldest are forgotten."""


class Tries:
    """Failures by name, kept in memory only: a restart forgets them."""

    def __init__(self) -> None:
        self._failures: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def begin(self, name: str, now: datetime) -> None:
        """Count a try before its outcome is known, so that many at once count too.

        Raises `TooManyTries`.
        """
        with self._lock:
            failures = self._failures.pop(name, deque())
            self._failures[name] = failures  # to the end: the newest are kept
            while failures and failures[0] <= now - WITHIN:
                failures.popleft()
            if len(failures) >= MOST:
                raise TooManyTries(
                    f"There were {MOST} failed tries to sign in with this name.",
                    remedy=_wait(failures[0] + WITHIN - now),
                )
            failures.append(now)
            if len(self._failures) > MOST_NAMES:
                del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str) -> None:
        with self._lock:
            self._failures.pop(name, None)


def _wait(left: timedelta) -> str:
    return f"Wait {-(-left // timedelta(minutes=1))} minutes, then try again."
