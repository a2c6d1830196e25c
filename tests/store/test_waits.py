from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.durations import PastVisit
from kiosk.domain.waits.estimate import Wait
from kiosk.ids import TicketId, TopicId
from kiosk.store import tickets, waits
from kiosk.store.waits import KEPT_VISITS, KeptWait, WaitSums
from tests.builders import SERVICE_DAY, a_ticket
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.store.database import Database

FIRST, SECOND = a_ticket(1), a_ticket(2)
LATER = NOON + timedelta(minutes=5)
WORK, FAMILY = TopicId("work"), TopicId("family")


@pytest.fixture(autouse=True)
def two_wait(database: Database) -> None:
    with database.begin() as connection:
        tickets.add(connection, FIRST)
        tickets.add(connection, SECOND)


def test_what_was_said_first_stays(database: Database) -> None:
    with database.begin() as connection:
        waits.tell(connection, {FIRST.id: Wait(5, 10, 20)}, NOON)
        both = {FIRST.id: Wait(1, 2, 3), SECOND.id: Wait(7, 8, 9)}
        waits.tell(connection, both, LATER)
        told = waits.told_to(connection, [FIRST.id, SECOND.id])
    assert told == {
        FIRST.id: KeptWait(NOON, 300, 600, 1200),
        SECOND.id: KeptWait(LATER, 420, 480, 540),
    }


def test_of_a_ticket_that_is_gone_nothing_is_kept(database: Database) -> None:
    gone = TicketId("f" * 32)
    with database.begin() as connection:
        waits.tell(connection, {gone: Wait(5, 10, 20)}, NOON)
        assert waits.told_to(connection, [gone]) == {}


def test_it_is_forgotten_with_its_ticket(database: Database) -> None:
    with database.begin() as connection:
        waits.tell(connection, {FIRST.id: Wait(5, 10, 20)}, NOON)
        waits.forget_told(connection, [FIRST.id])
        waits.forget_told(connection, [])
        tickets.remove(connection, [FIRST.id])
        assert waits.told_to(connection, [FIRST.id]) == {}


def test_days_are_summed_up(database: Database) -> None:
    said = KeptWait(NOON, 300, 600, 1200)
    with database.begin() as connection:
        waits.keep_waits(
            connection, SERVICE_DAY, [(said, 900), (said, 901), (said, 120)]
        )
        waits.keep_waits(connection, SERVICE_DAY + timedelta(1), [(said, 600)])
        waits.keep_waits(connection, SERVICE_DAY + timedelta(2), [])
        summed = waits.sums_by_day(connection, SERVICE_DAY)
        assert waits.sums_by_day(connection, SERVICE_DAY + timedelta(1)) == summed[1:]
    assert summed == [
        WaitSums(SERVICE_DAY, 3, 300 + 301 + 480, -121, 1, 2),
        WaitSums(SERVICE_DAY + timedelta(1), 1, 0, 0, 0, 1),
    ]


def test_old_days_are_forgotten(database: Database) -> None:
    said = KeptWait(NOON, 300, 600, 1200)
    with database.begin() as connection:
        waits.keep_waits(connection, SERVICE_DAY, [(said, 600)])
        waits.forget_waits(connection, SERVICE_DAY + timedelta(1))
        assert waits.sums_by_day(connection, SERVICE_DAY) == []


def test_a_visit_comes_back_to_the_second(database: Database) -> None:
    some = [
        PastVisit(WORK, TicketState.DONE, 10.0, 1.5, 12.0, 0.5),
        PastVisit(WORK, TicketState.NO_SHOW, 10.0, 4.0),
        PastVisit(FAMILY, TicketState.WITHDRAWN, 25.0),
    ]
    with database.begin() as connection:
        waits.keep_visits(connection, some)
        waits.keep_visits(connection, [])
        found = waits.visits(connection)
    assert sorted(found, key=repr) == sorted(some, key=repr)


def test_the_newest_visits_of_each_topic_stay(database: Database) -> None:
    old = [PastVisit(WORK, TicketState.DONE, 1.0, 1.0, 1.0)] * KEPT_VISITS
    other = [PastVisit(FAMILY, TicketState.DONE, 3.0, 3.0, 3.0)]
    new = [PastVisit(WORK, TicketState.DONE, 2.0, 2.0, 2.0)] * 100
    with database.begin() as connection:
        waits.keep_visits(connection, old)
        waits.keep_visits(connection, other)
        waits.keep_visits(connection, new)
        found = waits.visits(connection)
    assert len(found) == KEPT_VISITS + 1
    assert found.count(new[0]) == 100
    assert found.count(other[0]) == 1
