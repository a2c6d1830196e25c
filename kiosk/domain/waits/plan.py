"""What the consultation hours mean for a desk: when it will call visitors today."""

from __future__ import annotations

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
LONG_PAUSE = 120.0
"""Minutes between two receptions through which nobody waits; lunch is shorter."""


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


def is_behind_a_long_pause(windows: Windows, minutes: float) -> bool:
    """Whether one comes between now and what is so many minutes from now."""
    return any(
        after[0] - before[1] >= LONG_PAUSE and after[0] <= minutes < inf
        for before, after in pairwise(windows)
    )


def without(windows: Windows, begins: float, ends: float) -> Windows:
    """What is left of them beside a stretch that is promised to somebody."""
    pieces = (
        piece
        for opens, closes in windows
        for piece in ((opens, min(begins, closes)), (max(ends, opens), closes))
    )
    return tuple((opens, closes) for opens, closes in pieces if opens < closes)
