"""Which moment a time on the wall means, on the nights when clocks change too."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time
    from zoneinfo import ZoneInfo


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which the clock on the wall has reached this time.

    A time that comes twice is meant the first time; one that is left out is reached
    when the clock jumps over it. So times of one day never change their order.
    """
    wall = datetime.combine(day, at)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    return moment if _wall(moment, zone) == wall else _jump(wall, zone)


def _jump(wall: datetime, zone: ZoneInfo) -> datetime:
    """When the clock jumps over a time that is left out, to the second."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone).astimezone(UTC)
    seconds = bisect_left(
        range(int((after - before).total_seconds())),
        True,
        key=lambda second: _wall(before + timedelta(seconds=second), zone) >= wall,
    )
    return before + timedelta(seconds=seconds)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
