"""What is kept of a day that is over: counts and durations, never a ticket."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import MOST_WEEKS
from kiosk.domain.events import EventKind, TicketEvent
from kiosk.domain.tickets import ENDED, Ticket, TicketState
from kiosk.operations import day_figures, waiting_times
from kiosk.operations.moves import ENDS_AT_CLOSE
from kiosk.store import (
    appointments,
    close_watch,
    day_counts,
    events,
    feedback,
    refused_tickets,
    tickets,
)
from kiosk.store.day_counts import Closing, DayCount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.domain.appointments import Appointment
    from kiosk.ids import TicketId, TopicId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

REPETITIONS_COME_WITHIN = timedelta(days=30)
"""How long a terminal may be away and still repeat a delivery without harm."""
FAR_AHEAD = timedelta(days=7)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClosingRun:
    """What one run did."""

    days: tuple[date, ...]
    tickets: int
    still_open: int
    """How many of them nobody had ended."""
    events: tuple[TicketEvent, ...]
    """For those who still listen; the record holds them no more."""


def close_days(ctx: Context, *, sure: bool = False) -> ClosingRun:
    """Turn the tickets of earlier days into counts and delete them, all or none.

    A second run changes nothing but for late deliveries: they are added to the counts,
    and told beside the figures, where no closed day changes. Whoever calls this trusts
    the clock (see `day_end`); where they are `sure` of it, tickets of days that are far
    ahead are nonsense and go too.
    """
    now, today = ctx.clock.now(), ctx.today()
    last = last_day(today, sure=sure)
    with ctx.database.begin() as connection:
        over = tickets.not_between(connection, today, last)
        ends = [_end(connection, ticket, now) for ticket in over]
        calls = events.first_calls(connection, today, last)
        ended = [ticket for ticket, _event in ends]
        record = events.not_between(connection, today, last)
        told = waiting_times.keep_of_closed(ctx, connection, ended, calls, record)
        booked = _close_appointments(connection, today, sure=sure)
        late = day_figures.keep(ctx, connection, ended, calls, record, told, booked)
        for counts in day_totals(ended, calls):
            day_counts.add(connection, counts)
        feedback.count(connection, ended)
        seq = events.last_seq(connection)
        _delete(connection, ended, today)
        refused_tickets.forget(connection, ctx.start_of(today))
        run = ClosingRun(
            days=tuple(sorted({ticket.service_day for ticket in over})),
            tickets=len(over),
            still_open=sum(ticket.closed_by_system for ticket in ended),
            events=tuple(event for _ticket, event in ends if event is not None),
        )
        closing = Closing(now, run.tickets, run.still_open, today, seq, late)
        _note(connection, closing)
    if over or booked:
        scrub(ctx)
    return run


def last_day(today: date, *, sure: bool) -> date:
    """The last day that tickets may be of."""
    return today + FAR_AHEAD if sure else date.max


def scrub(ctx: Context) -> bool:
    """Let closed tickets be gone from the files too; else it is noted and False."""
    done = ctx.database.scrub()
    with ctx.database.begin() as connection:
        close_watch.set_unscrubbed(connection, not done)
    return done


def last_closing(ctx: Context) -> Closing | None:
    """When this last went well, and how much it deleted."""
    with ctx.database.read() as connection:
        return day_counts.last_closing(connection)


def counts_of(ctx: Context, day: date) -> list[DayCount]:
    with ctx.database.read() as connection:
        return day_counts.of_day(connection, day)


def day_totals(
    ended: Iterable[Ticket], first_calls: Mapping[TicketId, datetime]
) -> list[DayCount]:
    """One row for each day, topic and way of ending."""
    groups: dict[tuple[date, TopicId, TicketState, bool], list[Ticket]] = defaultdict(
        list
    )
    for ticket in ended:
        key = (
            ticket.service_day,
            ticket.topic,
            ticket.state,
            ticket.closed_by_system,
        )
        groups[key].append(ticket)
    return [
        DayCount(
            *key,
            tickets=len(group),
            called=sum(ticket.id in first_calls for ticket in group),
            wait_seconds=sum(_wait(ticket, first_calls) for ticket in group),
            service_seconds=sum(_service(ticket) for ticket in group),
        )
        for key, group in groups.items()
    ]


def _end(
    connection: Connection, ticket: Ticket, now: datetime
) -> tuple[Ticket, TicketEvent | None]:
    if ticket.state in ENDED:
        return ticket, None
    ended = tickets.end(
        connection,
        ticket.id,
        (ticket.state,),
        state=ENDS_AT_CLOSE[ticket.state],
        at=now,
        by_system=True,
    )
    event = events.append(connection, ticket.id, EventKind.CLOSED, now)
    return ended or ticket, event


def _close_appointments(
    connection: Connection, today: date, *, sure: bool
) -> list[Appointment]:
    """Those of earlier days become counts; further ahead than anybody can book is what
    a wrong clock has booked."""
    last = today + timedelta(weeks=MOST_WEEKS + 1) if sure else date.max
    over = appointments.outside(connection, today, last)
    if over:
        close_watch.set_unscrubbed(connection, unscrubbed=True)
        appointments.count(connection, over)
        appointments.remove(connection, over)
    return over


def _note(connection: Connection, closing: Closing) -> None:
    """A run that found nothing is worth a line once a day."""
    last = day_counts.last_closing(connection)
    if closing.tickets or last is None or last.day != closing.day:
        day_counts.record_closing(connection, closing)


def _delete(connection: Connection, ended: list[Ticket], today: date) -> None:
    day_counts.forget_closed(connection, today - REPETITIONS_COME_WITHIN)
    if not ended:
        return
    gone = [ticket.id for ticket in ended]
    states = [(ticket.id, ticket.state) for ticket in ended]
    day_counts.remember_closed(connection, states, today)
    close_watch.set_unscrubbed(connection, unscrubbed=True)
    events.remove(connection, gone)
    tickets.remove(connection, gone)


def _wait(ticket: Ticket, first_calls: Mapping[TicketId, datetime]) -> int:
    called = first_calls.get(ticket.id)
    return _seconds(ticket.issued_at, called)


def _service(ticket: Ticket) -> int:
    if ticket.closed_by_system or ticket.state is not TicketState.DONE:
        return 0
    return _seconds(ticket.serving_at, ticket.ended_at)


def _seconds(start: datetime | None, end: datetime | None) -> int:
    """Whole seconds; 0 where a moment is missing, or one of the clocks was wrong."""
    if start is None or end is None or not timedelta() < end - start < A_DAY:
        return 0
    return (end - start) // timedelta(seconds=1)
