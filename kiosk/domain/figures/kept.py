"""What a closed day keeps: counts by one thing at a time, which lead to nobody."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.appointments import AppointmentState
from kiosk.domain.arrivals import TicketMark
from kiosk.domain.figures.durations import LONGEST_SERVICE, step_of
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.marks import MUCH_LONGER
from kiosk.domain.waits.records import CALLS, past_visits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.appointments import Appointment
    from kiosk.domain.events import TicketEvent
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import PartnerId, StaffId, TicketId

    FigureKey = tuple["FigurePart", str]
    SaidAndTrue = tuple[int, int, int, int]
    """Low, middle and high of what was said, and what came true, in seconds."""

A_DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
NOBODYS = ""
"""The key of what is of no partner, or of a topic or language that nobody knows."""


class FigurePart(StrEnum):
    """By what visitors are counted, or what else is."""

    ENDING = "ending"
    HOUR = "hour"
    """In which hour of the site's own time they took their number."""
    TOPIC = "topic"
    LANGUAGE = "language"
    PARTNER = "partner"
    """For whom the counsellor works who called them last."""
    WAIT = "wait"
    """From the number to the first call; this and the next two by steps of time."""
    WAY = "way"
    """From the call to the desk."""
    SERVICE = "service"
    """From the desk to the end, where somebody ended it."""
    ESTIMATE = "estimate"
    """How far off the wait was that they were told: sums, see `EstimateSum`."""
    FACE = "face"
    APPOINTMENT = "appointment"
    """By what became of it; of the day for which it was booked."""


class VisitEnding(StrEnum):
    FINISHED = "finished"
    FORGOTTEN = "forgotten"
    """They were helped, and nobody pressed "Finish", or hours later."""
    NO_SHOW = "no_show"
    LEFT = "left"
    """They gave their number back."""
    NOT_CALLED = "not_called"
    """They still waited at the end of the day."""


class EstimateSum(StrEnum):
    WAITS = "waits"
    ERROR = "error"
    """Seconds by which the middle was off, either way."""
    BIAS = "bias"
    """The same with its sign: above 0, more was said than it took."""
    MUCH_LONGER = "much_longer"
    HELD = "held"


def figures_of(
    tickets: Collection[Ticket],
    record: Sequence[TicketEvent],
    first_calls: Mapping[TicketId, datetime],
    told: Iterable[SaidAndTrue],
    partners: Mapping[StaffId, PartnerId],
    zone: ZoneInfo,
) -> Counter[FigureKey]:
    """Of the tickets of one day, all of which have ended.

    `record` may hold events of others, in their order; `first_calls` too.
    """
    found: Counter[FigureKey] = Counter()
    helpers = _helpers(record, partners)
    for ticket in tickets:
        found.update(_counted(ticket, helpers, zone))
        called = first_calls.get(ticket.id)
        waited = called - ticket.issued_at if called else None
        if waited is not None and timedelta() <= waited < A_DAY:
            found[FigurePart.WAIT, step_of(waited / SECOND)] += 1
    for visit in past_visits(tickets, record):
        if visit.ended is TicketState.DONE and visit.way is not None:
            found[FigurePart.WAY, step_of(visit.way * 60)] += 1
        longest = LONGEST_SERVICE / timedelta(minutes=1)
        if visit.service is not None and visit.service <= longest:
            found[FigurePart.SERVICE, step_of(visit.service * 60)] += 1
    for said in told:
        found.update(_estimate(*said))
    return found


def appointments_of(booked: Iterable[Appointment]) -> Counter[FigureKey]:
    """Of the appointments of one day that is over: whoever did not come missed it."""
    missed = {AppointmentState.BOOKED: AppointmentState.MISSED}
    states = (missed.get(each.state, each.state) for each in booked)
    return Counter((FigurePart.APPOINTMENT, str(state)) for state in states)


def ending(ticket: Ticket) -> VisitEnding:
    if ticket.state is TicketState.NO_SHOW:
        return VisitEnding.NO_SHOW
    if ticket.state is TicketState.WITHDRAWN:
        by_system = ticket.closed_by_system
        return VisitEnding.NOT_CALLED if by_system else VisitEnding.LEFT
    forgotten = ticket.closed_by_system or _is_too_long(ticket)
    return VisitEnding.FORGOTTEN if forgotten else VisitEnding.FINISHED


def _counted(
    ticket: Ticket, helpers: Mapping[TicketId, PartnerId], zone: ZoneInfo
) -> list[FigureKey]:
    """The one key of each part under which this visitor counts."""
    unknown = TicketMark.UNKNOWN_TOPIC in ticket.marks and ticket.told_topic is None
    foreign = TicketMark.UNKNOWN_LANGUAGE in ticket.marks
    partner = helpers.get(ticket.id) or ticket.partner or NOBODYS
    keys = [
        (FigurePart.ENDING, str(ending(ticket))),
        (FigurePart.HOUR, f"{ticket.issued_at.astimezone(zone):%H}"),
        (FigurePart.TOPIC, NOBODYS if unknown else ticket.topic),
        (FigurePart.LANGUAGE, NOBODYS if foreign else ticket.language),
        (FigurePart.PARTNER, partner),
    ]
    if ticket.feedback is not None:
        keys.append((FigurePart.FACE, str(ticket.feedback)))
    return keys


def _helpers(
    record: Iterable[TicketEvent], partners: Mapping[StaffId, PartnerId]
) -> dict[TicketId, PartnerId]:
    """The partner of the counsellor who called each ticket last, if they have one."""
    last = {e.ticket: e.staff for e in record if e.kind in CALLS and e.staff}
    return {
        ticket: partners[staff] for ticket, staff in last.items() if staff in partners
    }


def _is_too_long(ticket: Ticket) -> bool:
    return (
        ticket.serving_at is not None
        and ticket.ended_at is not None
        and ticket.ended_at - ticket.serving_at > LONGEST_SERVICE
    )


def _estimate(low: int, middle: int, high: int, waited: int) -> Counter[FigureKey]:
    off = middle - waited
    return Counter(
        {
            (FigurePart.ESTIMATE, str(EstimateSum.WAITS)): 1,
            (FigurePart.ESTIMATE, str(EstimateSum.ERROR)): abs(off),
            (FigurePart.ESTIMATE, str(EstimateSum.BIAS)): off,
            (FigurePart.ESTIMATE, str(EstimateSum.MUCH_LONGER)): int(
                -off > MUCH_LONGER * 60
            ),
            (FigurePart.ESTIMATE, str(EstimateSum.HELD)): int(low <= waited <= high),
        }
    )
