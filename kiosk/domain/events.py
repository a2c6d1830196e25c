"""What happened to a ticket, in the words of the append-only record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.ids import DeskId, StaffId, TicketId


class EventKind(StrEnum):
    ISSUED = "issued"
    CALLED = "called"
    CALLED_AGAIN = "called_again"
    AT_DESK = "at_desk"
    FINISHED = "finished"
    PARKED = "parked"
    REQUEUED = "requeued"
    TRANSFERRED = "transferred"
    PUT_AHEAD = "put_ahead"
    STEPPED_BACK = "stepped_back"
    NO_SHOW = "no_show"
    WITHDRAWN = "withdrawn"
    TAKEN_OVER = "taken_over"
    UNDONE = "undone"
    CLOSED = "closed"


NOT_UNDONE = frozenset(
    {
        EventKind.ISSUED,
        EventKind.CALLED_AGAIN,  # the visitor has heard it
        EventKind.STEPPED_BACK,
        EventKind.UNDONE,
        EventKind.CLOSED,
    }
)
"""What a counsellor cannot take back, or has not done."""


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One row of the record. `seq` grows by one for each; streams resume by it."""

    seq: int
    ticket: TicketId
    kind: EventKind
    at: datetime
    desk: DeskId | None = None
    staff: StaffId | None = None
