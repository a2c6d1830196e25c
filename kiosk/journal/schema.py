"""The tables of the journal, every past shape of them, and the way to the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import NewerDatabase

if TYPE_CHECKING:
    import sqlite3

STEPS = (
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
)
"""Step n leads from `user_version` n - 1 to n. Never change one that was released."""

VERSION = len(STEPS)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Take every missing step, each in one transaction; raise `NewerDatabase`."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise NewerDatabase(
            f"The journal has version {version}; this program knows {VERSION}.",
            remedy="Install the newer version of the program again.",
        )
    for number, statements in enumerate(STEPS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number:d}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
