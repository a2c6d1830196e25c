from __future__ import annotations

import pytest

from kiosk.domain.tickets import ENDED, MOVES, TicketState
from kiosk.operations import moves
from kiosk.operations.moves import ENDS_AT_CLOSE, Move
from tests.builders import a_ticket

ALL = (
    moves.CALL,
    moves.CALL_AGAIN,
    moves.AT_DESK,
    moves.FINISH,
    moves.PARK,
    moves.NO_SHOW,
    moves.REQUEUE,
    moves.WITHDRAW,
    moves.GIVE_BACK,
    moves.TRANSFER,
    moves.PUT_AHEAD,
    moves.STEP_BACK,
)


@pytest.mark.parametrize("move", ALL, ids=lambda move: move.kind)
def test_every_move_is_one_the_domain_allows(move: Move) -> None:
    assert move.sources
    for source in move.sources:
        assert move.to in MOVES[source]


def test_every_move_the_domain_allows_can_be_made() -> None:
    made = {(source, move.to) for move in ALL for source in move.sources}
    assert made == {(source, to) for source, nexts in MOVES.items() for to in nexts}


def test_each_kind_of_event_belongs_to_one_move() -> None:
    """But for one that is the same for the day's counts, by whomever it is made."""
    alone = [move for move in ALL if move is not moves.GIVE_BACK]
    assert len({move.kind for move in alone}) == len(alone)
    assert moves.GIVE_BACK.kind is moves.WITHDRAW.kind
    assert moves.GIVE_BACK.to is moves.WITHDRAW.to


def test_a_visitor_cannot_withdraw_once_called_but_says_so_at_the_desk() -> None:
    assert TicketState.CALLED not in moves.WITHDRAW.sources
    assert moves.GIVE_BACK.sources == moves.WITHDRAW.sources | {TicketState.CALLED}
    assert moves.GIVE_BACK.only_by_its_counsellor


def test_a_first_call_and_a_repeated_one_are_different_moves() -> None:
    assert TicketState.CALLED not in moves.CALL.sources
    assert moves.CALL_AGAIN.sources == {TicketState.CALLED}


def test_a_colleague_may_help_a_visitor_who_was_left_alone() -> None:
    assert not moves.REQUEUE.only_by_its_counsellor
    assert moves.FINISH.only_by_its_counsellor


def test_whatever_is_open_at_close_gets_a_legal_end() -> None:
    assert set(ENDS_AT_CLOSE) == set(TicketState) - ENDED
    for state, end in ENDS_AT_CLOSE.items():
        assert end in MOVES[state]
        assert end in ENDED


def test_a_refusal_names_number_state_and_move() -> None:
    refusal = moves.refuse(a_ticket(17, TicketState.DONE), moves.CALL_AGAIN)
    assert str(refusal) == "Ticket A 017 is done: called again is not possible."
    assert "Reload" in refusal.remedy
