"""How staff look into a journal without changing it, while a terminal writes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from kiosk.errors import DataFolderUnusable, NewerDatabase
from kiosk.journal import checksums, outbox, schema
from kiosk.journal.trouble import explained

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.journal.outbox import OutboxRow


def unsettled(path: Path) -> list[OutboxRow]:
    """All that the hub has not confirmed.

    Raises `NewerDatabase`, `DataFolderUnusable` when it is damaged, or
    `JournalUnavailable` when it cannot be read.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    with explained(), closing(sqlite3.connect(address, uri=True)) as connection:
        checksums.teach(connection)
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise DataFolderUnusable(
                f"The journal {path} is damaged: {verdict}.",
                remedy="Restart the terminal: it sets the damaged journal aside.",
            )
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > schema.VERSION:
            raise NewerDatabase(
                f"The journal has version {version}; this program knows"
                f" {schema.VERSION}.",
                remedy="Install the newer version of the program again.",
            )
        if not version:
            return []
        if version < schema.VERSION:
            return _brought_up_to_date(connection)
        return list(outbox.everything(connection))


def kept(path: Path) -> list[Path]:
    """The damaged journals that were set aside and are kept for some days."""
    return sorted(
        file
        for file in path.parent.glob(f"{path.name}.damaged-*")
        if not file.name.endswith(("-wal", "-shm"))
    )


def _brought_up_to_date(connection: sqlite3.Connection) -> list[OutboxRow]:
    """As the terminal will read it at its next start; in memory, nothing changes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        connection.backup(copy)
        schema.bring_up_to_date(copy)
        return list(outbox.everything(copy))
