from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role, Staff
from kiosk.domain.arrivals import TicketMark
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.ids import DeskId, PartnerId, StaffId, TopicId
from kiosk.store import staff, ticket_changes, tickets
from tests.builders import OPENING, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.store.database import Connection, Database

ONE, TICKET = StaffId("one"), a_ticket(1).id
WAITING = (TicketState.WAITING,)
LATER = OPENING + timedelta(hours=2)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        staff.add(writing, Staff(ONE, "name-one", Rights.of(Role.COUNSELLOR)))
        tickets.add(writing, a_ticket(1))
        yield writing


def known(connection: Connection) -> Ticket:
    found = tickets.by_id(connection, TICKET)
    assert found is not None
    return found


def test_whatever_changed_comes_back_as_it_was_kept(connection: Connection) -> None:
    desk = DeskId("desk-1")
    tickets.call(connection, TICKET, WAITING, desk=desk, staff=ONE, at=LATER)
    before = known(connection)
    kept = ticket_changes.kept(before)
    changed = ticket_changes.transfer(
        *(connection, before),
        topic=TopicId("work"),
        partner=PartnerId("asg"),
        passed_on_by=None,
        note="Notiz",
    )
    assert changed is not None
    ahead = timedelta(minutes=45)
    ticket_changes.put_ahead(connection, TICKET, WAITING, ahead=ahead)
    after = known(connection)
    assert (after.ahead, after.told_topic) == (ahead, before.topic)
    assert ticket_changes.restore(connection, after, kept) == before
    assert ticket_changes.restore(connection, after, kept) is None


def test_a_transfer_to_a_known_topic_ends_that_nobody_knew_it(
    connection: Connection,
) -> None:
    odd = {"marks": [TicketMark.UNKNOWN_TOPIC, TicketMark.RE_DATED]}
    tickets.moved(connection, TICKET, WAITING, **odd)
    to = TopicId("work")
    ticket_changes.transfer(
        connection,
        known(connection),
        topic=to,
        partner=None,
        passed_on_by=None,
        note="",
    )
    assert known(connection).marks == {TicketMark.RE_DATED}


def test_a_visitor_steps_back_once_for_each_time_they_said_so(
    connection: Connection,
) -> None:
    before = known(connection)
    for _ in range(2):
        ticket_changes.step_back(connection, before, WAITING, stands_after=LATER)
    after = known(connection)
    assert (after.delays, after.stands_since) == (1, LATER)
