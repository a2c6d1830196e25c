"""A ticket, its states, and the only legal moves between them.

waiting -> called -> serving -> done
   |         |          |
   |         |          +-> waiting   back to the queue, or transferred
   |         |          +-> parked    fetches a paper and comes back
   |         +-> called               called again
   |         +-> waiting              back to the queue, or transferred
   |         +-> parked -> waiting    away for a moment: keeps its place by `issued_at`
   |         |       +---> called     is back and called at once
   |         +-> no_show
   |         +-> withdrawn            given back at the desk
   +-> withdrawn                      by the visitor, or given back; from parked too
   +-> waiting                        transferred, put ahead, or lets others pass

Whoever waits again keeps number and place, whatever the topic is now.
What a counsellor did last goes back to where it was for two minutes.
Called and serving change hands: taken over from a counsellor who has left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.appointments import counts_from

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.domain.arrivals import TicketMark
    from kiosk.domain.feedback import VisitFace
    from kiosk.ids import (
        AppointmentCode,
        DeskId,
        LanguageCode,
        PartnerId,
        Slug,
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
    TicketState.WAITING: {
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.WITHDRAWN,
    },
    TicketState.CALLED: {
        TicketState.CALLED,
        TicketState.WAITING,
        TicketState.SERVING,
        TicketState.PARKED,
        TicketState.NO_SHOW,
        TicketState.WITHDRAWN,
    },
    TicketState.SERVING: {
        TicketState.DONE,
        TicketState.WAITING,
        TicketState.PARKED,
    },
    TicketState.PARKED: {
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.WITHDRAWN,
    },
}

UNDO_WITHIN = timedelta(minutes=2)
MOST_RECALLS = 3
"""How often a visitor who does not come is called again."""
MOST_DELAYS = 5
"""How often a visitor may let others pass on one day."""
LONGEST_NOTE = 280
"""Characters that one counsellor may hand to the next with a visitor."""

ENDED = frozenset({TicketState.DONE, TicketState.NO_SHOW, TicketState.WITHDRAWN})
AT_A_DESK = frozenset({TicketState.CALLED, TicketState.SERVING})


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
    told_topic: TopicId | None = None
    """What its visitor chose, where a counsellor found that it is about another."""
    partner: PartnerId | None = None
    """Whose counsellors alone are to help; None: all who take the topic."""
    passed_on_by: StaffId | None = None
    """Who had this visitor and gave them to others, and is not offered them again."""
    note: str = ""
    """From one counsellor to the next; gone at the close of the day."""
    ahead: timedelta = timedelta()
    """By how much earlier it counts as having come: see `domain/priorities`."""
    stands_after: datetime | None = None
    """Since when it counts as waiting, once it has let others pass."""
    delays: int = 0
    """How often it has let others pass."""
    recalls: int = 0
    """How often its visitor was called again since the last call."""
    about: Slug | None = None
    """The service from whose text its visitor came to check in."""

    feedback: VisitFace | None = None
    """How its visitor found the visit."""
    appointment: AppointmentCode | None = None
    """With which its visitor checked in, as the terminal tells it; not kept after."""
    booked_for: datetime | None = None
    """When the appointment begins for which its visitor has come."""

    @property
    def stands_since(self) -> datetime:
        """When it counts as having come, by which the line is ordered."""
        if self.stands_after is not None:
            return self.stands_after - self.ahead
        came = self.issued_at - self.ahead
        if self.booked_for is None:
            return came
        return min(came, counts_from(self.booked_for, self.issued_at))

    @property
    def first_topic(self) -> TopicId:
        """As its terminal said it."""
        return self.told_topic or self.topic

    def may_be_undone(self, now: datetime) -> bool:
        """Whether a wrong press can still be taken back."""
        return (
            self.state in ENDED
            and self.ended_at is not None
            and not self.closed_by_system
            and now - self.ended_at <= UNDO_WITHIN
        )
