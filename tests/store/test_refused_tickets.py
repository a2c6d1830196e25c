from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.refusals import RefusalReason, RefusedTicket
from kiosk.ids import TicketId
from kiosk.store import refused_tickets, tickets
from tests.builders import OPENING, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.store.database import Connection, Database

ONE = RefusedTicket(a_ticket(1).id, "Entrance A", "A 001", RefusalReason.CLOCK, OPENING)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        yield writing


def test_the_newest_stands_first(connection: Connection) -> None:
    later = replace(ONE, id=TicketId("2"), at=OPENING + MINUTE)
    for refused in (ONE, later):
        refused_tickets.put(connection, refused)
    assert refused_tickets.newest(connection, 9) == [later, ONE]


def test_the_same_again_is_renewed(connection: Connection) -> None:
    again = replace(ONE, reason=RefusalReason.NOT_UNDERSTOOD, at=OPENING + MINUTE)
    for refused in (ONE, again):
        refused_tickets.put(connection, refused)
    assert refused_tickets.newest(connection, 9) == [again]


def test_several_numbers_under_one_id_are_all_listed(connection: Connection) -> None:
    """A terminal put back to an earlier state: each number is in somebody's hand."""
    number = replace(ONE, number="A 002", at=OPENING + MINUTE)
    terminal = replace(ONE, terminal="Entrance B", at=OPENING + 2 * MINUTE)
    for refused in (ONE, number, terminal, ONE):
        refused_tickets.put(connection, refused)
    assert refused_tickets.newest(connection, 9) == [terminal, number, ONE]


def test_one_that_was_taken_meanwhile_is_not_listed(connection: Connection) -> None:
    refused_tickets.put(connection, ONE)
    tickets.add(connection, a_ticket(1))
    assert refused_tickets.newest(connection, 9) == []


def test_only_so_many_are_read_and_all_are_counted(connection: Connection) -> None:
    for number in range(7):
        at = OPENING + number * MINUTE
        refused_tickets.put(connection, replace(ONE, id=TicketId(str(number)), at=at))
    read = refused_tickets.newest(connection, 3)
    assert [each.id for each in read] == ["6", "5", "4"]
    assert refused_tickets.count(connection) == 7


def test_only_the_newest_are_kept(connection: Connection) -> None:
    kept = refused_tickets.MOST_KEPT
    for number in range(kept + 7):
        at = OPENING + number * MINUTE
        refused_tickets.put(connection, replace(ONE, id=TicketId(str(number)), at=at))
    assert refused_tickets.count(connection) == kept
    oldest = refused_tickets.newest(connection, kept + 7)[-1]
    assert oldest.at == OPENING + 7 * MINUTE


def test_at_the_close_of_a_day_those_before_are_forgotten(
    connection: Connection,
) -> None:
    later = replace(ONE, id=TicketId("2"), at=OPENING + MINUTE)
    for refused in (ONE, later):
        refused_tickets.put(connection, refused)
    refused_tickets.forget(connection, OPENING + MINUTE)
    assert refused_tickets.newest(connection, 9) == [later]
