"""The app on a counsellor's phone: makes codes of the key that a page shows."""

from __future__ import annotations

import re

from pyotp import HOTP

from kiosk.cli.touring.steps import check
from kiosk.clock import Clock, SystemClock
from kiosk.domain.second_factors import STEP_SECONDS

KEY = re.compile(r'class="key">([A-Z2-7 ]+)<')


class Authenticator:
    def __init__(self, key: str, clock: Clock | None = None) -> None:
        self._key = key
        self._clock = clock or SystemClock()
        self._last = 0

    @classmethod
    def shown_on(cls, page: str) -> Authenticator:
        """Raises `TourFailed`."""
        found = KEY.search(page)
        check(found, "The page shows no key for a second factor.")
        assert found
        return cls(found[1].replace(" ", ""))

    def code(self) -> str:
        """None twice: who is faster than the clock sends that of the next half minute,
        which a hub takes as well."""
        now = int(self._clock.now().timestamp()) // STEP_SECONDS
        self._last = max(now, self._last + 1)
        return HOTP(self._key).at(self._last)
