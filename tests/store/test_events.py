from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from kiosk.domain.events import EventKind
from kiosk.ids import DeskId, StaffId
from kiosk.store import day_counts, events, tickets
from kiosk.store.database import Connection, Database, Duplicate
from kiosk.store.day_counts import Closing
from tests.builders import OPENING, SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKET = a_ticket(1).id


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        tickets.add(writing, a_ticket(1))
        tickets.add(writing, a_ticket(2))
        yield writing


def test_events_come_back_as_they_happened(connection: Connection) -> None:
    issued = events.append(connection, TICKET, EventKind.ISSUED, OPENING)
    called = events.append(
        connection,
        TICKET,
        EventKind.CALLED,
        OPENING + timedelta(minutes=3),
        desk=DeskId("desk-1"),
        staff=StaffId("one"),
        before={"state": "waiting"},
    )
    newest = events.newest_of(connection, TICKET)
    assert newest is not None
    assert (newest.event, newest.before) == (called, {"state": "waiting"})
    assert events.newest_of(connection, a_ticket(2).id) is None
    latest = events.latest_by(connection, StaffId("one"), 5)
    assert [deed.event for deed in latest] == [called]
    assert issued.seq < called.seq


def test_numbers_grow_by_one(
    connection: Connection,
) -> None:
    assert events.last_seq(connection) == 0
    for _ in range(5):
        events.append(connection, TICKET, EventKind.CALLED_AGAIN, OPENING)
    assert events.last_seq(connection) == 5
    numbers = connection.execute(sa.text("SELECT seq FROM ticket_events ORDER BY seq"))
    assert list(numbers.scalars()) == [1, 2, 3, 4, 5]


def test_an_event_needs_its_ticket(connection: Connection) -> None:
    with pytest.raises(Duplicate, match=r"(?i)foreign key"):
        events.append(connection, a_ticket(3).id, EventKind.ISSUED, OPENING)


def test_nobody_can_change_the_record(connection: Connection) -> None:
    events.append(connection, TICKET, EventKind.ISSUED, OPENING)
    with pytest.raises(Duplicate, match="append-only"):
        connection.execute(sa.text("UPDATE ticket_events SET at = 0"))


def test_nobody_can_shorten_the_record_of_an_open_ticket(
    connection: Connection,
) -> None:
    events.append(connection, TICKET, EventKind.ISSUED, OPENING)
    with pytest.raises(Duplicate, match="not closed"):
        connection.execute(sa.text("DELETE FROM ticket_events"))


def test_nobody_can_empty_the_record_at_once(connection: Connection) -> None:
    events.append(connection, TICKET, EventKind.ISSUED, OPENING)
    if connection.dialect.name == "sqlite":
        return  # has no other way to empty a table than DELETE
    with pytest.raises(Duplicate, match="append-only"):
        connection.execute(sa.text("TRUNCATE ticket_events"))


def test_numbers_of_removed_events_never_come_again(connection: Connection) -> None:
    for _ in range(3):
        events.append(connection, TICKET, EventKind.ISSUED, OPENING)
    events.remove(connection, [TICKET])
    assert events.newest_of(connection, TICKET) is None
    fresh = events.append(connection, a_ticket(2).id, EventKind.ISSUED, OPENING)
    assert fresh.seq == 4


def test_the_first_call_of_each_ticket_counts(connection: Connection) -> None:
    first = OPENING + timedelta(minutes=5)
    for minutes in (5, 20):
        at = OPENING + timedelta(minutes=minutes)
        events.append(connection, TICKET, EventKind.CALLED, at)
    events.append(connection, a_ticket(2).id, EventKind.ISSUED, OPENING)
    next_day = SERVICE_DAY + timedelta(days=1)
    assert events.first_calls(connection, next_day, date.max) == {TICKET: first}
    assert events.first_calls(connection, SERVICE_DAY, SERVICE_DAY) == {}
    day_before = SERVICE_DAY - timedelta(days=1)
    assert events.first_calls(connection, day_before, day_before) == {TICKET: first}


def test_the_newest_number_is_known_though_its_event_was_removed(
    connection: Connection,
) -> None:
    """Who listens since before the close would hear of old events as new ones."""
    day_counts.record_closing(connection, Closing(OPENING, 1, 0, SERVICE_DAY, seq=9))
    assert events.last_seq(connection) == 9
    day_counts.record_closing(connection, Closing(OPENING, 0, 0, SERVICE_DAY, seq=7))
    assert events.last_seq(connection) == 9
