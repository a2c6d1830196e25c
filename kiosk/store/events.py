"""The append-only record of what happened to tickets; its numbers only grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, select

from kiosk.domain.events import EventKind, TicketEvent
from kiosk.domain.tickets import TicketState
from kiosk.ids import DeskId, StaffId, TicketId
from kiosk.store.schema import closings, leaving_tickets, ticket_events, tickets
from kiosk.store.tickets import outside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date, datetime

_INSERT = ticket_events.insert()


@dataclass(frozen=True, slots=True)
class Deed:
    """An event, and how its ticket was before; None where nobody kept that."""

    event: TicketEvent
    before: dict[str, Any] | None


def append(
    connection: Connection,
    ticket: TicketId,
    kind: EventKind,
    at: datetime,
    *,
    desk: DeskId | None = None,
    staff: StaffId | None = None,
    before: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> TicketEvent:
    """`before`: how the ticket was, as it was `kept`; `undoes`: which event is taken
    back by this one."""
    done = connection.execute(
        _INSERT,
        {
            "ticket": ticket,
            "kind": kind.value,
            "at": at,
            "desk": desk,
            "staff": staff,
            "before": before,
            "undoes": undoes,
        },
    )
    (seq,) = done.inserted_primary_key or (0,)
    return TicketEvent(int(seq), ticket, kind, at, desk, staff)


def newest_of(connection: Connection, ticket: TicketId) -> Deed | None:
    """The last that happened to it."""
    return next(_deeds(connection, ticket_events.c.ticket == ticket, 1), None)


def latest_by(connection: Connection, staff: StaffId, most: int) -> list[Deed]:
    """What this counsellor did last, the newest first."""
    return list(_deeds(connection, ticket_events.c.staff == staff, most))


def _deeds(
    connection: Connection, where: sa.ColumnElement[bool], most: int
) -> Iterator[Deed]:
    rows = connection.execute(
        select(ticket_events)
        .where(where)
        .order_by(ticket_events.c.seq.desc())
        .limit(most)
    )
    for row in rows:
        yield Deed(_event(row), row.before)


def finished_by(connection: Connection, staff: StaffId, day: date) -> int:
    """How many visitors of this day this counsellor has finished with."""
    found = connection.execute(
        select(func.count(ticket_events.c.ticket.distinct()))
        .join(tickets, tickets.c.id == ticket_events.c.ticket)
        .where(
            ticket_events.c.staff == staff,
            ticket_events.c.kind == EventKind.FINISHED.value,
            tickets.c.service_day >= day,
            tickets.c.state == TicketState.DONE.value,
        )
    )
    return int(found.scalar_one())


def last_seq(connection: Connection) -> int:
    """The number of the newest event, be it removed by now; 0 before the first."""
    kept = select(func.max(ticket_events.c.seq)).scalar_subquery()
    removed = select(func.max(closings.c.seq)).scalar_subquery()
    newest, closed = connection.execute(select(kept, removed)).one()
    return max(newest or 0, closed or 0)


def last_made_at(connection: Connection) -> datetime | None:
    """By the hub's own clock; a ticket is issued by that of a terminal."""
    return connection.execute(
        select(ticket_events.c.at)
        .where(ticket_events.c.kind != EventKind.ISSUED.value)
        .order_by(ticket_events.c.seq.desc())
        .limit(1)
    ).scalar_one_or_none()


def first_calls(
    connection: Connection, first: date, last: date
) -> dict[TicketId, datetime]:
    """When tickets of other days than these were first called, if ever; what was taken
    back was no call."""
    taken_back = select(ticket_events.c.undoes).where(
        ticket_events.c.undoes.is_not(None)
    )
    rows = connection.execute(
        select(ticket_events.c.ticket, func.min(ticket_events.c.at))
        .join(tickets, tickets.c.id == ticket_events.c.ticket)
        .where(
            ticket_events.c.kind == EventKind.CALLED.value,
            ticket_events.c.seq.not_in(taken_back),
            outside(first, last),
        )
        .group_by(ticket_events.c.ticket)
    )
    return {TicketId(ticket): at for ticket, at in rows}


def _of_tickets(
    connection: Connection, which: ColumnElement[bool]
) -> list[TicketEvent]:
    """What was done with all tickets of which this holds, in its order."""
    rows = connection.execute(
        select(ticket_events)
        .join(tickets, tickets.c.id == ticket_events.c.ticket)
        .where(which, ticket_events.c.kind != EventKind.ISSUED.value)
        .order_by(ticket_events.c.seq)
    )
    return [_event(row) for row in rows]


def since_day(connection: Connection, day: date) -> list[TicketEvent]:
    """All moves of the tickets of this day and later ones."""
    return _of_tickets(connection, tickets.c.service_day >= day)


def not_between(connection: Connection, first: date, last: date) -> list[TicketEvent]:
    """All moves of tickets of other days than these."""
    return _of_tickets(connection, outside(first, last))


def remove(connection: Connection, gone: Collection[TicketId]) -> None:
    """The one way out of the record, for tickets whose day is closed."""
    each = [{"gone": ticket} for ticket in gone]
    connection.execute(leaving_tickets.insert().values(id=bindparam("gone")), each)
    connection.execute(
        sa.delete(ticket_events).where(ticket_events.c.ticket == bindparam("gone")),
        each,
    )
    connection.execute(leaving_tickets.delete())


def _event(row: Row[Any]) -> TicketEvent:
    return TicketEvent(
        row.seq, TicketId(row.ticket), EventKind(row.kind), row.at, row.desk, row.staff
    )
