"""A hub without its web server: a migrated database in a folder, and its context."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event

from kiosk.domain.queues import Skills
from kiosk.operations import accounts, fleet
from kiosk.operations.context import Context
from kiosk.operations.passwords import Passwords
from kiosk.store.database import Database
from kiosk.store.migrations import migrate
from tests.builders import a_catalogue
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds
from tests.people import PASSWORD, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.clock import Clock
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import Ids

CHEAP_PASSWORDS = Passwords(rounds=1, memory_kib=8)


def a_hub(
    folder: Path,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    catalogue: Catalogue | None = None,
) -> Context:
    """Empty: nobody invited, nothing paired. Close its database when done."""
    content = catalogue or a_catalogue()
    return Context(
        database=a_database(folder),
        clock=clock or FixedClock(),
        ids=ids or CountingIds(),
        catalogue=lambda: content,
        passwords=CHEAP_PASSWORDS,
    )


def a_database(folder: Path) -> Database:
    """Migrated, by copying one that was migrated once."""
    path = folder / "hub.sqlite"
    path.write_bytes(_migrated())
    return Database.in_file(path)


def join(ctx: Context, person: Person, skills: Skills | None = None) -> Staff:
    """Invite them, let them set the password of the cast and take their desk."""
    secret = accounts.invite(ctx, person.sign_in_name, person.role)
    staff = accounts.accept_invitation(ctx, secret, PASSWORD)
    return accounts.choose_desk(ctx, staff.id, person.desk, skills or Skills())


def pair(ctx: Context, series: str) -> PairedTerminal:
    return fleet.pair(ctx, series, f"Entrance {series}")[0]


def with_catalogue(ctx: Context, catalogue: Catalogue) -> Context:
    """The same hub after an update of its content."""
    return replace(ctx, catalogue=lambda: catalogue)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Everything the database is asked meanwhile, as SQL."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.sqlite"
        database = Database.in_file(path)
        migrate(database)
        database.scrub()
        database.close()
        return path.read_bytes()
