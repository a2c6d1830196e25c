"""Whatever a counsellor did last is as it was before, for two minutes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import TicketState
from kiosk.errors import IllegalMove
from kiosk.operations import calling, check_in, presence, undoing
from kiosk.store import events
from tests.builders import a_ticket
from tests.hub_context import record

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

TICKET = a_ticket(1).id


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in (1, 2, 3):
        check_in.accept(ctx, entrance, a_ticket(count))


STEPS = {
    "call": calling.call,
    "at_desk": calling.at_desk,
    "finish": calling.finish,
    "park": calling.park,
    "requeue": calling.requeue,
    "no_show": calling.no_show,
    "give_back": calling.give_back,
}


@pytest.mark.parametrize(
    "steps",
    [
        "call",
        "call at_desk",
        "call at_desk finish",
        "call at_desk park",
        "call park",
        "call park call",
        "call requeue",
        "call at_desk requeue",
        "call no_show",
        "give_back",
    ],
)
def test_the_last_step_is_taken_back_whatever_it_was(
    ctx: Context, first: Staff, clock: FixedClock, steps: str
) -> None:
    *ways, last = steps.split()
    for step in ways:
        STEPS[step](ctx, first, TICKET)
        clock.advance(seconds=30)
    before = calling.ticket(ctx, TICKET)
    STEPS[last](ctx, first, TICKET)
    offered = undoing.undoable(ctx, first)
    assert offered is not None
    assert offered[0].id == TICKET
    clock.advance(minutes=2)
    assert undoing.undo(ctx, first, TICKET).ticket == before
    assert record(ctx)[-1].kind is EventKind.UNDONE
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)


def test_a_visitor_taken_over_goes_back_to_whose_they_were(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call(ctx, first, TICKET)
    presence.leave_desk(ctx, first.id)
    before = calling.ticket(ctx, TICKET)
    calling.take_over(ctx, second, TICKET)
    undoing.undo(ctx, second, TICKET)
    assert calling.ticket(ctx, TICKET) == before


def test_what_a_colleague_did_since_is_not_swept_away(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call(ctx, first, TICKET)
    calling.requeue(ctx, second, TICKET)
    assert undoing.undoable(ctx, first) is None
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)


def test_what_the_visitor_did_since_is_not_swept_away(
    ctx: Context, first: Staff
) -> None:
    calling.call(ctx, first, TICKET)
    calling.requeue(ctx, first, TICKET)
    check_in.withdraw(ctx, a_ticket(1).code)
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)
    assert calling.ticket(ctx, TICKET).state is TicketState.WITHDRAWN


def test_a_call_that_was_taken_back_ends_no_wait(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    calling.call(ctx, first, TICKET)
    undoing.undo(ctx, first, TICKET)
    clock.advance(minutes=10)
    with ctx.database.read() as connection:
        assert events.first_calls(connection, date.max, date.max) == {}
    calling.call(ctx, first, TICKET)
    with ctx.database.read() as connection:
        called = events.first_calls(connection, date.max, date.max)
    assert called == {TICKET: clock.now()}
