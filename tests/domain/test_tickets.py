"""Which moves a ticket may make, and what it keeps on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.tickets import ENDED, MOVES, TicketNumber, TicketState
from tests.builders import a_ticket

STATES = list(TicketState)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TicketState.WAITING, TicketState.CALLED),
        (TicketState.PARKED, TicketState.WAITING),
        (TicketState.CALLED, TicketState.CALLED),
    ],
    ids=["called", "back from a break", "called again"],
)
def test_a_visitor_may_be(before: TicketState, after: TicketState) -> None:
    assert after in MOVES[before]


def test_nobody_is_done_who_was_not_at_the_desk() -> None:
    before = [state for state in STATES if TicketState.DONE in MOVES.get(state, ())]
    assert before == [TicketState.SERVING]


@pytest.mark.parametrize("state", STATES)
def test_every_state_but_the_ends_leads_somewhere(state: TicketState) -> None:
    assert (state in ENDED) != bool(MOVES.get(state))


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_reached_from_waiting(state: TicketState) -> None:
    reached = {TicketState.WAITING}
    for _ in STATES:
        reached |= {after for before in reached for after in MOVES.get(before, ())}
    assert state in reached


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (TicketNumber("A", 1), "A 001"),
        (TicketNumber("A", 17), "A 017"),
        (TicketNumber("AB", 999), "AB 999"),
        (TicketNumber("A", 1000), "A 1000"),
    ],
)
def test_a_number_is_read_with_three_digits(number: TicketNumber, read: str) -> None:
    assert str(number) == read


def test_numbers_order_by_series_then_count() -> None:
    numbers = [TicketNumber("B", 1), TicketNumber("A", 10), TicketNumber("A", 9)]
    assert [str(n) for n in sorted(numbers)] == ["A 009", "A 010", "B 001"]


ENDED_AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("later", "in_time"), [(0, True), (120, True), (121, False), (-5, True)]
)
def test_an_end_can_be_undone_for_two_minutes(
    state: TicketState, later: int, in_time: bool
) -> None:
    ticket = replace(a_ticket(state=state), ended_at=ENDED_AT)
    now = ENDED_AT + timedelta(seconds=later)
    assert ticket.may_be_undone(now) == (state in ENDED and in_time)


def test_what_the_close_of_the_day_ended_stays_so() -> None:
    done = replace(a_ticket(state=TicketState.DONE), ended_at=ENDED_AT)
    assert not replace(done, closed_by_system=True).may_be_undone(ENDED_AT)
    assert not replace(done, ended_at=None).may_be_undone(ENDED_AT)


def test_a_ticket_that_was_just_issued_went_nowhere_yet() -> None:
    ticket = a_ticket()
    assert ticket.state is TicketState.WAITING
    assert (ticket.calls, ticket.delays, ticket.recalls) == (0, 0, 0)
    assert (ticket.desk, ticket.staff, ticket.partner) == (None, None, None)
    assert (ticket.called_at, ticket.serving_at, ticket.ended_at) == (None,) * 3
    assert (ticket.closed_by_system, ticket.holder) == (False, 1)
    assert (ticket.marks, ticket.note, ticket.ahead) == (frozenset(), "", timedelta())
    assert (ticket.told_day, ticket.told_at, ticket.told_topic) == (None,) * 3
    assert (ticket.stands_after, ticket.about, ticket.feedback) == (None,) * 3
    assert (ticket.appointment, ticket.booked_for) == (None, None)
