"""What of a damaged journal can still be believed, and copied row by row."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.journal import checksums, notes, outbox
from kiosk.journal.upgrades import NO_SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

logger = logging.getLogger(__name__)

OLD_ROWS = (
    "SELECT attempts, refused, ticket_id, series, count, service_day, topic, language,"
    " screen_language, code, issued_at FROM outbox"
    " JOIN tickets ON tickets.id = outbox.ticket_id"
)
DAYS = "SELECT series, service_day, last_count, checksum FROM days"


@dataclass(slots=True)
class Salvaged:
    """What came over; the undelivered rows are in the new journal already."""

    tickets: int = 0
    days: list[tuple[str, str, int]] = field(default_factory=list)


def take_over(connection: sqlite3.Connection, aside: Path) -> Salvaged:
    """Copy undelivered rows, notes and counts into the new journal."""
    found = Salvaged()
    damaged = sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)
    with closing(damaged):
        checksums.teach(damaged)
        for row in _rows(damaged):
            found.tickets += _copy(connection, row)
        for values in _read(damaged, DAYS):
            series, day, count, summed = values
            if summed == checksums.checksum(series, day, count):
                found.days.append((str(series), str(day), int(str(count))))
        with suppress(sqlite3.Error):
            for key, body in notes.everything(damaged).items():
                notes.keep(connection, key, body)
    logger.warning("took over %d undelivered rows", found.tickets)
    return found


def _rows(damaged: sqlite3.Connection) -> Iterator[outbox.OutboxRow]:
    """Each once, from both ends: the damage may lie between."""
    select = f"SELECT {outbox.ROW_COLUMNS} FROM outbox"  # noqa: S608 - our own names
    seen: set[object] = set()
    if not _answers(damaged, select):
        yield from _old_rows(damaged)
        return
    for order in (" ORDER BY id", " ORDER BY id DESC"):
        for values in _read(damaged, select + order):
            if values[0] not in seen:
                seen.add(values[0])
                yield outbox.row_of(values)


def _old_rows(damaged: sqlite3.Connection) -> Iterator[outbox.OutboxRow]:
    """Of a journal that was damaged before it was brought to today's shape."""
    for number, values in enumerate(_read(damaged, OLD_ROWS), start=1):
        attempts, refused, key, *ticket = values
        try:
            body = outbox.body_of(outbox.ticket_of((key, *ticket, NO_SERVICE)))
        except ValueError:
            continue
        kind = outbox.OutboxKind.TICKET.value
        summed = checksums.checksum(kind, key, body)
        yield outbox.row_of((number, kind, key, body, summed, attempts, "", refused))


def _copy(connection: sqlite3.Connection, row: outbox.OutboxRow) -> int:
    """As it is: one that is not sound stays so, and is told of. 1 unless known."""
    summed = checksums.checksum(row.kind, row.key, row.body) if row.sound else -1
    copied = connection.execute(
        "INSERT OR IGNORE INTO outbox (kind, key, body, checksum, attempts,"
        " next_try_at, refused) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            row.kind,
            row.key,
            row.body,
            summed,
            row.attempts,
            outbox.stamp(row.next_try_at),
            row.refused,
        ),
    )
    return copied.rowcount


def _answers(damaged: sqlite3.Connection, select: str) -> bool:
    try:
        damaged.execute(f"{select} LIMIT 0")
    except sqlite3.Error:
        return False
    return True


def _read(damaged: sqlite3.Connection, select: str) -> Iterator[tuple[object, ...]]:
    """What comes before the damage."""
    try:
        yield from damaged.execute(select)
    except (sqlite3.Error, OverflowError, ValueError) as error:
        logger.warning("no more can be read of the damaged journal: %s", error)
