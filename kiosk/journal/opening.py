"""How a journal is opened, and what becomes of a damaged one.

A damaged file is moved aside, never deleted. The new journal takes over every
undelivered ticket that can still be read from it, and begins its counts above
whatever may have been used.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from kiosk.errors import DataFolderUnusable, NewerDatabase
from kiosk.journal import outbox, schema
from kiosk.journal.trouble import REMEDIES, is_damage, primary_code

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from kiosk.journal.ceilings import Ceilings

logger = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
COUNT_UNKNOWN = 500
"""Where a day goes on when both records of its count are lost; no entrance sees as
many visitors in a day, so this is above whatever was used."""


class _Damaged(Exception):  # noqa: N818
    """The file is not a sound database."""


def open_journal(
    path: Path, ceilings: Ceilings, series: str, today: date, now: datetime
) -> sqlite3.Connection:
    """Raises `DataFolderUnusable` or `NewerDatabase`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = _connect(path)
        except _Damaged as damage:
            logger.error("the journal is damaged: %s", damage)
            _move(path, _damaged(path))
            connection = _connect(path)
        _begin(connection, path, ceilings, series, today)
        if _damaged(path).exists():
            kept = _free_name(path, now)
            _move(_damaged(path), kept)
            logger.error("the damaged journal is kept as %s", kept.name)
    except (OSError, sqlite3.Error, _Damaged) as error:
        raise DataFolderUnusable(
            f"The journal {path} cannot be opened: {error}.", remedy=_remedy(error)
        ) from error
    return connection


def _begin(
    connection: sqlite3.Connection,
    path: Path,
    ceilings: Ceilings,
    series: str,
    today: date,
) -> None:
    """Give a new journal what is known of the one before it; all of it or nothing.

    Power may fail at any line: the damaged file keeps its first name until then.
    """
    aside = _damaged(path)
    connection.execute("BEGIN IMMEDIATE")
    try:
        (days,) = connection.execute("SELECT count(*) FROM days").fetchone()
        if aside.exists():
            _take_over(connection, aside)
            if not ceilings.known():
                _raise_count(connection, series, today, COUNT_UNKNOWN)
        if not days:
            for (known_series, day), ceiling in ceilings.known().items():
                _raise_count(connection, known_series, day, ceiling)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _remedy(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error) and primary_code(error) in REMEDIES:
        return REMEDIES[primary_code(error)]
    return "Choose another data folder, or make this one writable."


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise _Damaged(verdict)
        schema.bring_up_to_date(connection)
        path.chmod(0o600)
    except (sqlite3.Error, _Damaged, NewerDatabase, OSError) as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise _Damaged(str(error)) from error
        raise
    return connection


def _damaged(path: Path) -> Path:
    return path.with_name(path.name + ".damaged")


def _free_name(path: Path, now: datetime) -> Path:
    name = f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}"
    free = path.with_name(name)
    again = 1
    while free.exists():
        again += 1
        free = path.with_name(f"{name}-{again}")
    return free


def _move(path: Path, to: Path) -> None:
    """Move a database with its write-ahead log: they belong together."""
    for suffix in ("-wal", "-shm", ""):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(to.with_name(to.name + suffix))


def _take_over(connection: sqlite3.Connection, aside: Path) -> None:
    """Save the undelivered tickets that can be read, up to the first damage."""
    saved = 0
    damaged = sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)
    with closing(damaged):
        try:
            for row in outbox.everything(damaged):
                outbox.add(connection, row.ticket, row.refused)
                number = row.ticket.number
                day = row.ticket.service_day
                _raise_count(connection, number.series, day, number.count)
                saved += 1
        except (sqlite3.DatabaseError, ValueError) as error:
            logger.warning("no more can be read of the damaged journal: %s", error)
    logger.warning("took over %d undelivered tickets", saved)


def _raise_count(
    connection: sqlite3.Connection, series: str, day: date, count: int
) -> None:
    connection.execute(
        "INSERT INTO days (series, service_day, last_count) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET last_count = max(last_count, excluded.last_count)",
        (series, day.isoformat(), count),
    )
