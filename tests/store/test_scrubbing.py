from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.store import tickets
from tests.builders import SERVICE_DAY, a_ticket
from tests.postgresql import postgresql

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.store.database import Database

SECRET = "0SECRETC0DE1"


def test_what_was_deleted_is_in_no_file_any_more(
    database: Database, tmp_path: Path
) -> None:
    ticket = a_ticket(1, code=SECRET)
    with database.begin() as connection:
        tickets.add(connection, ticket)
    assert SECRET.encode() in _everything_in(database, tmp_path)
    with database.begin() as connection:
        tickets.remove(connection, [ticket.id])
    assert database.scrub()
    assert SECRET.encode() not in _everything_in(database, tmp_path)


def test_a_reader_who_is_in_the_way_is_told_of_and_ends_nothing(
    database: Database, tmp_path: Path
) -> None:
    ticket = a_ticket(1, code=SECRET)
    with database.begin() as connection:
        tickets.add(connection, ticket)
    with database.read() as reading:
        assert tickets.since_day(reading, SERVICE_DAY) == [ticket]
        with database.begin() as connection:
            tickets.remove(connection, [ticket.id])
        assert not database.scrub()
    assert database.scrub()
    assert SECRET.encode() not in _everything_in(database, tmp_path)


def _everything_in(database: Database, folder: Path) -> bytes:
    """All files of SQLite; on PostgreSQL those of the tables, which is what it says."""
    if not database.is_sqlite:
        postgresql().do("CHECKPOINT")
        with database.read() as connection:
            files = connection.exec_driver_sql(
                "SELECT pg_relation_filepath(oid) FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace"
                " AND relkind IN ('r', 'i', 't')"
            ).scalars()
            data = postgresql().data
            return b"".join((data / file).read_bytes() for file in files)
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
