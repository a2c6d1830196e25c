"""Which days get their figures at a close, once for all, and what comes too late."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from kiosk.domain.figures.kept import appointments_of, figures_of
from kiosk.store import day_counts
from kiosk.store import day_figures as store
from kiosk.store import staff as staff_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from kiosk.domain.appointments import Appointment
    from kiosk.domain.events import TicketEvent
    from kiosk.domain.figures.kept import SaidAndTrue
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import PartnerId, StaffId, TicketId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

OfADay = TypeVar("OfADay", "Ticket", "Appointment")

LONGEST_OFF = timedelta(days=366)
"""A hub may be off for so long, and the day before still gets its figures."""
EMPTY_DAYS = timedelta(days=31)
"""So far back, days on which nobody came are closed as such."""
A_DAY = timedelta(days=1)


def keep(
    ctx: Context,
    connection: Connection,
    ended: Sequence[Ticket],
    first_calls: Mapping[TicketId, datetime],
    record: Sequence[TicketEvent],
    told: Mapping[date, Sequence[SaidAndTrue]],
    booked: Iterable[Appointment] = (),
) -> int:
    """Give each day that is over its figures; how many tickets came too late for that.

    To be called before anything else is counted of these tickets. No figure of a day
    that has any, or of one that was never to be, changes.
    """
    now, today = ctx.clock.now(), ctx.today()
    by_day = _by_day(ended)
    appointments = _by_day(booked)
    days = {*by_day, *appointments, *_days_since_last(connection, today)}
    over = store.over(connection, days)
    partners = _partners(connection)
    late = 0
    for day in sorted(days):
        of_day = by_day.get(day, [])
        if day in over or not today - LONGEST_OFF <= day < today:
            late += len(of_day)
            continue
        figures = figures_of(
            of_day, record, first_calls, told.get(day, ()), partners, ctx.zone()
        )
        figures.update(appointments_of(appointments.get(day, ())))
        store.write(connection, day, figures, now)
    return late


def _by_day(each: Iterable[OfADay]) -> dict[date, list[OfADay]]:
    found: dict[date, list[OfADay]] = defaultdict(list)
    for one in each:
        found[one.service_day].append(one)
    return found


def _days_since_last(connection: Connection, today: date) -> list[date]:
    """Those before today that no close has seen yet."""
    last = day_counts.last_closing(connection)
    if last is None or last.day is None:
        return []
    day, days = max(last.day, today - EMPTY_DAYS), []
    while day < today:
        days.append(day)
        day += A_DAY
    return days


def _partners(connection: Connection) -> dict[StaffId, PartnerId]:
    return {
        each.id: each.skills.partner
        for each in staff_store.everybody(connection)
        if each.skills.partner is not None
    }
