"""What a failure of SQLite or of the disk means, and what staff can do about it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.errors import JournalDamaged, JournalUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
UNREADABLE = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})
AROUND = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_PROTOCOL,
    }
)
"""What speaks of the machine around the file, not of what is in it."""

REMEDIES = {
    sqlite3.SQLITE_FULL: "Free some space on the terminal's disk.",
    sqlite3.SQLITE_READONLY: "Make the data folder writable again.",
    sqlite3.SQLITE_CANTOPEN: "Make the data folder readable and writable again.",
    sqlite3.SQLITE_IOERR: "Check the terminal's disk: it is full or failing.",
    sqlite3.SQLITE_BUSY: "End the other program that holds the journal.",
    **dict.fromkeys(
        DAMAGED, "Restart the terminal: it sets the damaged journal aside."
    ),
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's basic result code; -1 for an error that Python itself raised."""
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def is_damage(error: sqlite3.Error) -> bool:
    return primary_code(error) in DAMAGED


def is_unsound(error: sqlite3.Error) -> bool:
    """Whether a file that was just opened is none that this program wrote.

    Where a bit of its schema is another, SQLite names a table that is missing.
    """
    if getattr(error, "sqlite_errorcode", -1) in UNREADABLE:
        return True
    return primary_code(error) not in AROUND


@contextmanager
def explained() -> Iterator[None]:
    """Turn every failure of the disk into `JournalUnavailable`, or into its own kind
    where opening the journal anew helps."""
    try:
        yield
    except sqlite3.Error as error:
        kind = JournalDamaged if is_damage(error) else JournalUnavailable
        raise kind(
            f"The journal cannot be used: {error}.",
            remedy=REMEDIES.get(primary_code(error), "Restart the terminal."),
        ) from error
    except OSError as error:
        raise JournalUnavailable(
            f"The journal cannot be used: {error.strerror or error}.",
            remedy="Free some space on the terminal's disk and make it writable.",
        ) from error
