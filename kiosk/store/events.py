"""The append-only record of what happened to tickets; its numbers only grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, func, select

from kiosk.domain.events import EventKind, TicketEvent
from kiosk.ids import DeskId, StaffId, TicketId
from kiosk.store.schema import closings, leaving_tickets, ticket_events, tickets
from kiosk.store.tickets import outside

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

_INSERT = ticket_events.insert()


def append(
    connection: Connection,
    ticket: TicketId,
    kind: EventKind,
    at: datetime,
    *,
    desk: DeskId | None = None,
    staff: StaffId | None = None,
) -> TicketEvent:
    done = connection.execute(
        _INSERT,
        {"ticket": ticket, "kind": kind.value, "at": at, "desk": desk, "staff": staff},
    )
    (seq,) = done.inserted_primary_key or (0,)
    return TicketEvent(int(seq), ticket, kind, at, desk, staff)


def of_ticket(connection: Connection, ticket: TicketId) -> list[TicketEvent]:
    rows = connection.execute(
        select(ticket_events)
        .where(ticket_events.c.ticket == ticket)
        .order_by(ticket_events.c.seq)
    )
    return [
        TicketEvent(row.seq, ticket, EventKind(row.kind), row.at, row.desk, row.staff)
        for row in rows
    ]


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
    """When tickets of other days than these were first called, if ever."""
    rows = connection.execute(
        select(ticket_events.c.ticket, func.min(ticket_events.c.at))
        .join(tickets, tickets.c.id == ticket_events.c.ticket)
        .where(
            ticket_events.c.kind == EventKind.CALLED.value,
            outside(first, last),
        )
        .group_by(ticket_events.c.ticket)
    )
    return {TicketId(ticket): at for ticket, at in rows}


def remove(connection: Connection, gone: Collection[TicketId]) -> None:
    """The one way out of the record, for tickets whose day is closed."""
    each = [{"gone": ticket} for ticket in gone]
    connection.execute(leaving_tickets.insert().values(id=bindparam("gone")), each)
    connection.execute(
        sa.delete(ticket_events).where(ticket_events.c.ticket == bindparam("gone")),
        each,
    )
    connection.execute(leaving_tickets.delete())
