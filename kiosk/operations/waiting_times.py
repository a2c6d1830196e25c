"""What is said of waits, what is kept of it, and how far off it was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.waits import plan
from kiosk.domain.waits.marks import Marks
from kiosk.domain.waits.records import past_visits
from kiosk.domain.waits.said import SaidWait, told
from kiosk.store import waits as store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from kiosk.domain.events import TicketEvent
    from kiosk.domain.figures.kept import SaidAndTrue
    from kiosk.domain.tickets import Ticket
    from kiosk.domain.waits.plan import HoursEnd, Receptions
    from kiosk.ids import TicketId
    from kiosk.operations.context import Context
    from kiosk.operations.kept_waits import WaitsNow
    from kiosk.store.database import Connection
    from kiosk.store.waits import WaitSums

WEEKS_SHOWN = 26
KEPT_FOR = timedelta(days=2 * 366)
"""How long it is known what was said on a day and came true."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeekOfWaits:
    monday: date
    marks: Marks


def said(ctx: Context, ticket: TicketId) -> SaidWait:
    """How long it will wait still, as a visitor is told."""
    return _said(ctx.waits.now(ctx), ticket)


def last_said(ctx: Context, ticket: TicketId) -> SaidWait | None:
    """What this process said last, without looking; None before it looked."""
    known = ctx.waits.last
    return _said(known, ticket) if known else None


def not_before_the_end(ctx: Context) -> dict[TicketId, HoursEnd]:
    """Who reads that the hours may be over before they are called."""
    known = ctx.waits.now(ctx)
    ends = {ticket: _said(known, ticket).hours_end for ticket in known.by_ticket}
    return {ticket: end for ticket, end in ends.items() if end is not None}


def receptions(ctx: Context, day: date) -> Receptions:
    """When visitors are received on this day, in order."""
    return ctx.waits.receptions(ctx, day)


def line_is_full(ctx: Context) -> bool:
    """Whether who comes now would rather not be called before closing."""
    return ctx.waits.now(ctx).is_full


def line_goes_on_at(ctx: Context) -> datetime | None:
    """When terminals give out numbers again, where the line reaches into later hours
    of the day, behind a long pause; None: they do now, or not any more today."""
    known = ctx.waits.now(ctx)
    later = (begins for begins, _ in known.receptions if begins > known.as_of)
    return next(later, None) if known.outlasts_these_hours else None


def keep_said(ctx: Context, before: Collection[TicketId] = ()) -> frozenset[TicketId]:
    """Keep what is said first to each who waits; for measuring it later.

    `before`: of whom it is kept already, as this answered the last time. To be called
    every few seconds; several processes may.
    """
    known = ctx.waits.now(ctx)
    heard = {
        ticket: wait
        for ticket, wait in known.by_ticket.items()
        if ticket in known.never_called and _said(known, ticket).range is not None
    }
    new = {ticket: wait for ticket, wait in heard.items() if ticket not in before}
    if new:
        with ctx.database.begin() as connection:
            store.tell(connection, new, known.as_of)
    return frozenset(heard)


def keep_of_closed(
    ctx: Context,
    connection: Connection,
    ended: Sequence[Ticket],
    first_calls: Mapping[TicketId, datetime],
    record: Sequence[TicketEvent],
) -> dict[date, list[SaidAndTrue]]:
    """What a closed day teaches, before its tickets are gone; nothing leads to one.

    Answers what was said on each day, and what came true.
    """
    came_true: dict[date, list[SaidAndTrue]] = {}
    store.forget_waits(connection, ctx.today() - KEPT_FOR)
    told = store.told_to(connection, [ticket.id for ticket in ended])
    for day, of_day in _by_day(ended).items():
        known = [
            (told[ticket.id], first_calls[ticket.id])
            for ticket in of_day
            if ticket.id in told and ticket.id in first_calls
        ]
        waits = [
            (said_then, round((called - said_then.told_at).total_seconds()))
            for said_then, called in known
            if timedelta() <= called - said_then.told_at < A_DAY
        ]
        store.keep_waits(connection, day, waits)
        came_true[day] = [(w.low, w.middle, w.high, seconds) for w, seconds in waits]
        breaks = plan.breaks(ctx.waits.receptions(ctx, day))
        store.keep_visits(connection, past_visits(of_day, record, breaks))
    store.forget_told(connection, list(told))
    return came_true


def weeks(ctx: Context) -> list[WeekOfWaits]:
    """How good what was said was, the newest week first; only of closed days."""
    today = ctx.today()
    this_week = today - timedelta(days=today.weekday())
    since = this_week - timedelta(weeks=WEEKS_SHOWN - 1)
    with ctx.database.read() as connection:
        days = store.sums_by_day(connection, since)
    found: dict[date, list[WaitSums]] = defaultdict(list)
    for sums in days:
        monday = sums.service_day - timedelta(days=sums.service_day.weekday())
        found[monday].append(sums)
    return [
        WeekOfWaits(monday, _marks(found[monday]))
        for monday in sorted(found, reverse=True)
    ]


def _said(known: WaitsNow, ticket: TicketId) -> SaidWait:
    wait = known.by_ticket.get(ticket)
    return told(wait, known.receptions, known.as_of) if wait else SaidWait(known.as_of)


def _marks(days: Sequence[WaitSums]) -> Marks:
    count = sum(day.waits for day in days)
    return Marks(
        waits=count,
        error=sum(day.error for day in days) / count / 60,
        bias=sum(day.bias for day in days) / count / 60,
        much_longer=sum(day.much_longer for day in days) / count,
        held=sum(day.held for day in days) / count,
    )


def _by_day(ended: Iterable[Ticket]) -> dict[date, list[Ticket]]:
    found: dict[date, list[Ticket]] = defaultdict(list)
    for ticket in ended:
        found[ticket.service_day].append(ticket)
    return found
