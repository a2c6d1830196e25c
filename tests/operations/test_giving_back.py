"""A visitor tells a counsellor that they do not want to wait any longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import TicketState
from kiosk.errors import IllegalMove, NotAllowed
from kiosk.operations import calling, check_in, housekeeping, presence, undoing
from kiosk.store import day_counts
from tests.builders import SERVICE_DAY, a_ticket
from tests.hub_context import record

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

TICKET = a_ticket(1).id


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in (1, 2):
        check_in.accept(ctx, entrance, a_ticket(count))


def now(ctx: Context) -> Ticket:
    return calling.ticket(ctx, TICKET)


def test_who_waits_leaves_the_line(ctx: Context, first: Staff) -> None:
    outcome = calling.give_back(ctx, first, TICKET)
    assert now(ctx).state is TicketState.WITHDRAWN
    assert [event.kind for event in outcome.events] == [EventKind.WITHDRAWN]
    assert record(ctx)[-1].staff == first.id
    assert check_in.standing(ctx, a_ticket(2).id).people_before == 0


def test_it_is_the_event_of_the_visitors_own_page(ctx: Context, first: Staff) -> None:
    calling.give_back(ctx, first, TICKET)
    check_in.withdraw(ctx, a_ticket(2).code)
    assert {event.kind for event in record(ctx)[-2:]} == {EventKind.WITHDRAWN}


def test_who_was_called_frees_the_counsellor(ctx: Context, first: Staff) -> None:
    calling.call_next(ctx, first)
    calling.give_back(ctx, first, TICKET)
    assert calling.current(ctx, first) is None
    calling.call_next(ctx, first)


def test_it_counts_as_given_back_and_not_as_did_not_come(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    calling.call_next(ctx, first)
    calling.give_back(ctx, first, TICKET)
    calling.call_next(ctx, first)
    calling.no_show(ctx, first, a_ticket(2).id)
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    with ctx.database.read() as connection:
        counts = day_counts.of_day(connection, SERVICE_DAY)
    assert {count.state: count.tickets for count in counts} == {
        TicketState.WITHDRAWN: 1,
        TicketState.NO_SHOW: 1,
    }


def test_whom_another_has_called_is_theirs(
    ctx: Context, first: Staff, second: Staff
) -> None:
    calling.call_next(ctx, first)
    with pytest.raises(NotAllowed):
        calling.give_back(ctx, second, TICKET)
    presence.leave_desk(ctx, first.id)
    calling.give_back(ctx, second, TICKET)
    assert now(ctx).state is TicketState.WITHDRAWN


def test_who_is_counselled_gives_nothing_back(ctx: Context, first: Staff) -> None:
    calling.call_next(ctx, first)
    calling.at_desk(ctx, first, TICKET)
    with pytest.raises(IllegalMove):
        calling.give_back(ctx, first, TICKET)


@pytest.mark.parametrize("minutes", [0, 2])
def test_undone_it_stands_where_it_stood(
    ctx: Context, first: Staff, clock: FixedClock, minutes: int
) -> None:
    before = now(ctx)
    calling.give_back(ctx, first, TICKET)
    clock.advance(minutes=minutes)
    undoable = undoing.undoable(ctx, first)
    assert undoable is not None
    assert undoable[0].id == TICKET
    assert undoing.undo(ctx, first, TICKET).ticket == before
    assert calling.current(ctx, first) is None
    assert [ticket.id for ticket in calling.queue(ctx)] == [TICKET, a_ticket(2).id]
    assert undoing.undoable(ctx, first) is None


def test_who_was_called_is_called_again_by_undoing(ctx: Context, first: Staff) -> None:
    calling.call_next(ctx, first)
    before = now(ctx)
    calling.give_back(ctx, first, TICKET)
    assert undoing.undo(ctx, first, TICKET).ticket == before


def test_who_was_parked_is_parked_again(ctx: Context, first: Staff) -> None:
    calling.call_next(ctx, first)
    calling.park(ctx, first, TICKET)
    before = now(ctx)
    calling.give_back(ctx, first, TICKET)
    assert undoing.undo(ctx, first, TICKET).ticket == before


def test_it_is_undone_beside_a_visitor_as_it_brings_nobody_to_the_desk(
    ctx: Context, first: Staff
) -> None:
    calling.call(ctx, first, a_ticket(2).id)
    calling.give_back(ctx, first, TICKET)
    undoable = undoing.undoable(ctx, first)
    assert undoable is not None
    assert undoable[0].id == TICKET
    undoing.undo(ctx, first, TICKET)
    held = calling.current(ctx, first)
    assert held is not None
    assert held.id == a_ticket(2).id


def test_after_two_minutes_it_is_too_late(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    calling.give_back(ctx, first, TICKET)
    clock.advance(minutes=2, seconds=1)
    assert undoing.undoable(ctx, first) is None
    with pytest.raises(IllegalMove):
        undoing.undo(ctx, first, TICKET)
