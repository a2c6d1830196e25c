"""The append-only record of what happened to tickets; its numbers only grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam, func, select

from kiosk.domain.events import EventKind, TicketEvent
from kiosk.ids import DeskId, StaffId, TicketId
from kiosk.store.schema import ticket_events, tickets

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
    """The number of the newest event; 0 when there is none."""
    newest = connection.execute(select(func.max(ticket_events.c.seq))).scalar()
    return newest or 0


def first_calls(connection: Connection, before: date) -> dict[TicketId, datetime]:
    """When tickets of earlier days were called for the first time, if ever."""
    rows = connection.execute(
        select(ticket_events.c.ticket, func.min(ticket_events.c.at))
        .join(tickets, tickets.c.id == ticket_events.c.ticket)
        .where(
            ticket_events.c.kind == EventKind.CALLED.value,
            tickets.c.service_day < before,
        )
        .group_by(ticket_events.c.ticket)
    )
    return {TicketId(ticket): at for ticket, at in rows}


def remove(connection: Connection, gone: Collection[TicketId]) -> None:
    """The one way out of the record; the database lets only closed tickets go."""
    connection.execute(
        sa.delete(ticket_events).where(ticket_events.c.ticket == bindparam("gone")),
        [{"gone": ticket} for ticket in gone],
    )
