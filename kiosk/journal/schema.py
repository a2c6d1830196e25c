"""The tables of the journal, every past shape of them, and the way to the newest."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from kiosk.errors import NewerDatabase
from kiosk.journal import checksums, notes, upgrades

if TYPE_CHECKING:
    from collections.abc import Callable

SchemaStep = tuple["str | Callable[[sqlite3.Connection], None]", ...]

STEPS: tuple[SchemaStep, ...] = (
    # 1: `days` outlives its tickets, so that a clock set back repeats no number;
    # AUTOINCREMENT, so that the order of the outbox survives its emptying.
    (
        """CREATE TABLE days (
            series TEXT NOT NULL,
            service_day TEXT NOT NULL,
            last_count INTEGER NOT NULL,
            PRIMARY KEY (series, service_day)
        ) WITHOUT ROWID""",
        """CREATE TABLE tickets (
            id TEXT PRIMARY KEY,
            series TEXT NOT NULL,
            count INTEGER NOT NULL,
            service_day TEXT NOT NULL,
            topic TEXT NOT NULL,
            language TEXT NOT NULL,
            screen_language TEXT NOT NULL,
            code TEXT NOT NULL,
            issued_at TEXT NOT NULL,
            UNIQUE (series, service_day, count)
        )""",
        """CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            ticket_id TEXT NOT NULL UNIQUE REFERENCES tickets (id),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_try_at TEXT NOT NULL,
            refused TEXT
        )""",
    ),
    # 2: whatever travels is kind, key and body; each row knows its own checksum, and
    # a note says what must be known before anything is issued.
    (
        "ALTER TABLE days ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0",
        """UPDATE days SET checksum = row_sum(CAST(series AS BLOB),
            CAST(service_day AS BLOB), CAST(last_count AS BLOB))""",
        "ALTER TABLE tickets ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0",
        """UPDATE tickets SET checksum = row_sum(CAST(id AS BLOB),
            CAST(series AS BLOB), CAST(count AS BLOB), CAST(service_day AS BLOB),
            CAST(topic AS BLOB), CAST(language AS BLOB),
            CAST(screen_language AS BLOB), CAST(code AS BLOB),
            CAST(issued_at AS BLOB))""",
        "ALTER TABLE outbox RENAME TO outbox_of_tickets",
        """CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            body BLOB NOT NULL,
            checksum INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_try_at TEXT NOT NULL,
            refused TEXT,
            UNIQUE (kind, key)
        )""",
        upgrades.carry_over_tickets,
        "DROP TABLE outbox_of_tickets",
        """CREATE TABLE notes (
            key TEXT PRIMARY KEY,
            body TEXT NOT NULL,
            checksum INTEGER NOT NULL
        ) WITHOUT ROWID""",
        upgrades.note_what_is_begun,
    ),
    # 3: a ticket may say from which service its visitor came; of a row that is not as
    # it was written the checksum stays wrong.
    (
        "ALTER TABLE tickets ADD COLUMN about TEXT NOT NULL DEFAULT ''",
        """UPDATE tickets SET checksum = row_sum(CAST(id AS BLOB),
            CAST(series AS BLOB), CAST(count AS BLOB), CAST(service_day AS BLOB),
            CAST(topic AS BLOB), CAST(language AS BLOB),
            CAST(screen_language AS BLOB), CAST(code AS BLOB),
            CAST(issued_at AS BLOB), CAST(about AS BLOB))
        WHERE checksum IS row_sum(CAST(id AS BLOB),
            CAST(series AS BLOB), CAST(count AS BLOB), CAST(service_day AS BLOB),
            CAST(topic AS BLOB), CAST(language AS BLOB),
            CAST(screen_language AS BLOB), CAST(code AS BLOB),
            CAST(issued_at AS BLOB))""",
    ),
)
"""Step n leads from `user_version` n - 1 to n. Never change one that was released."""

VERSION = len(STEPS)
NOTE = "schema"
FIRST_WITH_NOTES = 2

COLUMNS = {
    "days": "series, service_day, last_count, checksum",
    "tickets": "id, series, count, service_day, topic, language, screen_language,"
    " code, issued_at, about, checksum",
    "outbox": "id, kind, key, body, checksum, attempts, next_try_at, refused",
    "notes": "key, body, checksum",
}
PROBES = tuple(f"SELECT {said} FROM {table}" for table, said in COLUMNS.items())  # noqa: S608
"""What the newest version must be able to answer."""


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take every missing step, each in one transaction; raise `NewerDatabase`."""
    checksums.teach(connection)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise NewerDatabase(
            f"The journal has version {version}; this program knows {VERSION}.",
            remedy="Install the newer version of the program again.",
        )
    for number, step in enumerate(STEPS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            take(connection, step)
            if number >= FIRST_WITH_NOTES:
                notes.keep(connection, NOTE, str(number))
            connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def is_really_newer(connection: sqlite3.Connection) -> bool:
    """Whether a version beyond ours was written by a program, and not by chance.

    The note says it a second time, and one bit is all that differs then.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    try:
        noted = int(notes.everything(connection).get(NOTE, str(version)))
    except sqlite3.Error:
        return True
    return (int(version) ^ noted).bit_count() != 1


def take(connection: sqlite3.Connection, step: SchemaStep) -> None:
    for deed in step:
        if isinstance(deed, str):
            connection.execute(deed)
        else:
            deed(connection)
