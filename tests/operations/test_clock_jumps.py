"""The hub's clock jumps while people wait: nobody is lost, doubled or overtaken."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.queues import in_order
from kiosk.domain.tickets import TicketState
from kiosk.operations import calling, check_in, presence
from tests.builders import a_ticket

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY], ids=str)


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in (1, 2, 3, 4):
        check_in.accept(ctx, entrance, a_ticket(count))


@JUMPS
def test_a_jump_that_is_put_right_leaves_line_and_visitor_as_they_were(
    ctx: Context, first: Staff, clock: FixedClock, jump: timedelta
) -> None:
    calling.call_next(ctx, first)
    before, right = calling.queue(ctx), clock.now()
    clock.set(right + jump)
    presence.seen(ctx, first.id)
    calling.queue(ctx)
    clock.set(right)
    assert calling.queue(ctx) == before
    assert calling.current(ctx, first) == before[0]


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=str)
def test_within_a_day_all_are_called_in_their_order_and_once(
    ctx: Context, first: Staff, clock: FixedClock, jump: timedelta
) -> None:
    expected = [ticket.id for ticket in in_order(calling.queue(ctx))]
    clock.set(clock.now() + jump)
    called = []
    while (ticket := calling.call_next(ctx, first).ticket) is not None:
        calling.at_desk(ctx, first, ticket.id)
        calling.finish(ctx, first, ticket.id)
        called.append(ticket.id)
    assert called == expected
    assert {ticket.state for ticket in calling.today(ctx)} == {TicketState.DONE}


@JUMPS
def test_who_is_at_the_desk_can_be_finished_with_whatever_the_clock_says(
    ctx: Context, first: Staff, clock: FixedClock, jump: timedelta
) -> None:
    ticket = calling.call_next(ctx, first).ticket
    assert ticket is not None
    calling.at_desk(ctx, first, ticket.id)
    clock.set(clock.now() + jump)
    assert calling.current(ctx, first) is not None
    finished = calling.finish(ctx, first, ticket.id).ticket
    assert finished is not None
    assert finished.state is TicketState.DONE
