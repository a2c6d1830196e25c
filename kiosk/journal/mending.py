"""How a journal is compared with its second record at the start, and made whole.

What one of both has lost comes back from the other; a row that is not as it was written
is written anew, or stays aside for staff. A ticket too many does no harm, its delivery
is idempotent; one too few is a visitor whom nobody calls.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.journal import notes, outbox, schema
from kiosk.journal.checksums import OF_DAYS, OF_NOTES, OF_TICKETS
from kiosk.journal.closing import MARKS, CloseState
from kiosk.journal.second_record import COUNT, NOTE, TICKET, RecordEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kiosk.journal.ceilings import Ceilings
    from kiosk.journal.salvage import Salvaged
    from kiosk.journal.second_record import RecordRead

logger = logging.getLogger(__name__)

COUNT_UNKNOWN = 500
"""Where a day goes on when all records of its count are lost; no entrance sees as
many visitors in a day, so this is above whatever was used."""
ANY_SERIES = ""
"""Of a count below which no series may go on: the one that was used is not known."""

JOURNAL_DAMAGED, ROW_UNREADABLE = "journal-damaged", "ticket-unreadable"
"""Complaints for staff."""
RECORDED = "recorded"
"""The note of a journal that has a second record, so that a lost one is noticed."""


@dataclass(frozen=True, slots=True)
class JournalRemains:
    """What a start finds beside the journal that it opened."""

    read: RecordRead
    ceilings: Ceilings
    salvaged: Salvaged | None
    state: CloseState
    journal_lost: bool
    log_lost: bool


def mend(
    connection: sqlite3.Connection, remains: JournalRemains, today: date
) -> frozenset[str]:
    """Inside a transaction; answers the complaints for staff."""
    read, salvaged = remains.read, remains.salvaged
    known = notes.everything(connection)
    # Before it had a record, a past program may have kept no ceilings either.
    counted = RECORDED in known and not _unused(connection)
    broken = _is_broken(connection, remains, known, counted=counted)
    for key, body in read.of(NOTE).items():
        if key not in known:
            notes.keep(connection, key, body)
    restored = _restore(connection, read.of(TICKET))
    unreadable = _unreadable(connection)
    _raise_to_record(connection, read.of(COUNT), salvaged)
    if broken or remains.state is not CloseState.PROVEN:
        _raise_to_ceilings(connection, remains.ceilings, today, lost=broken or counted)
    notes.keep(connection, RECORDED, "1")
    notes.keep(connection, MARKS, "1")
    if restored:
        logger.error("%d tickets came back from the second record", restored)
    if unreadable:
        logger.error("%d rows of the outbox are not as they were written", unreadable)
    complaints = {JOURNAL_DAMAGED} if broken or restored else set()
    return frozenset(complaints | ({ROW_UNREADABLE} if unreadable else set()))


def entries(connection: sqlite3.Connection) -> list[RecordEntry]:
    """All that the second record should say now."""
    found = [
        RecordEntry(COUNT, f"{series} {day}", str(count))
        for series, day, count in connection.execute(
            "SELECT series, service_day, last_count FROM days"
        )
    ]
    found += [
        RecordEntry(NOTE, key, body)
        for key, body in notes.everything(connection).items()
        if key != schema.NOTE
    ]
    sent = {row.key: row.body for row in outbox.everything(connection) if row.sound}
    for row in connection.execute(
        f"SELECT {outbox.TICKET_COLUMNS} FROM tickets ORDER BY issued_at"  # noqa: S608
    ):
        ticket = outbox.ticket_of(row)
        body = sent.get(ticket.id) or outbox.body_of(ticket)
        found.append(RecordEntry(TICKET, ticket.id, body.decode()))
    return found


def differs(read: RecordRead, wanted: list[RecordEntry]) -> bool:
    if read.missing or read.unreadable:
        return True
    return read.entries != {(e.kind, e.key): e.body for e in wanted}


def raise_count(
    connection: sqlite3.Connection, series: str, day: str, count: int
) -> None:
    connection.execute(
        "INSERT INTO days (series, service_day, last_count) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET last_count = max(last_count, excluded.last_count)",
        (series, day, count),
    )
    connection.execute(
        f"UPDATE days SET checksum = {OF_DAYS}"  # noqa: S608 - our own column names
        " WHERE series = ? AND service_day = ?",
        (series, day),
    )


def _is_broken(
    connection: sqlite3.Connection,
    remains: JournalRemains,
    known: Mapping[str, str],
    *,
    counted: bool,
) -> bool:
    """Whether anything beside the journal, or in it, is less than what was written."""
    read, ceilings = remains.read, remains.ceilings
    gone = read.missing or not read.entries
    if RECORDED in known:
        lost = gone or _more_than_one_behind(connection, read)
    else:
        # No journal, though there was one here; a past program kept no record.
        used = not read.missing or ceilings.known() or ceilings.unreadable
        lost = bool(read.entries) or (
            bool(used or remains.journal_lost) and _unused(connection)
        )
    no_ceilings = ceilings.unreadable or (counted and not ceilings.known())
    return any(
        (
            _drop_changed(connection),
            remains.salvaged is not None,
            bool(read.unreadable),
            lost,
            remains.state is CloseState.CHANGED,
            remains.log_lost and MARKS in known,
            remains.state is CloseState.UNCLEAN and no_ceilings,
        )
    )


def _more_than_one_behind(connection: sqlite3.Connection, read: RecordRead) -> bool:
    """Power may fail between a ticket and its line, not between two of them."""
    recorded = read.of(TICKET)
    kept = connection.execute("SELECT id FROM tickets").fetchall()
    return sum(key not in recorded for (key,) in kept) > 1


def _raise_to_ceilings(
    connection: sqlite3.Connection, ceilings: Ceilings, today: date, *, lost: bool
) -> None:
    """`lost`: that there is no ceiling does not say that nothing was used."""
    known = ceilings.known()
    for (series, day), ceiling in known.items():
        raise_count(connection, series, day.isoformat(), ceiling)
    if ceilings.unreadable or (lost and not known):
        raise_count(connection, ANY_SERIES, today.isoformat(), COUNT_UNKNOWN)


def _unused(connection: sqlite3.Connection) -> bool:
    """Whether this journal never issued anything, as far as it knows itself."""
    (days,) = connection.execute("SELECT count(*) FROM days").fetchone()
    return not days


def _drop_changed(connection: sqlite3.Connection) -> bool:
    """Counts, tickets and notes that are not as they were written; say if any was.

    Others know them: the record, the outbox, the ceilings.
    """
    dropped = 0
    for table, right in (
        ("days", OF_DAYS),
        ("tickets", OF_TICKETS),
        ("notes", OF_NOTES),
    ):
        dropped += connection.execute(
            f"DELETE FROM {table} WHERE checksum IS NOT {right}"  # noqa: S608 - ours
        ).rowcount
    if dropped:
        logger.error("%d rows of the journal are not as they were written", dropped)
    return bool(dropped)


def _restore(connection: sqlite3.Connection, recorded: Mapping[str, str]) -> int:
    """Tickets that the journal does not have, from the record or from the outbox."""
    sent = {r.key: r.body for r in outbox.everything(connection) if r.sound}
    known = {key for (key,) in connection.execute("SELECT id FROM tickets")}
    unsound = [r for r in outbox.everything(connection) if not r.sound]
    restored = 0
    for key, said in recorded.items():
        if key not in sent and (key not in known or unsound):
            changed = [row.key for row in unsound]
            restored += _put_back(connection, key, said.encode(), changed)
    for key, body in sent.items():
        if key not in known:
            _store(connection, key, body)
    return restored


def _put_back(
    connection: sqlite3.Connection, key: str, body: bytes, unsound: list[str]
) -> int:
    """Into the outbox again; of a row there with changed bytes, the right ones."""
    try:
        ticket = outbox.ticket_of_body(key, body)
    except ValueError:
        return 0
    kind = outbox.OutboxKind.TICKET.value
    if key in unsound:
        connection.execute("DELETE FROM outbox WHERE key = ?", (key,))
    outbox.put(connection, kind, key, body, due_at=ticket.issued_at)
    _store(connection, key, body)
    return 1


def _store(connection: sqlite3.Connection, key: str, body: bytes) -> None:
    """For scans; a number that another row has already stays there."""
    try:
        ticket = outbox.ticket_of_body(key, body)
        connection.execute("DELETE FROM tickets WHERE id = ?", (key,))
        outbox.store_ticket(connection, ticket)
    except (ValueError, sqlite3.IntegrityError):
        return
    raise_count(
        connection,
        ticket.number.series,
        ticket.service_day.isoformat(),
        ticket.number.count,
    )


def _unreadable(connection: sqlite3.Connection) -> int:
    return sum(not row.sound for row in outbox.everything(connection))


def _raise_to_record(
    connection: sqlite3.Connection,
    counts: Mapping[str, str],
    salvaged: Salvaged | None,
) -> None:
    for series, day, count in salvaged.days if salvaged else ():
        raise_count(connection, series, day, count)
    for key, said in counts.items():
        series, _, day = key.rpartition(" ")
        raise_count(connection, series, day, int(said))
