"""When an event is by a clock in the park: from moments with their offset.

The rule of a recurrence is never expanded: its start is in UTC and does not say so, and
what is 13:00 in winter would be 14:00 in summer.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kiosk.catalogue.dates import EARLIEST

if TYPE_CHECKING:
    from datetime import date

    from kiosk.integreat.shapes import Occurrence

TIME_ZONE = "Europe/Berlin"
"""Of all regions, and of the park."""
_ZONE = ZoneInfo(TIME_ZONE)


class Span(NamedTuple):
    """Local times without a zone, as the content format has them."""

    starts: datetime
    ends: datetime


def span(occurrence: Occurrence | None) -> Span | None:
    """None when there is no start, or it does not end after it starts."""
    if occurrence is None:
        return None
    starts, ends = local(occurrence.start), local(occurrence.end)
    if starts is None or ends is None or ends <= starts:
        return None
    return Span(starts, ends)


def local(moment: str | None) -> datetime | None:
    """On the clock in the park; None for what says no moment with its offset."""
    try:
        found = datetime.fromisoformat(moment or "")
        if found.tzinfo is None:
            return None
        return found.astimezone(_ZONE).replace(tzinfo=None, microsecond=0)
    except (ValueError, OverflowError):
        return None


def day_of(moment: str | None, otherwise: date) -> date:
    """The day of the last change; the day of the import when none is told."""
    found = local(moment)
    if found is None or not EARLIEST <= found.date() <= otherwise:
        return otherwise
    return found.date()
