"""A visitor whose counsellor has left is everybody's to help; a wrong end is undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import TicketState
from kiosk.errors import IllegalMove, NotAllowed, NotFound
from kiosk.ids import DeskId, TicketId
from kiosk.operations import accounts, calling, check_in, moves, presence, undoing
from kiosk.operations.moves import Move
from tests.builders import a_ticket
from tests.fakes.together import together
from tests.hub_context import join, record
from tests.people import NEWCOMER

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context, Outcome
    from tests.fakes.clock import FixedClock

Step = Callable[["Context", "Staff", TicketId], "Outcome"]

TICKET = a_ticket(1).id
WITH_ANOTHER = "with another counsellor"


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in (1, 2, 3):
        check_in.accept(ctx, entrance, a_ticket(count))


@pytest.fixture
def called(ctx: Context, first: Staff) -> None:
    calling.call_next(ctx, first)


@pytest.fixture
def served(ctx: Context, first: Staff, called: None) -> None:
    calling.at_desk(ctx, first, TICKET)


def leave(ctx: Context, staff: Staff, how: str, clock: FixedClock) -> None:
    if how == "leaves the desk":
        presence.leave_desk(ctx, staff.id)
    elif how == "is deactivated":
        accounts.deactivate(ctx, staff.id)
    else:
        clock.advance(minutes=100)


@pytest.mark.parametrize("how", ["leaves the desk", "is deactivated", "goes silently"])
def test_the_visitor_of_somebody_who_left_is_taken_over(
    ctx: Context,
    first: Staff,
    second: Staff,
    served: None,
    clock: FixedClock,
    how: str,
) -> None:
    leave(ctx, first, how, clock)
    presence.seen(ctx, second.id)
    outcome = calling.take_over(ctx, second, TICKET)
    assert outcome.ticket is not None
    assert outcome.ticket.state is TicketState.SERVING
    assert (outcome.ticket.desk, outcome.ticket.staff) == (second.desk, second.id)
    assert record(ctx)[-1].kind is EventKind.TAKEN_OVER
    assert calling.current(ctx, second) == outcome.ticket
    assert calling.current(ctx, first) is None
    calling.finish(ctx, second, TICKET)


def test_who_was_called_is_called_to_the_new_desk(
    ctx: Context, first: Staff, second: Staff, called: None
) -> None:
    presence.leave_desk(ctx, first.id)
    taken = calling.take_over(ctx, second, TICKET).ticket
    assert taken is not None
    assert (taken.state, taken.calls) == (TicketState.CALLED, 2)
    assert check_in.standing(ctx, TICKET).desk == second.desk


def test_nobody_takes_over_from_who_is_there(
    ctx: Context, first: Staff, second: Staff, served: None
) -> None:
    with pytest.raises(NotAllowed, match=WITH_ANOTHER):
        calling.take_over(ctx, second, TICKET)
    with pytest.raises(NotAllowed, match=WITH_ANOTHER):
        calling.finish(ctx, second, TICKET)
    assert calling.current(ctx, first) is not None


def test_who_is_busy_takes_over_nobody(
    ctx: Context, first: Staff, second: Staff, served: None
) -> None:
    calling.call_next(ctx, second)
    presence.leave_desk(ctx, first.id)
    with pytest.raises(IllegalMove, match="still has a visitor"):
        calling.take_over(ctx, second, TICKET)


@pytest.mark.parametrize("ticket", [2, 9])
def test_who_waits_or_is_not_there_is_nobodys_to_take_over(
    ctx: Context, second: Staff, ticket: int
) -> None:
    with pytest.raises((IllegalMove, NotFound)):
        calling.take_over(ctx, second, a_ticket(ticket).id)


def test_nobody_takes_over_without_a_desk(
    ctx: Context, first: Staff, served: None
) -> None:
    presence.leave_desk(ctx, first.id)
    with pytest.raises(NotAllowed, match="without a desk"):
        calling.take_over(ctx, join(ctx, NEWCOMER), TICKET)


@pytest.mark.parametrize(
    ("step", "then"),
    [
        (calling.no_show, TicketState.NO_SHOW),
        (calling.park, TicketState.PARKED),
        (calling.requeue, TicketState.WAITING),
    ],
)
def test_others_end_what_was_left_open(
    ctx: Context,
    first: Staff,
    second: Staff,
    called: None,
    step: Step,
    then: TicketState,
) -> None:
    presence.leave_desk(ctx, first.id)
    step(ctx, second, TICKET)
    assert calling.ticket(ctx, TICKET).state is then


def test_others_finish_what_was_left_open(
    ctx: Context, first: Staff, second: Staff, served: None
) -> None:
    presence.leave_desk(ctx, first.id)
    calling.finish(ctx, second, TICKET)
    assert calling.ticket(ctx, TICKET).state is TicketState.DONE


@pytest.mark.parametrize("step", [calling.call_again, calling.at_desk])
def test_who_wants_more_takes_the_visitor_over_first(
    ctx: Context, first: Staff, second: Staff, called: None, step: Step
) -> None:
    presence.leave_desk(ctx, first.id)
    with pytest.raises(NotAllowed, match=WITH_ANOTHER):
        step(ctx, second, TICKET)


def test_who_comes_back_has_the_visitor_still(
    ctx: Context, first: Staff, second: Staff, served: None
) -> None:
    presence.leave_desk(ctx, first.id)
    assert first.desk
    presence.choose_desk(ctx, first.id, first.desk)
    with pytest.raises(NotAllowed, match=WITH_ANOTHER):
        calling.take_over(ctx, second, TICKET)
    calling.finish(ctx, first, TICKET)


def test_of_many_who_take_over_one_has_the_visitor(
    ctx: Context, entrance: PairedTerminal, first: Staff, second: Staff
) -> None:
    assert first.desk
    assert second.desk
    third = presence.choose_desk(ctx, join(ctx, NEWCOMER).id, second.desk)
    for count in range(10, 20):
        ticket = a_ticket(count).id
        check_in.accept(ctx, entrance, a_ticket(count))
        presence.choose_desk(ctx, first.id, first.desk)
        calling.call(ctx, first, ticket)
        presence.leave_desk(ctx, first.id)
        raised = together(
            partial(calling.take_over, ctx, second, ticket),
            partial(calling.take_over, ctx, third, ticket),
            partial(calling.requeue, ctx, second, ticket),
        )
        held = [calling.current(ctx, who) for who in (first, second, third)]
        assert len([one for one in held if one]) <= 1
        assert len(raised) >= 1
        state = calling.ticket(ctx, ticket).state
        assert (state is TicketState.WAITING) != any(held)
        check = calling.ticket(ctx, ticket)
        if check.staff is not None:
            who = second if check.staff == second.id else third
            calling.no_show(ctx, who, ticket)


@pytest.mark.parametrize("minutes", [0, 2])
def test_finish_is_undone(
    ctx: Context, first: Staff, served: None, clock: FixedClock, minutes: int
) -> None:
    before = calling.ticket(ctx, TICKET)
    calling.finish(ctx, first, TICKET)
    clock.advance(minutes=minutes)
    undoable = undoing.undoable(ctx, first)
    assert undoable is not None
    assert undoable[0].id == TICKET
    assert undoing.undo(ctx, first, TICKET).ticket == before
    assert calling.current(ctx, first) == before
    assert record(ctx)[-1].kind is EventKind.UNDONE
    assert record(ctx)[-1].staff == first.id
    assert undoing.undoable(ctx, first) is None
    calling.finish(ctx, first, TICKET)


def test_did_not_come_is_undone(ctx: Context, first: Staff, called: None) -> None:
    calling.no_show(ctx, first, TICKET)
    back = undoing.undo(ctx, first, TICKET).ticket
    assert back is not None
    assert (back.state, back.desk) == (TicketState.CALLED, first.desk)
    assert check_in.standing(ctx, TICKET).state is TicketState.CALLED
    calling.at_desk(ctx, first, TICKET)


def test_who_changed_desks_since_has_the_visitor_at_the_new_one(
    ctx: Context, first: Staff, served: None
) -> None:
    calling.finish(ctx, first, TICKET)
    moved = presence.choose_desk(ctx, first.id, DeskId("desk-2"))
    back = undoing.undo(ctx, moved, TICKET).ticket
    assert back is not None
    assert back.desk == "desk-2"
    assert check_in.standing(ctx, TICKET).desk == back.desk


def test_a_ticket_of_a_later_day_is_seen_and_undone_like_any_other(
    ctx: Context, first: Staff, served: None, clock: FixedClock
) -> None:
    """The hub's clock was a day ahead, and was put right: the queue knows it too."""
    clock.advance(hours=-24)
    calling.finish(ctx, first, TICKET)
    assert TICKET in [ticket.id for ticket in calling.today(ctx)]
    undoable = undoing.undoable(ctx, first)
    assert undoable is not None
    assert undoable[0].id == TICKET


