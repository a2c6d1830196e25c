"""Which moves a ticket may make, and what it keeps on the way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.tickets import ENDED, MOVES, TicketNumber, TicketState
from kiosk.errors import IllegalMove
from tests.builders import a_ticket

STATES = list(TicketState)


def test_a_waiting_ticket_can_be_called() -> None:
    assert a_ticket().moved_to(TicketState.CALLED).state is TicketState.CALLED


def test_a_parked_ticket_comes_back_with_its_place() -> None:
    parked = a_ticket(state=TicketState.PARKED)
    assert parked.moved_to(TicketState.WAITING).issued_at == parked.issued_at


def test_a_called_ticket_can_be_called_again() -> None:
    called = a_ticket(state=TicketState.CALLED)
    assert called.moved_to(TicketState.CALLED) == called


def test_a_visitor_cannot_withdraw_once_called() -> None:
    with pytest.raises(IllegalMove):
        a_ticket(state=TicketState.CALLED).moved_to(TicketState.WITHDRAWN)


def test_nobody_is_done_who_was_not_at_the_desk() -> None:
    before = [state for state in STATES if TicketState.DONE in MOVES.get(state, ())]
    assert before == [TicketState.SERVING]


@pytest.mark.parametrize("end", sorted(ENDED))
@pytest.mark.parametrize("state", STATES)
def test_nothing_follows_an_end(end: TicketState, state: TicketState) -> None:
    with pytest.raises(IllegalMove, match="A 007"):
        a_ticket(7, end).moved_to(state)


def test_the_refusal_names_both_states_and_a_way_on() -> None:
    with pytest.raises(IllegalMove, match=r"is done, it cannot become called") as told:
        a_ticket(state=TicketState.DONE).moved_to(TicketState.CALLED)
    assert "Reload" in told.value.remedy


@pytest.mark.parametrize("state", STATES)
def test_every_state_but_the_ends_leads_somewhere(state: TicketState) -> None:
    assert (state in ENDED) != bool(MOVES.get(state))


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_reached_from_waiting(state: TicketState) -> None:
    reached = {TicketState.WAITING}
    for _ in STATES:
        reached |= {after for before in reached for after in MOVES.get(before, ())}
    assert state in reached


@given(st.lists(st.sampled_from(STATES), max_size=12))
def test_no_moves_ever_change_who_a_ticket_is(wishes: list[TicketState]) -> None:
    first = ticket = a_ticket()
    for wish in wishes:
        if ticket.may_become(wish):
            ticket = ticket.moved_to(wish)
        else:
            with pytest.raises(IllegalMove):
                ticket.moved_to(wish)
    assert (ticket.id, ticket.number, ticket.code) == (
        first.id,
        first.number,
        first.code,
    )
    assert ticket.issued_at == first.issued_at


@given(st.data())
def test_a_walk_along_the_moves_stops_only_at_an_end(data: st.DataObject) -> None:
    ticket = a_ticket()
    path = [ticket.state]
    for _ in range(8):
        if ticket.state in ENDED:
            break
        onward = sorted(MOVES[ticket.state])
        ticket = ticket.moved_to(data.draw(st.sampled_from(onward)))
        path.append(ticket.state)
    assert all(after in MOVES[before] for before, after in pairwise(path))


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
