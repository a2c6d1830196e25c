"""A browser in which somebody is signed in, and how fresh its second factor is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.ids import StaffId

FRESH_FOR = timedelta(minutes=10)
"""So long after the second factor somebody may do what reaches every visitor."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    id_hash: str
    """Names it without opening it."""
    staff: StaffId
    credentials: int
    begun_at: datetime
    seen_at: datetime
    """The last request, to five minutes."""
    browser: str
    """Roughly, such as `Firefox, Windows`: enough to know one's own."""
    proved_at: datetime | None
    """When the second factor was given last."""
    pending: bool
    """The password was right, the second factor is still to come."""


def is_fresh(proved_at: datetime | None, now: datetime) -> bool:
    """Not of the future either, as after a clock that was wrong."""
    return proved_at is not None and timedelta() <= now - proved_at <= FRESH_FOR
