"""How staff look into a journal without changing it, while a terminal writes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from kiosk.errors import DataFolderUnusable, NewerDatabase
from kiosk.journal import outbox, schema
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
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
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
        return list(outbox.everything(connection)) if version else []
