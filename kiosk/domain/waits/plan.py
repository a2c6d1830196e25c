"""What the consultation hours mean for a desk: when it will call visitors today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from kiosk.domain.waits.replay import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.domain.waits.replay import Windows

    Receptions = Sequence[tuple[datetime, datetime]]
    """From when to when visitors are received on a day, in order."""

MINUTE = timedelta(minutes=1)
LONG_PAUSE = timedelta(hours=2)
"""Between two receptions: nobody waits through it; lunch is shorter."""


@dataclass(frozen=True, slots=True)
class HoursEnd:
    """Of hours that may be over before somebody in the line is called."""

    closes: datetime
    goes_on: datetime | None = None
    """After a long pause; None: not on this day."""


def windows(receptions: Receptions, now: datetime) -> Windows:
    """In minutes from now. Who still sits at a desk when the day's hours are over, or
    on a day without any, goes on by no plan: then any time is one."""
    left = tuple(
        (max(0.0, (begins - now) / MINUTE), (ends - now) / MINUTE)
        for begins, ends in receptions
        if ends > now
    )
    return left or ALWAYS


def breaks(receptions: Receptions) -> list[tuple[datetime, datetime]]:
    """What lies between them."""
    return [(before[1], after[0]) for before, after in pairwise(receptions)]


def hours_end(
    receptions: Receptions, now: datetime, low: float, high: float
) -> HoursEnd | None:
    """Which hours end before a call that is likely between `low` and `high` minutes
    from now; None: none do. An infinite one is not of this day, and one in a pause lies
    between calls before and after it.

    Between two ends the later counts that is sure to come first.
    """
    left = [each for each in receptions if each[1] > now]
    if not left:
        return None  # whoever still sits at a desk goes on by no plan
    behind = [
        HoursEnd(before[1], after[0])
        for before, after in pairwise(receptions)
        if after[0] - max(before[1], now) >= LONG_PAUSE
        and (high == inf or before[1] < now + high * MINUTE)
    ]
    closing = HoursEnd(left[-1][1])
    if low == inf:
        return closing
    sure = [end for end in behind if end.goes_on and end.goes_on <= now + low * MINUTE]
    if sure:
        return sure[-1]
    return behind[0] if behind else closing if high == inf else None


def without(windows: Windows, begins: float, ends: float) -> Windows:
    """What is left of them beside a stretch that is promised to somebody."""
    pieces = (
        piece
        for opens, closes in windows
        for piece in ((opens, min(begins, closes)), (max(ends, opens), closes))
    )
    return tuple((opens, closes) for opens, closes in pieces if opens < closes)
