from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from kiosk.domain.tickets import TicketState
from kiosk.ids import RandomIds, TicketId, TopicId
from kiosk.store import day_counts
from kiosk.store.day_counts import Closing, DayCount
from kiosk.store.schema import closed_tickets
from tests.builders import OPENING, SERVICE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.store.database import Connection, Database

SERVED = DayCount(
    service_day=SERVICE_DAY,
    topic=TopicId("residence"),
    state=TicketState.DONE,
    closed_by_system=False,
    tickets=3,
    called=3,
    wait_seconds=900,
    service_seconds=1800,
)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        yield writing


def test_counts_of_a_day_add_up(connection: Connection) -> None:
    day_counts.add(connection, SERVED)
    day_counts.add(connection, replace(SERVED, tickets=1, called=0))
    (sum_of_both,) = day_counts.of_day(connection, SERVICE_DAY)
    assert (sum_of_both.tickets, sum_of_both.called) == (4, 3)
    assert (sum_of_both.wait_seconds, sum_of_both.service_seconds) == (1800, 3600)


def test_what_the_system_closed_stands_apart(connection: Connection) -> None:
    day_counts.add(connection, SERVED)
    left = replace(SERVED, closed_by_system=True, tickets=1, service_seconds=0)
    day_counts.add(connection, left)
    assert day_counts.of_day(connection, SERVICE_DAY) == [SERVED, left]


def test_days_topics_and_ends_stand_apart(connection: Connection) -> None:
    day_counts.add(connection, SERVED)
    day_counts.add(connection, replace(SERVED, topic=TopicId("work")))
    day_counts.add(connection, replace(SERVED, state=TicketState.NO_SHOW))
    tomorrow = SERVICE_DAY + timedelta(days=1)
    day_counts.add(connection, replace(SERVED, service_day=tomorrow))
    assert len(day_counts.of_day(connection, SERVICE_DAY)) == 3
    assert len(day_counts.of_day(connection, tomorrow)) == 1


def test_closed_tickets_are_known_until_forgotten(connection: Connection) -> None:
    ticket = TicketId("t")
    closed = [(ticket, TicketState.NO_SHOW)]
    day_counts.remember_closed(connection, closed, SERVICE_DAY)
    assert day_counts.closed_state(connection, ticket) is TicketState.NO_SHOW
    day_counts.forget_closed(connection, SERVICE_DAY)
    assert day_counts.closed_state(connection, ticket) is TicketState.NO_SHOW
    day_counts.forget_closed(connection, SERVICE_DAY + timedelta(days=1))
    assert day_counts.closed_state(connection, ticket) is None


def test_what_was_closed_before_may_be_closed_again(connection: Connection) -> None:
    ticket, tomorrow = TicketId("t"), SERVICE_DAY + timedelta(days=1)
    day_counts.remember_closed(connection, [(ticket, TicketState.NO_SHOW)], SERVICE_DAY)
    closed = [(ticket, TicketState.DONE), (TicketId("u"), TicketState.DONE)]
    day_counts.remember_closed(connection, closed, tomorrow)
    day_counts.forget_closed(connection, tomorrow)
    assert day_counts.closed_state(connection, ticket) is TicketState.DONE


def test_what_is_kept_of_a_ticket_says_neither_who_nor_when(
    connection: Connection,
) -> None:
    """Neither its id, which begins with its time, nor the order in which they came."""
    ids = [RandomIds().ticket_id() for _ in range(20)]
    closed = [(ticket, TicketState.DONE) for ticket in ids]
    day_counts.remember_closed(connection, closed, SERVICE_DAY)
    rows = connection.execute(sa.select(closed_tickets)).all()
    told = repr(rows)
    assert not any(ticket in told or ticket[:8] in told for ticket in ids)
    assert {row.closed_on for row in rows} == {SERVICE_DAY}
    assert [row.key for row in rows] == sorted(row.key for row in rows)


def test_the_last_closing_is_the_newest(connection: Connection) -> None:
    assert day_counts.last_closing(connection) is None
    for number in (1, 2):
        day_counts.record_closing(connection, Closing(OPENING, number, 0))
    assert day_counts.last_closing(connection) == Closing(OPENING, 2, 0)
