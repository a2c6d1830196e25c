"""A hub without its web server: a migrated database of one of the two engines, and its
context."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyotp import HOTP
from sqlalchemy import URL, event, select

from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.events import EventKind, TicketEvent
from kiosk.domain.queues import Skills
from kiosk.domain.second_factors import STEP_SECONDS
from kiosk.ids import TicketId
from kiosk.operations import accounts, fleet, presence, second_factor, sessions
from kiosk.operations.context import Context
from kiosk.operations.passwords import Passwords
from kiosk.operations.sealing import Seal
from kiosk.operations.sessions import Opening
from kiosk.operations.tries import Asker, AskerKind
from kiosk.store.database import Database
from kiosk.store.migrations import migrate
from kiosk.store.schema import metadata, ticket_events
from tests import pocket
from tests.builders import a_catalogue
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds
from tests.people import PASSWORD, Person
from tests.postgresql import postgresql
from tests.shared_statements import sharing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import Ids
    from kiosk.operations.hub_content import HubContent
    from kiosk.operations.tries import Attempt

_COPIES: set[URL] = set()
_FREE: list[URL] = []

CHEAP_PASSWORDS = Passwords(rounds=1, memory_kib=8)


A_SEAL = Seal("c2VhbHMgc2Vjb25kIGZhY3RvcnMgb2YgdGhlIGNhc3Q=")

ENGINES = ("sqlite", "postgresql")


def a_hub(
    folder: Path,
    *,
    engine: str = "sqlite",
    clock: Clock | None = None,
    ids: Ids | None = None,
    catalogue: Catalogue | None = None,
    content: HubContent | None = None,
) -> Context:
    """Empty: nobody invited, nothing paired. `gone` with its database when done."""
    fixed = catalogue or a_catalogue()
    return Context(
        database=a_database(folder, engine),
        clock=clock or FixedClock(),
        ids=ids or CountingIds(),
        catalogue=content.catalogue if content else lambda: fixed,
        content=content,
        passwords=CHEAP_PASSWORDS,
        seal=A_SEAL,
    )


def a_database(folder: Path, engine: str = "sqlite") -> Database:
    """Migrated, by copying one that was migrated once; its tables stay as they are."""
    if engine == "postgresql":
        return sharing(Database(_FREE.pop() if _FREE else _copy_on_postgresql()))
    path = folder / "hub.sqlite"
    path.write_bytes(_migrated())
    return sharing(Database.in_file(path))


def an_empty_database(folder: Path, engine: str = "sqlite") -> Database:
    """Nothing is in it yet."""
    if engine == "postgresql":
        return Database(postgresql().new_database())
    return Database.in_file(folder / "empty.sqlite")


def gone(database: Database) -> None:
    """Closed, and what it kept outside of its folder removed."""
    database.close()
    if database.is_sqlite:
        return
    if database.url in _COPIES:
        postgresql().wipe(database.url, [*metadata.tables])
        _FREE.append(database.url)  # making one costs a hundred times as much
    else:
        postgresql().drop(database.url)


def join(ctx: Context, person: Person, skills: Skills | None = None) -> Staff:
    """Invite them, let them set the password of the cast, with a second factor where
    their role needs one, and take their desk."""
    secret = accounts.invite(ctx, person.sign_in_name, person.rights)
    staff = accounts.accept_invitation(ctx, secret, PASSWORD)
    if staff.must_prove():
        set_up_second_factor(ctx, staff)
    presence.set_skills(ctx, staff.id, skills or Skills())
    if person.desk is None:
        return accounts.staff(ctx, staff.id)
    return presence.choose_desk(ctx, staff.id, person.desk)


def set_up_second_factor(ctx: Context, staff: Staff) -> str:
    """As the page does; the recovery codes go into the pocket, the key is answered."""
    session = f"{staff.id} sets up a second factor"
    opening = Opening(staff.id, staff.credentials, pending=True)
    sessions.begin(ctx, session, opening)
    key = second_factor.offer(ctx, session, staff).key
    codes = second_factor.confirm(ctx, session, staff, code_of(ctx, key))
    sessions.end(ctx, session)
    pocket.put(staff.sign_in_name, codes)
    return key


def code_of(ctx: Context, key: str, later: int = 0) -> str:
    """What an app shows now, or so many half minutes later."""
    step = int(ctx.clock.now().timestamp()) // STEP_SECONDS
    return HOTP(key).at(step + later)


def attempt(ctx: Context, name: str, address: str = "192.0.2.1") -> Attempt:
    return accounts.attempt(ctx, name, Asker(AskerKind.ADDRESS, address))


def sign_in(ctx: Context, name: str, password: str = PASSWORD) -> Staff:
    """From one and the same address, without the delay."""
    return accounts.sign_in(ctx, attempt(ctx, name), password)


def pair(ctx: Context, series: str) -> PairedTerminal:
    return fleet.pair(ctx, series, f"Entrance {series}")[0]


def heard_again(
    terminal: PairedTerminal, lost_at: datetime, now: datetime
) -> PairedTerminal:
    """As the hub knows it just after it was silent since then: its tickets are late."""
    contact = TerminalContact(since=now, lost_at=lost_at)
    return replace(terminal, contact=contact)


def with_catalogue(ctx: Context, catalogue: Catalogue) -> Context:
    """The same hub after an update of its content."""
    return replace(ctx, catalogue=lambda: catalogue)


def record(ctx: Context, after: int = 0) -> list[TicketEvent]:
    """All that happened to tickets since this event, oldest first."""
    return recorded(ctx.database, after)


def recorded(database: Database, after: int = 0) -> list[TicketEvent]:
    asked = select(ticket_events).where(ticket_events.c.seq > after)
    with database.read() as connection:
        return [
            TicketEvent(
                row.seq,
                TicketId(row.ticket),
                EventKind(row.kind),
                row.at,
                row.desk,
                row.staff,
            )
            for row in connection.execute(asked.order_by(ticket_events.c.seq))
        ]


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


def _copy_on_postgresql() -> URL:
    copy = postgresql().new_database(_migrated_on_postgresql())
    _COPIES.add(copy)
    return copy


@cache
def _migrated_on_postgresql() -> str:
    database = Database(postgresql().new_database())
    migrate(database)
    database.close()
    return str(database.url.database)
