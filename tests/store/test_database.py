from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DataFolderUnusable
from kiosk.store import tickets
from kiosk.store.database import Database, Duplicate
from kiosk.store.migrations import migrate
from tests.builders import SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_is_durable_and_strict(
    database: Database, pragma: str, value: object
) -> None:
    with database.begin() as writing, database.read() as reading:
        for connection in (writing, reading):
            answer = connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert answer.scalar() == value


def test_a_write_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(Duplicate):
        _add(database, 1, 2, 1)
    with database.read() as connection:
        assert tickets.of_day(connection, SERVICE_DAY) == []


def test_after_a_failed_write_the_next_one_works(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(Duplicate):
            _add(database, 1, 1)
    with database.begin() as connection:
        tickets.add(connection, a_ticket(1))
    with database.read() as connection:
        assert len(tickets.of_day(connection, SERVICE_DAY)) == 1


def test_a_duplicate_is_told_without_the_code_of_its_ticket(
    database: Database,
) -> None:
    with pytest.raises(Duplicate) as failure:
        _add(database, 1, 1)
    assert "tickets" in str(failure.value)
    assert a_ticket(1).code not in str(failure.value)


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    with database.read() as reading:
        assert tickets.of_day(reading, SERVICE_DAY) == []
        with database.begin() as writing:
            tickets.add(writing, a_ticket(1))
        assert tickets.of_day(reading, SERVICE_DAY) == []
    with database.read() as reading:
        assert len(tickets.of_day(reading, SERVICE_DAY)) == 1


def test_writers_of_one_process_wait_for_each_other(database: Database) -> None:
    def write(thread: int) -> None:
        for number in range(25):
            with database.begin() as connection:
                tickets.add(connection, a_ticket(thread * 100 + number + 1))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert len(tickets.of_day(connection, SERVICE_DAY)) == 200


def test_a_second_process_may_write_too(database: Database) -> None:
    other = Database(database.url)
    with database.begin() as connection:
        tickets.add(connection, a_ticket(1))
    with other.begin() as connection:
        tickets.add(connection, a_ticket(2))
    with database.begin() as connection:
        tickets.add(connection, a_ticket(3))
        assert len(tickets.of_day(connection, SERVICE_DAY)) == 3
    other.close()


def test_a_closed_database_opens_again_by_itself(database: Database) -> None:
    with database.begin() as connection:
        tickets.add(connection, a_ticket(1))
    database.close()
    with database.begin() as connection:
        tickets.add(connection, a_ticket(2))


def test_a_full_disk_is_named_with_a_remedy_and_passes(database: Database) -> None:
    with database.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DataFolderUnusable, match="full") as trouble:
        _add(database, *range(1, 200))
    assert "space" in trouble.value.remedy
    with database.read() as connection:
        assert tickets.of_day(connection, SERVICE_DAY) == []
    with database.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    _add(database, *range(1, 200))


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


def test_what_was_deleted_is_in_no_file_any_more(
    database: Database, tmp_path: Path
) -> None:
    secret = "0SECRETC0DE1"
    ticket = a_ticket(1, code=secret)
    with database.begin() as connection:
        tickets.add(connection, ticket)
    assert secret.encode() in _everything_in(tmp_path)
    with database.begin() as connection:
        tickets.remove(connection, [ticket.id])
    database.scrub()
    assert secret.encode() not in _everything_in(tmp_path)


def _everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def _add(database: Database, *counts: int) -> None:
    with database.begin() as connection:
        for count in counts:
            tickets.add(connection, a_ticket(count))