def test_after_two_minutes_it_is_too_late(
    ctx: Context, first: Staff, served: None, clock: FixedClock
) -> None:
    calling.finish(ctx, first, TICKET)
    clock.advance(minutes=2, seconds=1)
    assert undoing.undoable(ctx, first) is None
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)


def test_whom_one_has_called_since_is_not_sent_away_by_undoing(
    ctx: Context, first: Staff, served: None
) -> None:
    calling.finish(ctx, first, TICKET)
    calling.call_next(ctx, first)
    with pytest.raises(IllegalMove, match="still has a visitor"):
        undoing.undo(ctx, first, TICKET)
    assert calling.ticket(ctx, TICKET).state is TicketState.DONE


def test_only_who_ended_it_undoes_it(
    ctx: Context, first: Staff, second: Staff, served: None
) -> None:
    calling.finish(ctx, first, TICKET)
    assert undoing.undoable(ctx, second) is None
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, second, TICKET)


def test_what_a_visitor_gave_up_is_not_undone(ctx: Context, first: Staff) -> None:
    check_in.withdraw(ctx, a_ticket(1).code)
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, a_ticket(2).id)
    with pytest.raises(NotFound):
        undoing.undo(ctx, first, TicketId("no"))


def test_pressed_twice_it_is_undone_once(
    ctx: Context, first: Staff, called: None
) -> None:
    for _ in range(5):
        calling.no_show(ctx, first, TICKET)
        raised = together(*[partial(undoing.undo, ctx, first, TICKET)] * 4)
        assert len(raised) == 3
        held = calling.current(ctx, first)
        assert held is not None
        assert held.id == TICKET


