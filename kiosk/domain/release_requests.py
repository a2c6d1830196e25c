"""How a release goes on that is not published at once: agreed to, in time, or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.releases import ReleaseVersion

LONGEST_AHEAD = timedelta(days=366)
LATEST = timedelta(days=1)
"""After its time a release is still published for so long: the hub was off, or its
clock was not to be believed. Later nobody counts on it any more."""
LONGEST_REASON = 280
"""Characters."""
MOST_OPEN = 20


class RequestState(StrEnum):
    ASKED = "asked"
    """Somebody else must agree."""
    SCHEDULED = "scheduled"
    """Its time is waited for."""
    PUBLISHED = "published"
    REJECTED = "rejected"
    CALLED_OFF = "called-off"
    OVERTAKEN = "overtaken"
    """Another release came first: this one would have undone it."""
    REFUSED = "refused"
    """When its time had come, the check or the keys said no."""
    MISSED = "missed"
    """Its time was over for too long."""


OPEN = frozenset({RequestState.ASKED, RequestState.SCHEDULED})


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """Just this content, against just that release; it holds for nothing else."""

    id: str
    asked_by: str
    asked_at: datetime
    based_on: ReleaseVersion
    """The newest release when it was asked for."""
    comment: str = ""
    due_at: datetime | None = None
    """None: as soon as somebody agrees."""
    state: RequestState = RequestState.ASKED
    decided_by: str = ""
    decided_at: datetime | None = None
    version: ReleaseVersion | None = None
    """The release it became."""
    reason: str = ""
    """Why it was refused."""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def has_come(self, now: datetime) -> bool:
        return self.due_at is None or self.due_at <= now

    def is_too_late(self, now: datetime) -> bool:
        return self.due_at is not None and now - self.due_at > LATEST
