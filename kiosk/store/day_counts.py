"""What remains of a service day: counts and sums, and that its tickets are gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, select, update

from kiosk.domain.tickets import TicketState
from kiosk.ids import TicketId, TopicId
from kiosk.store.schema import closed_tickets, closings, day_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

_CLOSED = select(closed_tickets.c.key, closed_tickets.c.state).where(
    closed_tickets.c.key.in_(bindparam("keys", expanding=True))
)


@dataclass(frozen=True, slots=True)
class DayCount:
    """All tickets of one day and topic that ended the same way."""

    service_day: date
    topic: TopicId
    state: TicketState
    closed_by_system: bool
    tickets: int
    called: int
    """How many of them were ever called: what `wait_seconds` is the sum over."""
    wait_seconds: int
    """From issue to the first call."""
    service_seconds: int
    """From the desk to the end; 0 where nobody ended it."""


@dataclass(frozen=True, slots=True)
class Closing:
    """One run of housekeeping: what was deleted, without any content."""

    at: datetime
    tickets: int
    still_open: int
    day: date | None = None
    """All days before this one were closed; None for runs of older versions."""
    seq: int = 0
    """The newest event by then: its row may be gone, its number is not given again."""
    late: int = 0
    """How many of the tickets are in the figures of no day: it had them already."""


def add(connection: Connection, counts: DayCount) -> None:
    """Add to what is there: late deliveries come after their day was closed."""
    columns = day_counts.c
    sums = {
        "tickets": counts.tickets,
        "called": counts.called,
        "wait_seconds": counts.wait_seconds,
        "service_seconds": counts.service_seconds,
    }
    known = connection.execute(
        update(day_counts)
        .where(
            columns.service_day == counts.service_day,
            columns.topic == counts.topic,
            columns.state == counts.state.value,
            columns.closed_by_system == counts.closed_by_system,
        )
        .values({name: columns[name] + number for name, number in sums.items()})
    )
    if known.rowcount == 0:
        connection.execute(
            day_counts.insert(),
            {
                "service_day": counts.service_day,
                "topic": counts.topic,
                "state": counts.state.value,
                "closed_by_system": counts.closed_by_system,
                **sums,
            },
        )


def of_day(connection: Connection, day: date) -> list[DayCount]:
    rows = connection.execute(
        select(day_counts)
        .where(day_counts.c.service_day == day)
        .order_by(day_counts.c.topic, day_counts.c.state, day_counts.c.closed_by_system)
    )
    return [
        DayCount(
            service_day=row.service_day,
            topic=TopicId(row.topic),
            state=TicketState(row.state),
            closed_by_system=row.closed_by_system,
            tickets=row.tickets,
            called=row.called,
            wait_seconds=row.wait_seconds,
            service_seconds=row.service_seconds,
        )
        for row in rows
    ]


def remember_closed(
    connection: Connection, closed: Iterable[tuple[TicketId, TicketState]], day: date
) -> None:
    """Keep how each ended, so that a late repetition is not counted again.

    What is kept leads back to nothing: a ticket's id holds its time to the millisecond,
    so only a hash of it stays, in an order that says nothing. Chance gives an id more
    than sixty bits, too many to try them all.
    """
    states = {_key(ticket): state for ticket, state in closed}
    known = closed_tickets.c.key == bindparam("known")
    connection.execute(
        closed_tickets.delete().where(known), [{"known": key} for key in states]
    )
    connection.execute(
        closed_tickets.insert(),
        [
            {"key": key, "state": states[key].value, "closed_on": day}
            for key in sorted(states)
        ],
    )


def closed_state(connection: Connection, ticket: TicketId) -> TicketState | None:
    """How a ticket of a closed day ended; None if there was none."""
    return closed_states(connection, [ticket]).get(ticket)


def closed_states(
    connection: Connection, asked: Collection[TicketId]
) -> dict[TicketId, TicketState]:
    """How those of these tickets ended whose day is closed; asked at each check-in."""
    keys = {_key(ticket): ticket for ticket in asked}
    rows = connection.execute(_CLOSED, {"keys": list(keys)})
    return {keys[key]: TicketState(state) for key, state in rows}


def forget_closed(connection: Connection, before: date) -> None:
    connection.execute(
        closed_tickets.delete().where(closed_tickets.c.closed_on < before)
    )


def record_closing(connection: Connection, closing: Closing) -> None:
    connection.execute(
        closings.insert(),
        {
            "at": closing.at,
            "tickets": closing.tickets,
            "still_open": closing.still_open,
            "day": closing.day,
            "seq": closing.seq,
            "late": closing.late,
        },
    )


def last_closing(connection: Connection) -> Closing | None:
    row = connection.execute(
        select(closings).order_by(closings.c.id.desc()).limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Closing(
        *(row.at, row.tickets, row.still_open, row.day, row.seq or 0, row.late or 0)
    )


def _key(ticket: TicketId) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()[:32]