def test_undoing_and_calling_at_once_gives_one_visitor(
    ctx: Context, first: Staff, entrance: PairedTerminal, called: None
) -> None:
    for _ in range(5):
        calling.no_show(ctx, first, TICKET)
        raised = together(
            partial(undoing.undo, ctx, first, TICKET),
            partial(calling.call_next, ctx, first),
        )
        assert len(raised) == 1
        held = calling.current(ctx, first)
        assert held is not None
        if held.id != TICKET:
            calling.requeue(ctx, first, held.id)
            undoing.undo(ctx, first, TICKET)


def test_every_move_says_who_else_may_make_it() -> None:
    named = [move for move in vars(moves).values() if isinstance(move, Move)]
    alone = {m.kind for m in named if not m.by_others_once_left}
    assert alone == {EventKind.CALLED_AGAIN, EventKind.AT_DESK}


def test_who_ended_it_undoes_it_not_who_had_called(
    ctx: Context, first: Staff, second: Staff, served: None
) -> None:
    presence.leave_desk(ctx, first.id)
    calling.finish(ctx, second, TICKET)
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)
    back = undoing.undo(ctx, second, TICKET).ticket
    assert back is not None
    assert back.staff == second.id


def test_of_several_the_newest_end_is_offered_to_be_undone(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    for count in (2, 1, 3):
        calling.call(ctx, first, a_ticket(count).id)
        clock.advance(seconds=5)
        calling.no_show(ctx, first, a_ticket(count).id)
        undoable = undoing.undoable(ctx, first)
        assert undoable is not None
        assert undoable[0].id == a_ticket(count).id
