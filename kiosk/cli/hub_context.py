"""How the hub's operations get their database, content, clock and chance."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock
from kiosk.ids import RandomIds
from kiosk.operations import accounts, fleet
from kiosk.operations.context import Context
from kiosk.store.database import Database
from kiosk.store.migrations import REVISIONS, known_revision, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.options import Setup
    from kiosk.domain.access import PairedTerminal


@contextmanager
def hub_context(place: Setup) -> Iterator[Context]:
    """Raises `DataFolderUnusable` or `NewerDatabase`; content is read when asked."""
    folder = place.content
    place.folder.make()
    database = Database.in_file(place.folder.hub_database)
    try:
        migrate(database)
        catalogue = cache(lambda: load(folder))
        yield Context(database, SystemClock(), RandomIds(), catalogue)
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class HubState:
    """What a look from outside says of a hub."""

    schema: str
    has_administrator: bool
    terminals: list[PairedTerminal]


def look(place: Setup) -> HubState:
    """Without changing it. Raises `DataFolderUnusable` or `NewerDatabase`."""
    database = Database.in_file(place.folder.hub_database)
    try:
        schema = known_revision(database)
        if schema != REVISIONS[-1]:
            return HubState(f"{schema}, older than {REVISIONS[-1]}", False, [])
        folder = place.content
        ctx = Context(database, SystemClock(), RandomIds(), lambda: load(folder))
        return HubState(schema, accounts.has_administrator(ctx), fleet.terminals(ctx))
    finally:
        database.close()
