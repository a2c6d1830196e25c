"""How the hub's operations get their database, content, clock and chance."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock
from kiosk.ids import RandomIds
from kiosk.operations.context import Context
from kiosk.store.database import Database
from kiosk.store.migrations import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.options import Place


@contextmanager
def hub_context(place: Place) -> Iterator[Context]:
    """Raises `DataFolderUnusable`, `NewerDatabase` or `BadContent`."""
    catalogue = load(place.content)
    place.folder.make()
    database = Database.in_file(place.folder.hub_database)
    try:
        migrate(database)
        yield Context(database, SystemClock(), RandomIds(), lambda: catalogue)
    finally:
        database.close()
