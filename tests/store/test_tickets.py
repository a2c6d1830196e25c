from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role, Staff
from kiosk.domain.events import EventKind
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.ids import DeskId, StaffId, TicketCode, TicketId
from kiosk.store import events, staff, tickets
from kiosk.store.database import Connection, Database, Duplicate
from tests.builders import OPENING, SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

DESK = DeskId("desk-1")
ONE, TWO = StaffId("one"), StaffId("two")
WAITING = (TicketState.WAITING,)
CALLED = (TicketState.CALLED,)
LATER = OPENING + timedelta(hours=2)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        for somebody in (ONE, TWO):
            staff.add(
                writing, Staff(somebody, f"name-{somebody}", Rights.of(Role.COUNSELLOR))
            )
        yield writing


def _called(connection: Connection, count: int, by: StaffId = ONE) -> Ticket | None:
    return tickets.call(
        connection, a_ticket(count).id, WAITING, desk=DESK, staff=by, at=LATER
    )


def test_a_ticket_comes_back_as_it_was_put_in(connection: Connection) -> None:
    tickets.add(connection, a_ticket(17))
    assert tickets.by_id(connection, a_ticket(17).id) == a_ticket(17)
    assert tickets.by_code(connection, a_ticket(17).code) == a_ticket(17)


def test_what_is_not_there_is_none(connection: Connection) -> None:
    assert tickets.by_id(connection, TicketId("no")) is None
    assert tickets.by_code(connection, TicketCode("no")) is None
    assert tickets.held_by(connection, ONE) is None


@pytest.mark.parametrize(
    "other",
    [
        a_ticket(2, ticket_id=a_ticket(1).id),
        a_ticket(2, code=a_ticket(1).code),
        a_ticket(1, ticket_id="f" * 32, code="ZZZZZZZZZZZZ"),
    ],
    ids=["id", "code", "number"],
)
def test_id_code_and_number_of_a_day_exist_once(
    connection: Connection, other: Ticket
) -> None:
    tickets.add(connection, a_ticket(1))
    with pytest.raises(Duplicate):
        tickets.add(connection, other)


def test_the_same_number_comes_again_on_another_day(connection: Connection) -> None:
    tickets.add(connection, a_ticket(1))
    next_day = SERVICE_DAY + timedelta(days=1)
    tickets.add(
        connection,
        a_ticket(1, service_day=next_day, ticket_id="e" * 32, code="YYYYYYYYYYYY"),
    )
    assert len(tickets.since_day(connection, next_day)) == 1
    assert len(tickets.not_between(connection, next_day, date.max)) == 1


def test_a_move_from_the_right_state_wins_once(connection: Connection) -> None:
    tickets.add(connection, a_ticket(1))
    called = _called(connection, 1)
    assert called is not None
    assert (called.state, called.desk, called.calls) == (TicketState.CALLED, DESK, 1)
    assert called.called_at == LATER
    assert _called(connection, 1, TWO) is None
    assert called.staff == ONE


def test_a_counsellor_cannot_hold_two_whatever_races_above(
    connection: Connection,
) -> None:
    for count in (1, 2):
        tickets.add(connection, a_ticket(count))
    assert _called(connection, 1)
    with pytest.raises(Duplicate):
        _called(connection, 2)


def test_calling_again_counts_the_calls(connection: Connection) -> None:
    tickets.add(connection, a_ticket(1))
    _called(connection, 1)
    again = tickets.call_again(
        connection, a_ticket(1).id, CALLED, desk=DeskId("desk-2"), at=LATER
    )
    assert again is not None
    assert (again.calls, again.desk) == (2, "desk-2")


def test_who_is_put_back_is_nobodys_and_keeps_the_place(
    connection: Connection,
) -> None:
    for count in (1, 2):
        tickets.add(connection, a_ticket(count))
    _called(connection, 1)
    tickets.reach_desk(connection, a_ticket(1).id, CALLED, at=LATER)
    back = tickets.put_back(
        connection,
        a_ticket(1).id,
        (TicketState.SERVING,),
        state=TicketState.WAITING,
    )
    assert back is not None
    assert back.serving_at is None
    assert tickets.held_by(connection, ONE) is None
    line = tickets.not_ended(connection, SERVICE_DAY)
    assert {ticket.number.count for ticket in line} == {1, 2}


def test_an_end_frees_the_counsellor_and_leaves_the_line(
    connection: Connection,
) -> None:
    tickets.add(connection, a_ticket(1))
    _called(connection, 1)
    ended = tickets.end(
        connection, a_ticket(1).id, CALLED, state=TicketState.NO_SHOW, at=LATER
    )
    assert ended is not None
    assert ended.ended_at == LATER
    assert not ended.closed_by_system
    assert tickets.held_by(connection, ONE) is None
    assert tickets.not_ended(connection, SERVICE_DAY) == []
    assert tickets.since_day(connection, SERVICE_DAY) == [ended]


def test_those_who_wait_are_of_today_or_later(connection: Connection) -> None:
    for count in (1, 2, 3):
        tickets.add(connection, a_ticket(count))
    yesterday = SERVICE_DAY - timedelta(days=1)
    tickets.add(connection, a_ticket(9, service_day=yesterday))
    _called(connection, 2)
    waiting = tickets.waiting(connection, SERVICE_DAY)
    assert {ticket.number.count for ticket in waiting} == {1, 3}
    assert {t.number.count for t in tickets.waiting(connection, yesterday)} == {1, 3, 9}


def test_changed_tickets_are_those_with_a_newer_event(connection: Connection) -> None:
    for count in (1, 2, 3):
        tickets.add(connection, a_ticket(count))
        events.append(connection, a_ticket(count).id, EventKind.ISSUED, OPENING)
    _called(connection, 1)
    events.append(connection, a_ticket(1).id, EventKind.CALLED, LATER)
    events.append(connection, a_ticket(1).id, EventKind.CALLED_AGAIN, LATER)
    changed = tickets.changed(connection, after=2)
    assert {(t.number.count, t.state) for t in changed} == {
        (1, TicketState.CALLED),
        (3, TicketState.WAITING),
    }
    assert tickets.changed(connection, after=5) == []


def test_the_line_leaves_out_earlier_days(connection: Connection) -> None:
    tickets.add(connection, a_ticket(1))
    assert tickets.not_ended(connection, SERVICE_DAY + timedelta(days=1)) == []


def test_removed_tickets_are_gone(connection: Connection) -> None:
    for count in (1, 2, 3):
        tickets.add(connection, a_ticket(count))
    tickets.remove(connection, [a_ticket(1).id, a_ticket(3).id])
    left = tickets.since_day(connection, SERVICE_DAY)
    assert [ticket.number.count for ticket in left] == [2]


def test_a_visitor_is_taken_over_once_and_only_as_it_was_known(
    connection: Connection,
) -> None:
    tickets.add(connection, a_ticket(1))
    known = _called(connection, 1)
    assert known is not None
    desk = DeskId("desk-2")
    taken = tickets.take_over(connection, known, desk=desk, staff=TWO, at=LATER)
    assert taken is not None
    assert (taken.state, taken.staff, taken.desk) == (TicketState.CALLED, TWO, desk)
    assert taken.calls == known.calls + 1
    again = tickets.take_over(connection, known, desk=DESK, staff=ONE, at=LATER)
    assert again is None
