"""Whether the hub may close the days that are over: only by a clock that it trusts.

What is closed is gone for good, so a clock that jumped closes nothing. A clock is
trusted while it goes on evenly, and again as soon as a terminal's own clock agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

EVENLY = timedelta(minutes=10)
"""The hub looks every minute: what is further apart, either way, is a jump, or the hub
was off, which looks the same from inside."""
APART = timedelta(hours=1)
"""Clocks that differ by less agree on which day it is, but for an hour at midnight."""
ALONE = timedelta(hours=2)
"""How long the hub must run by a clock that jumped before it believes it, where no
terminal of another machine says anything."""
CONTRADICTED = timedelta(hours=12)
"""And where all of them say another time: tickets must not stay for ever either."""


class NotClosing(StrEnum):
    """Why the days that are over are not closed, or not wholly."""

    CLOCK_JUMPED = "clock-jumped"
    CLOCKS_DIFFER = "clocks-differ"
    """It jumped, and every terminal that tells its time tells another one."""
    UNDER_WAY = "under-way"
    """A terminal still has tickets to deliver: they are waited for, some hours."""
    IN_FILES = "in-files"
    """Closed, but deleted rows are still in a file of the database."""


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """What the hub remembers of its own clock from one look to the next."""

    trusted_at: datetime
    """The last moment at which the clock was believed."""
    looked_at: datetime
    doubted: timedelta | None = None
    """For how long it has run evenly without being believed; None while it is."""
    confirmed: bool = False
    """Whether a terminal's clock has ever agreed since it was doubted last."""

    @property
    def trusted(self) -> bool:
        return self.doubted is None


def look(
    watch: ClockWatch, now: datetime, differences: Collection[timedelta]
) -> ClockWatch:
    """`differences`: how far terminals that have just reported are behind this clock,
    or ahead of it."""
    if any(abs(difference) <= APART for difference in differences):
        return ClockWatch(now, now, confirmed=True)
    if abs(now - watch.trusted_at) <= EVENLY:
        return ClockWatch(now, now, confirmed=watch.confirmed)
    step = now - watch.looked_at
    evenly = watch.doubted is not None and timedelta() <= step <= EVENLY
    doubted = (watch.doubted or timedelta()) + step if evenly else timedelta()
    if doubted >= (CONTRADICTED if differences else ALONE):
        return ClockWatch(now, now)
    return replace(watch, looked_at=now, doubted=doubted)
