"""What the journal lets go of for good, and when."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kiosk.journal import mending, outbox

if TYPE_CHECKING:
    import sqlite3

    from kiosk.journal.outbox import OutboxRow
    from kiosk.journal.second_record import SecondRecord

logger = logging.getLogger(__name__)

SET_ASIDE_KEPT = timedelta(days=3)
"""For a ticket that the hub refuses, or that nobody can read: its visitor has gone, and
it must not lead to anybody for ever."""


def forget_before(
    connection: sqlite3.Connection, record: SecondRecord, day: date
) -> int:
    """Settled tickets of earlier days, and old ones that were set aside; how many.

    The record forgets first: what only the journal knows does not come back.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        ended = _end_set_aside(connection, day - SET_ASIDE_KEPT)
        forgotten = connection.execute(
            "DELETE FROM tickets WHERE service_day < ?"
            " AND id NOT IN (SELECT key FROM outbox)",
            (day.isoformat(),),
        ).rowcount
        if forgotten or ended:
            record.rewrite(mending.entries(connection))
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if forgotten:
        logger.info("forgot %d tickets of earlier days", forgotten)
    _empty_the_log(connection)
    return forgotten


def _end_set_aside(connection: sqlite3.Connection, day: date) -> int:
    ended = [row.id for row in outbox.everything(connection) if _is_over(row, day)]
    for row_id in ended:
        connection.execute("DELETE FROM outbox WHERE id = ?", (row_id,))
        logger.error("row %d of the outbox, set aside for days, is ended", row_id)
    return len(ended)


def _is_over(row: OutboxRow, day: date) -> bool:
    if row.sound and row.refused is None:
        return False
    try:
        said = json.loads(row.body)["service_day"]
        return date.fromisoformat(said) < day
    except (ValueError, KeyError, TypeError):
        return row.next_try_at.date() < day


def _empty_the_log(connection: sqlite3.Connection) -> None:
    """What was deleted, now or the last time, must not live on in the log."""
    (busy, _pages, _moved) = connection.execute(
        "PRAGMA wal_checkpoint(TRUNCATE)"
    ).fetchone()
    if busy:
        logger.info("the write-ahead log is in use; it is emptied the next time")
