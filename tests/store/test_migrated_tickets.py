"""What stood in a database before a number could be held twice stands there after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.store import devices, tickets
from kiosk.store.migrations import migrate
from tests.builders import SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.store.database import Connection, Database

BEFORE = "0004"
TICKET = a_ticket(17)
ROWS = (
    "INSERT INTO devices VALUES ('d', 'terminal', 'A', 'Hall', 'hash', TRUE, NULL)",
    (
        "INSERT INTO tickets (id, series, count, service_day, topic, language,"
        " screen_language, code, issued_at, state, calls, closed_by_system) VALUES"
        f" ('{TICKET.id}', 'A', 17, '{SERVICE_DAY}', 'residence', 'ar', 'ar',"
        f" '{TICKET.code}', 0, 'waiting', 0, FALSE)"
    ),
    "INSERT INTO closed_tickets VALUES ('gone', 'done', 1)",
    (
        "INSERT INTO ticket_events (ticket, kind, at)"
        f" VALUES ('{TICKET.id}', 'issued', 0), ('{TICKET.id}', 'called', 0)"
    ),
)


@pytest.fixture
def connection(empty: Database) -> Iterator[Connection]:
    migrate(empty, BEFORE)
    with empty.begin() as writing:
        for row in ROWS:
            writing.execute(text(row))
    migrate(empty)
    with empty.begin() as writing:
        yield writing


def test_tickets_are_those_of_their_only_holder(connection: Connection) -> None:
    kept = tickets.by_id(connection, TICKET.id)
    assert kept is not None
    assert (kept.number, kept.holder, kept.marks) == (TICKET.number, 1, frozenset())
    assert tickets.holders(connection, TICKET.number, SERVICE_DAY) == 1


def test_the_record_goes_on_where_it_was(connection: Connection) -> None:
    rows = connection.execute(text("SELECT seq, kind FROM ticket_events ORDER BY seq"))
    (one, issued), (two, called) = rows
    assert (issued, called, two) == ("issued", "called", one + 1)
    connection.execute(
        text(
            "INSERT INTO ticket_events (ticket, kind, at)"
            f" VALUES ('{TICKET.id}', 'finished', 0)"
        )
    )
    newest = connection.execute(text("SELECT max(seq) FROM ticket_events"))
    assert newest.scalar_one() > two


def test_the_record_is_append_only_still(connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text("UPDATE ticket_events SET kind = 'parked'"))


def test_devices_stay_paired(connection: Connection) -> None:
    kept = devices.by_token_hash(connection, "hash")
    assert kept is not None
    assert (kept.series, kept.name, kept.report) == ("A", "Hall", None)
