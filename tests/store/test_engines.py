from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DatabaseAway, DataFolderUnusable, KioskError
from kiosk.store import engines, tickets
from kiosk.store.database import Database
from kiosk.store.migrations import migrate
from tests.builders import SERVICE_DAY, a_ticket
from tests.hub_context import a_database, gone
from tests.postgresql import postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


MORE_THAN_ANY_POOL = 60


def a_sqlite(folder: Path) -> Database:
    return a_database(folder)


def a_postgresql(folder: Path) -> Database:
    return a_database(folder, "postgresql")


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Database]:
    database = a_database(tmp_path)
    yield database
    gone(database)


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Database]:
    database = a_database(tmp_path, "postgresql")
    yield database
    gone(database)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_to_sqlite_is_durable_and_strict(
    on_sqlite: Database, pragma: str, value: object
) -> None:
    with on_sqlite.begin() as writing, on_sqlite.read() as reading:
        for connection in (writing, reading):
            answer = connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert answer.scalar() == value


@pytest.mark.parametrize("setting", list(engines.BOUNDS))
def test_every_connection_to_postgresql_is_durable_and_bounded(
    on_postgresql: Database, setting: str
) -> None:
    with on_postgresql.begin() as writing, on_postgresql.read() as reading:
        for connection in (writing, reading):
            answer = connection.exec_driver_sql(f"SHOW {setting}").scalar()
            bound = engines.BOUNDS[setting].replace("60s", "1min")
            assert answer == bound


def test_a_statement_without_end_is_ended(on_postgresql: Database) -> None:
    def sleep() -> None:
        with on_postgresql.read() as reading:
            reading.exec_driver_sql("SET statement_timeout = 50")
            reading.exec_driver_sql("SELECT pg_sleep(60)")

    with pytest.raises(DatabaseAway, match="timeout"):
        sleep()


def test_a_server_that_ended_a_connection_is_asked_through_a_new_one(
    on_postgresql: Database,
) -> None:
    with on_postgresql.begin() as connection:
        tickets.add(connection, a_ticket(1))
    postgresql().do(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{on_postgresql.url.database}'"
    )
    with on_postgresql.begin() as connection:
        tickets.add(connection, a_ticket(2))
        assert len(tickets.since_day(connection, SERVICE_DAY)) == 2


@pytest.mark.parametrize("make", [a_sqlite, a_postgresql])
def test_who_finds_no_connection_free_is_told_so(
    make: Callable[[Path], Database], tmp_path: Path
) -> None:
    first = make(tmp_path)
    database = Database(first.url, patience=0.01)

    def open_many() -> None:
        with ExitStack() as stack:
            for _ in range(MORE_THAN_ANY_POOL):
                stack.enter_context(database.read())

    with pytest.raises(KioskError, match="in use"):
        open_many()
    with database.read() as connection:
        assert tickets.since_day(connection, SERVICE_DAY) == []
    database.close()
    gone(first)


def test_a_server_that_is_away_is_told_without_the_password() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        port = taken.getsockname()[1]
        away = Database(f"postgresql://kiosk:s3cret@127.0.0.1:{port}/kiosk")
        with pytest.raises(DatabaseAway, match="127") as trouble:
            migrate(away)
        away.close()
    assert "s3cret" not in f"{trouble.value} {trouble.value.remedy}"
    assert "hub.database" in trouble.value.remedy


def test_what_the_role_may_not_do_is_told_as_a_mistake_of_the_set_up() -> None:
    server = postgresql()
    url = server.new_database()
    server.do("DROP ROLE IF EXISTS guest")
    server.do("CREATE ROLE guest LOGIN")
    guest = Database(url.set(username="guest"))
    with pytest.raises(DatabaseAway, match="permission denied"):
        migrate(guest)
    guest.close()
    server.drop(url)


def test_a_full_disk_is_named_with_a_remedy_and_passes(on_sqlite: Database) -> None:
    with on_sqlite.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DataFolderUnusable, match="full") as trouble:
        _add_many(on_sqlite)
    assert "space" in trouble.value.remedy
    with on_sqlite.read() as connection:
        assert tickets.since_day(connection, SERVICE_DAY) == []
    with on_sqlite.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    _add_many(on_sqlite)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    nowhere = Database.in_file(tmp_path / "missing" / "hub.sqlite")
    with pytest.raises(DataFolderUnusable, match=r"missing/hub\.sqlite"):
        migrate(nowhere)
    nowhere.close()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "hub.sqlite"
    path.write_text("Not a database, but long enough to look like one. " * 40)
    garbage = Database.in_file(path)
    with pytest.raises(DataFolderUnusable, match="not a database"):
        migrate(garbage)
    garbage.close()


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "Straße 1? #%20"
    folder.mkdir()
    database = Database.in_file(folder / "hub.sqlite")
    migrate(database)
    database.close()
    assert (folder / "hub.sqlite").exists()


def _add_many(database: Database) -> None:
    with database.begin() as connection:
        for count in range(1, 200):
            tickets.add(connection, a_ticket(count))
