from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.displays import FRESH, MOST_SHOWN, Call, call_board
from kiosk.domain.tickets import TicketNumber, TicketState
from kiosk.ids import DeskId, LanguageCode
from tests.builders import OPENING


def a_call(seq: int, state: TicketState = TicketState.CALLED) -> Call:
    return Call(
        seq=seq,
        number=TicketNumber("A", seq),
        desk=DeskId("desk-1"),
        state=state,
        called_at=OPENING,
        language=LanguageCode("uk"),
    )


def test_nobody_called_is_an_empty_board() -> None:
    board = call_board([])
    assert (board.calls, board.more, board.newest_seq) == ((), 0, 0)


def test_the_newest_six_are_shown_the_newest_first() -> None:
    board = call_board(a_call(seq, TicketState.DONE) for seq in range(1, 10))
    assert [call.seq for call in board.calls] == [9, 8, 7, 6, 5, 4]


def test_who_is_still_awaited_keeps_the_room_before_who_has_been_there() -> None:
    served = [a_call(seq, TicketState.SERVING) for seq in range(2, 9)]
    board = call_board([a_call(1), *served])
    assert [call.seq for call in board.calls] == [8, 7, 6, 5, 4, 1]


def test_more_than_there_is_room_for_are_counted() -> None:
    board = call_board(a_call(seq) for seq in range(1, 10))
    assert (len(board.calls), board.more, len(board.awaited)) == (6, 3, 9)


@given(
    st.lists(
        st.builds(a_call, st.integers(1, 60), st.sampled_from([*TicketState][1:5])),
        max_size=40,
    )
)
def test_no_call_stands_twice_and_order_is_that_of_the_record(
    calls: list[Call],
) -> None:
    shown = [call.seq for call in call_board(calls).calls]
    assert shown == sorted(set(shown), reverse=True)
    assert len(shown) <= MOST_SHOWN


@pytest.mark.parametrize(
    ("age", "fresh"),
    [
        (timedelta(), True),
        (FRESH, True),
        (FRESH + timedelta(seconds=1), False),
        (timedelta(hours=-1), False),
        (timedelta(days=1), False),
    ],
)
def test_only_what_was_just_called_is_new_also_after_a_jump_of_the_clock(
    age: timedelta, fresh: bool
) -> None:
    assert a_call(1).is_fresh(OPENING + age) is fresh
    assert not a_call(1, TicketState.SERVING).is_fresh(OPENING + age)
