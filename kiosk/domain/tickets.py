"""A ticket, its states, and the only legal moves between them.

waiting -> called -> serving -> done
   |         |          |
   |         |          +-> waiting   transferred: keeps its number and its `issued_at`
   |         +-> called               called again
   |         +-> waiting              back to the queue: keeps its place
   |         +-> parked -> waiting    away for a moment: keeps its place by `issued_at`
   |         |       +---> called     is back and called at once
   |         +-> no_show
   +-> withdrawn                      by the visitor; from parked too

done -> serving and no_show -> called for two minutes: undone by who ended it.
Called and serving change hands: taken over from a counsellor who has left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.domain.arrivals import TicketMark
    from kiosk.ids import (
        DeskId,
        LanguageCode,
        StaffId,
        TicketCode,
        TicketId,
        TopicId,
    )


class TicketState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    DONE = "done"
    NO_SHOW = "no_show"
    WITHDRAWN = "withdrawn"


MOVES = {
    TicketState.WAITING: {TicketState.CALLED, TicketState.WITHDRAWN},
    TicketState.CALLED: {
        TicketState.CALLED,
        TicketState.WAITING,
        TicketState.SERVING,
        TicketState.PARKED,
        TicketState.NO_SHOW,
    },
    TicketState.SERVING: {TicketState.DONE, TicketState.WAITING},
    TicketState.PARKED: {
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.WITHDRAWN,
    },
}

UNDOES = {
    TicketState.DONE: TicketState.SERVING,
    TicketState.NO_SHOW: TicketState.CALLED,
}
"""Where a ticket was before a counsellor ended it."""

UNDO_WITHIN = timedelta(minutes=2)

ENDED = frozenset({TicketState.DONE, TicketState.NO_SHOW, TicketState.WITHDRAWN})


@dataclass(frozen=True, slots=True, order=True)
class TicketNumber:
    """What the visitor reads: a terminal's series letter and its count of the day."""

    series: str
    count: int

    def __str__(self) -> str:
        return f"{self.series} {self.count:03d}"


@dataclass(frozen=True, slots=True)
class Ticket:
    id: TicketId
    number: TicketNumber
    service_day: date
    topic: TopicId
    language: LanguageCode
    """The wished language of counselling, which the counsellor sees before calling."""
    screen_language: LanguageCode
    """The language the visitor reads: their own page speaks it."""
    code: TicketCode
    """Opens the visitor's own page."""
    issued_at: datetime
    state: TicketState = TicketState.WAITING
    desk: DeskId | None = None
    """Where the visitor was called to last."""
    staff: StaffId | None = None
    """Who has called or serves the visitor now."""
    called_at: datetime | None = None
    """The latest call."""
    calls: int = 0
    serving_at: datetime | None = None
    """When the visitor reached the desk; not the call: walking takes time."""
    ended_at: datetime | None = None
    closed_by_system: bool = False
    """Nobody ended it; its length must not enter any average."""
    holder: int = 1
    """2 for the second visitor who holds this number today, and so on."""
    marks: frozenset[TicketMark] = frozenset()
    """What was odd about it when it arrived at the hub."""
    told_day: date | None = None
    told_at: datetime | None = None
    """What its terminal told, where the hub dated it anew."""

    def may_be_undone(self, now: datetime) -> bool:
        """Whether a wrong press can still be taken back."""
        return (
            self.state in UNDOES
            and self.ended_at is not None
            and not self.closed_by_system
            and now - self.ended_at <= UNDO_WITHIN
        )
