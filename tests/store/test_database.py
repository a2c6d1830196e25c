from __future__ import annotations

import itertools
import threading
import traceback
from contextlib import suppress

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from kiosk.domain.events import EventKind
from kiosk.store import events, tickets
from kiosk.store.database import Database, Duplicate
from tests.builders import OPENING, SERVICE_DAY, a_ticket
from tests.hub_context import recorded


def test_a_write_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(Duplicate):
        _add(database, 1, 2, 1)
    with database.read() as connection:
        assert tickets.since_day(connection, SERVICE_DAY) == []


def test_after_a_failed_write_the_next_one_works(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(Duplicate):
            _add(database, 1, 1)
    with database.begin() as connection:
        tickets.add(connection, a_ticket(1))
    with database.read() as connection:
        assert len(tickets.since_day(connection, SERVICE_DAY)) == 1


def test_a_duplicate_is_told_without_what_is_in_its_row(database: Database) -> None:
    _add(database, 1)
    same_code = a_ticket(2, code=a_ticket(1).code)
    with pytest.raises(Duplicate) as failure, database.begin() as connection:
        tickets.add(connection, same_code)
    told = "".join(traceback.format_exception(failure.value))
    assert "tickets" in told
    assert same_code.code not in told


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    with database.read() as reading:
        assert tickets.since_day(reading, SERVICE_DAY) == []
        with database.begin() as writing:
            tickets.add(writing, a_ticket(1))
        assert tickets.since_day(reading, SERVICE_DAY) == []
    with database.read() as reading:
        assert len(tickets.since_day(reading, SERVICE_DAY)) == 1


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
        assert len(tickets.since_day(connection, SERVICE_DAY)) == 200


def test_a_second_process_may_write_too(database: Database) -> None:
    other = Database(database.url)
    with database.begin() as connection:
        tickets.add(connection, a_ticket(1))
    with other.begin() as connection:
        tickets.add(connection, a_ticket(2))
    with database.begin() as connection:
        tickets.add(connection, a_ticket(3))
        assert len(tickets.since_day(connection, SERVICE_DAY)) == 3
    other.close()


def test_a_closed_database_opens_again_by_itself(database: Database) -> None:
    with database.begin() as connection:
        tickets.add(connection, a_ticket(1))
    database.close()
    with database.begin() as connection:
        tickets.add(connection, a_ticket(2))


def test_a_second_process_waits_for_the_first_ones_write(database: Database) -> None:
    other = Database(database.url)
    began, order = threading.Event(), []

    def write() -> None:
        began.set()
        with other.begin() as connection:
            order.append("second")
            tickets.add(connection, a_ticket(2))

    thread = threading.Thread(target=write)
    with database.begin() as connection:
        thread.start()
        assert began.wait(5)
        tickets.add(connection, a_ticket(1))
        order.append("first")
    thread.join(10)
    other.close()
    assert order == ["first", "second"]


def test_event_numbers_become_visible_in_their_order(database: Database) -> None:
    """Of two processes: who reads never sees a number before a smaller one."""
    other, done = Database(database.url), threading.Event()
    seen: list[list[int]] = []

    def write(into: Database, first: int) -> None:
        for count in range(first, first + 15):
            with into.begin() as connection:
                tickets.add(connection, a_ticket(count))
                ticket = a_ticket(count).id
                events.append(connection, ticket, EventKind.ISSUED, OPENING)

    def watch() -> None:
        while not done.is_set():
            seen.append([event.seq for event in recorded(database)])

    writers = [
        threading.Thread(target=write, args=(into, first))
        for into, first in ((database, 1), (other, 101))
    ]
    watching = threading.Thread(target=watch)
    for thread in (watching, *writers):
        thread.start()
    for thread in writers:
        thread.join(30)
    done.set()
    watching.join(30)
    other.close()
    for earlier, later in itertools.pairwise(seen):
        assert later[: len(earlier)] == earlier


def test_nothing_can_be_written_where_it_is_only_read(
    empty: Database, engine: str
) -> None:
    with empty.read() as connection, suppress(DBAPIError):
        connection.exec_driver_sql("CREATE TABLE written (something INTEGER)")
    with empty.read() as connection:
        assert not inspect(connection).has_table("written")


def _add(database: Database, *counts: int) -> None:
    with database.begin() as connection:
        for count in counts:
            tickets.add(connection, a_ticket(count))
