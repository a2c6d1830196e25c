"""What the record of a day teaches: how long each visit took, and nobody's name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import ENDED, TicketState
from kiosk.domain.waits.durations import PastVisit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from kiosk.domain.events import TicketEvent
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import StaffId, TicketId

    Breaks = Sequence[tuple[datetime, datetime]]
    """Planned: from when to when nobody is received."""

CALLS = frozenset({EventKind.CALLED, EventKind.TAKEN_OVER})
SETS_FREE = frozenset(
    {
        EventKind.FINISHED,
        EventKind.NO_SHOW,
        EventKind.PARKED,
        EventKind.REQUEUED,
        EventKind.TRANSFERRED,
        EventKind.WITHDRAWN,
    }
)
"""After these their counsellor has nobody."""
A_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class _Trail:
    """The calls of one ticket."""

    first: datetime | None = None
    last: datetime | None = None
    changeover: float | None = None


def past_visits(
    tickets: Iterable[Ticket], events: Iterable[TicketEvent], breaks: Breaks = ()
) -> list[PastVisit]:
    """Of those that have ended by somebody's hand; `events` in their order."""
    known = {ticket.id: ticket for ticket in tickets}
    trails = _trails(known, events, breaks)
    visits = (_visit(ticket, trails[ticket.id]) for ticket in known.values())
    return [visit for visit in visits if visit is not None]


def _trails(
    tickets: Mapping[TicketId, Ticket], events: Iterable[TicketEvent], breaks: Breaks
) -> dict[TicketId, _Trail]:
    trails: dict[TicketId, _Trail] = defaultdict(_Trail)
    free_since: dict[StaffId, datetime] = {}
    for event in events:
        if event.kind in CALLS:
            trail = trails[event.ticket]
            trail.first = trail.first or event.at
            trail.last = event.at
            free = free_since.pop(event.staff, None) if event.staff else None
            ticket = tickets.get(event.ticket)
            if free and ticket and ticket.issued_at <= free <= event.at:
                trail.changeover = _between(free, event.at, breaks)
        elif event.staff and event.kind in SETS_FREE:
            free_since[event.staff] = event.at
    return trails


def _between(free: datetime, called: datetime, breaks: Breaks) -> float | None:
    """None where a planned break lies between: the plan knows it already."""
    if any(begins < called and free < ends for begins, ends in breaks):
        return None
    return (called - free) / MINUTE


def _visit(ticket: Ticket, trail: _Trail) -> PastVisit | None:
    """None for what the close of the day ended, and where a clock was wrong."""
    if ticket.state not in ENDED or ticket.closed_by_system:
        return None
    waited = _minutes(ticket.issued_at, trail.first or ticket.ended_at)
    if waited is None or (trail.first is None) is not (
        ticket.state is TicketState.WITHDRAWN
    ):
        return None  # given back at the desk: neither waited in vain nor was served
    if ticket.state is TicketState.WITHDRAWN:
        return PastVisit(ticket.topic, ticket.state, waited)
    is_done = ticket.state is TicketState.DONE
    arrived = ticket.serving_at if is_done else ticket.ended_at
    return PastVisit(
        ticket.topic,
        ticket.state,
        waited,
        way=_minutes(trail.last, arrived),
        service=_minutes(ticket.serving_at, ticket.ended_at) if is_done else None,
        changeover=trail.changeover,
    )


def _minutes(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or not timedelta() <= end - start < A_DAY:
        return None
    return (end - start) / MINUTE
