"""How a changed bit inside a stored row is seen, where the database sees none."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

IN_SQL = "row_sum"
"""The name of `checksum` in the statements of this package."""


def checksum(*values: object) -> int:
    """Of a row's values; each with its length, so that none can lend to the next."""
    total = 0
    for value in values:
        said = value if isinstance(value, bytes) else str(value).encode()
        total = zlib.crc32(b"%d:" % len(said) + said, total)
    return total


def teach(connection: sqlite3.Connection) -> None:
    """Make a connection know `row_sum`, and read text whatever became of its bytes."""
    connection.create_function(IN_SQL, -1, checksum, deterministic=True)
    connection.text_factory = lambda said: said.decode(errors="replace")


def summed(*columns: str) -> str:
    """The SQL for the checksum of these columns, whatever became of their bytes."""
    cast = ", ".join(f"CAST({column} AS BLOB)" for column in columns)
    return f"{IN_SQL}({cast})"


OF_DAYS = summed("series", "service_day", "last_count")
OF_TICKETS = summed(
    *("id", "series", "count", "service_day", "topic", "language"),
    *("screen_language", "code", "issued_at", "about"),
)
OF_NOTES = summed("key", "body")
