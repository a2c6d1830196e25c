"""How the hub's operations get their database, content, clock and chance."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock
from kiosk.errors import BadSetting
from kiosk.ids import RandomIds
from kiosk.operations import accounts, day_end, fleet
from kiosk.operations.context import Context
from kiosk.store.database import Database
from kiosk.store.migrations import REVISIONS, known_revision, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.options import Setup
    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.day_end import DayEnd


@contextmanager
def hub_context(place: Setup) -> Iterator[Context]:
    """Raises `DataFolderUnusable`, `DatabaseAway` or `NewerDatabase`; content is read
    when asked."""
    folder = place.content
    place.folder.make()
    database = _database(place)
    try:
        migrate(database)
        catalogue = cache(lambda: load(folder))
        yield Context(database, SystemClock(), RandomIds(), catalogue)
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class HubState:
    """What a look from outside says of a hub."""

    engine: str
    schema: str
    has_administrator: bool
    terminals: list[PairedTerminal]
    day_end: DayEnd | None = None


def look(place: Setup) -> HubState:
    """Without changing it. Raises as `hub_context` does."""
    database = _database(place)
    try:
        engine = "SQLite" if database.is_sqlite else "PostgreSQL"
        schema = known_revision(database)
        if schema != REVISIONS[-1]:
            return HubState(engine, f"{schema}, older than {REVISIONS[-1]}", False, [])
        folder = place.content
        ctx = Context(database, SystemClock(), RandomIds(), lambda: load(folder))
        return HubState(
            engine,
            schema,
            accounts.has_administrator(ctx),
            fleet.terminals(ctx),
            day_end.state(ctx),
        )
    finally:
        database.close()


def _database(place: Setup) -> Database:
    """Raises `BadSetting` where the password's file is missing or empty."""
    wanted = place.settings.hub
    if wanted.database is None:
        return Database.in_file(place.folder.hub_database)
    password = None
    if wanted.database_password_file is not None:
        password = paths.read_private(wanted.database_password_file)
        if password is None:
            raise BadSetting(
                f"There is no password in {wanted.database_password_file}.",
                remedy="Write it there, or correct hub.database_password_file.",
            )
    return Database.on_server(wanted.database, password)
