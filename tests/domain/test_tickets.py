"""Which moves a ticket may make, and what it keeps on the way."""

from __future__ import annotations

import pytest

from kiosk.domain.tickets import ENDED, MOVES, TicketNumber, TicketState

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


def test_a_visitor_cannot_withdraw_once_called() -> None:
    assert TicketState.WITHDRAWN not in MOVES[TicketState.CALLED]


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
