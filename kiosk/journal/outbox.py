"""Tickets on their way to the hub: which are due, and how rows become values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.ids import LanguageCode, TicketCode, TicketId, TopicId

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

LONGEST_AWAY = timedelta(minutes=15)
"""A next try further ahead was set by a clock that has since been put back."""

TICKET_COLUMNS = (
    "tickets.id, series, count, service_day, topic, language, screen_language, code,"
    " issued_at"
)
ROW_COLUMNS = f"outbox.id, attempts, next_try_at, refused, {TICKET_COLUMNS}"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One ticket that the hub has not confirmed."""

    id: int
    ticket: Ticket
    attempts: int
    """How often it was pushed away by itself, not how often the hub was silent."""
    next_try_at: datetime
    refused: str | None
    """Why the hub said no, when it did."""


def stamp(moment: datetime) -> str:
    """As stored: UTC, always with microseconds, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def add(
    connection: sqlite3.Connection, ticket: Ticket, refused: str | None = None
) -> None:
    """Store a ticket and its outbox row, due at once."""
    connection.execute(
        "INSERT INTO tickets (id, series, count, service_day, topic, language,"
        " screen_language, code, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            ticket.id,
            ticket.number.series,
            ticket.number.count,
            ticket.service_day.isoformat(),
            ticket.topic,
            ticket.language,
            ticket.screen_language,
            ticket.code,
            stamp(ticket.issued_at),
        ),
    )
    connection.execute(
        "INSERT INTO outbox (ticket_id, next_try_at, refused) VALUES (?, ?, ?)",
        (ticket.id, stamp(ticket.issued_at), refused),
    )


def due(connection: sqlite3.Connection, now: datetime, limit: int) -> list[OutboxRow]:
    """The oldest rows first."""
    return [
        row_of(row)
        for row in connection.execute(
            f"SELECT {ROW_COLUMNS} FROM outbox"  # noqa: S608 - our own column names
            " JOIN tickets ON tickets.id = outbox.ticket_id"
            " WHERE attempts = 0 OR next_try_at <= ? OR next_try_at > ?"
            " ORDER BY outbox.id LIMIT ?",
            (stamp(now), stamp(now + LONGEST_AWAY), limit),
        )
    ]


def everything(connection: sqlite3.Connection) -> Iterator[OutboxRow]:
    for row in connection.execute(
        f"SELECT {ROW_COLUMNS} FROM outbox"  # noqa: S608 - our own column names
        " JOIN tickets ON tickets.id = outbox.ticket_id ORDER BY outbox.id"
    ):
        yield row_of(row)


def row_of(row: tuple[object, ...]) -> OutboxRow:
    """A row of `ROW_COLUMNS`. Raises ValueError for one that no program wrote."""
    match row:
        case (
            int(row_id),
            int(attempts),
            str(next_try),
            None | str() as refused,
            *rest,
        ):
            return OutboxRow(
                row_id,
                ticket_of(tuple(rest)),
                attempts,
                datetime.fromisoformat(next_try),
                refused,
            )
        case _:
            raise ValueError("not a row of the outbox")


def ticket_of(row: tuple[object, ...]) -> Ticket:
    """A row of `TICKET_COLUMNS`. Raises ValueError for one that no program wrote."""
    match row:
        case (
            str(ticket_id),
            str(series),
            int(count),
            str(day),
            str(topic),
            str(language),
            str(screen_language),
            str(code),
            str(issued_at),
        ):
            return Ticket(
                id=TicketId(ticket_id),
                number=TicketNumber(series, count),
                service_day=date.fromisoformat(day),
                topic=TopicId(topic),
                language=LanguageCode(language),
                screen_language=LanguageCode(screen_language),
                code=TicketCode(code),
                issued_at=datetime.fromisoformat(issued_at),
            )
        case _:
            raise ValueError("not a ticket")
