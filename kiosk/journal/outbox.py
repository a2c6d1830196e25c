"""What is on its way to the hub: kind, key and body of each row, and which are due.

A row says all that is sent, in the very bytes; whatever kinds there will be, they
travel the same way. A row that is not as it was written is never sent and never lost:
it stays, and staff are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.ids import LanguageCode, Slug, TicketCode, TicketId, TopicId
from kiosk.journal.checksums import checksum

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

LONGEST_AWAY = timedelta(minutes=15)
"""A next try further ahead was set by a clock that has since been put back."""

TICKET_COLUMNS = (
    "id, series, count, service_day, topic, language, screen_language, code, issued_at,"
    " about"
)
ROW_COLUMNS = "id, kind, key, body, checksum, attempts, next_try_at, refused"


class OutboxKind(StrEnum):
    """What can travel; a kind of a newer program stays until that is back."""

    TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One message that the hub has not confirmed."""

    id: int
    """Names it in the log, where no ticket's identity may stand."""
    kind: str
    key: str
    """Its identity: the same again does no harm."""
    body: bytes
    attempts: int
    """How often it was pushed away by itself, not how often the hub was silent."""
    next_try_at: datetime
    refused: str | None
    """Why the hub said no, when it did."""
    sound: bool = True
    """Whether it is as it was written."""

    @property
    def ticket(self) -> Ticket:
        """What a sound row of that kind delivers. Raises ValueError for any other."""
        if self.kind != OutboxKind.TICKET or not self.sound:
            raise ValueError(f"row {self.id} of the outbox holds no ticket")
        return ticket_of_body(self.key, self.body)


def stamp(moment: datetime) -> str:
    """As stored: UTC, always with microseconds, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def body_of(ticket: Ticket) -> bytes:
    """What is sent for a ticket."""
    import msgspec  # after the first paint

    from kiosk import wire

    return msgspec.json.encode(wire.TicketDelivery.of(ticket))


def ticket_of_body(key: str, body: bytes) -> Ticket:
    """Raises ValueError."""
    import msgspec  # after the first paint

    from kiosk import wire

    try:
        delivery = msgspec.json.decode(body, type=wire.TicketDelivery)
    except msgspec.MsgspecError as error:
        raise ValueError("not a ticket") from error
    return delivery.ticket(TicketId(key))


def add(
    connection: sqlite3.Connection,
    ticket: Ticket,
    refused: str | None = None,
    body: bytes | None = None,
) -> None:
    """Store a ticket and its outbox row, due at once; `body` as it was, if known."""
    store_ticket(connection, ticket)
    put(
        connection,
        OutboxKind.TICKET,
        ticket.id,
        body_of(ticket) if body is None else body,
        due_at=ticket.issued_at,
        refused=refused,
    )


def store_ticket(connection: sqlite3.Connection, ticket: Ticket) -> None:
    values = (
        ticket.id,
        ticket.number.series,
        ticket.number.count,
        ticket.service_day.isoformat(),
        ticket.topic,
        ticket.language,
        ticket.screen_language,
        ticket.code,
        stamp(ticket.issued_at),
        ticket.about or "",
    )
    connection.execute(
        f"INSERT INTO tickets ({TICKET_COLUMNS}, checksum)"  # noqa: S608 - our names
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, checksum(*values)),
    )


def put(
    connection: sqlite3.Connection,
    kind: str,
    key: str,
    body: bytes,
    *,
    due_at: datetime,
    refused: str | None = None,
) -> None:
    """The newest body of a kind and key is the one that travels."""
    connection.execute(
        "INSERT INTO outbox (kind, key, body, checksum, next_try_at, refused)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET"
        " body = excluded.body, checksum = excluded.checksum",
        (kind, key, body, checksum(kind, key, body), stamp(due_at), refused),
    )


def due(
    connection: sqlite3.Connection, now: datetime, limit: int, after: int = 0
) -> list[OutboxRow]:
    """The oldest sound rows first, of those that came after row `after`."""
    found: list[OutboxRow] = []
    for row in connection.execute(
        f"SELECT {ROW_COLUMNS} FROM outbox"  # noqa: S608 - our own column names
        " WHERE id > ? AND (attempts = 0 OR next_try_at <= ? OR next_try_at > ?)"
        " ORDER BY id",
        (after, stamp(now), stamp(now + LONGEST_AWAY)),
    ):
        read = row_of(row)
        if read.sound:
            found.append(read)
        if len(found) >= limit:
            break
    return found


def everything(connection: sqlite3.Connection) -> Iterator[OutboxRow]:
    for row in connection.execute(
        f"SELECT {ROW_COLUMNS} FROM outbox ORDER BY id"  # noqa: S608 - our own names
    ):
        yield row_of(row)


def row_of(row: tuple[object, ...]) -> OutboxRow:
    """A row of `ROW_COLUMNS`, whatever became of its values."""
    if len(row) != len(ROW_COLUMNS.split()):
        raise ValueError("not a row of the outbox")
    row_id, kind, key, body, summed, attempts, next_try, refused = row
    said = body if isinstance(body, bytes) else str(body).encode()
    return OutboxRow(
        id=int(str(row_id)),
        kind=str(kind),
        key=str(key),
        body=said,
        attempts=attempts if isinstance(attempts, int) else 0,
        next_try_at=_moment(next_try),
        refused=None if refused is None else str(refused),
        sound=isinstance(body, bytes) and summed == checksum(kind, key, body),
    )


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
            str(about),
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
                about=Slug(about) if about else None,
            )
        case _:
            raise ValueError("not a ticket")


def _moment(said: object) -> datetime:
    """What cannot be read was long ago: the row is due."""
    try:
        return datetime.fromisoformat(str(said))
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
