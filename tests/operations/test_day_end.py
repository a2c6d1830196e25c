from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.domain import closing
from kiosk.domain.closing import NotClosing
from kiosk.domain.devices import DeviceReport
from kiosk.domain.tickets import TicketState
from kiosk.errors import KioskError
from kiosk.operations import (
    calling,
    check_in,
    day_end,
    fleet,
    housekeeping,
    refusals,
)
from kiosk.store import schema, tickets
from kiosk.store.database import Database
from tests.builders import SERVICE_DAY, a_ticket
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

MIDNIGHT = NOON.replace(hour=23)
"""In Spremberg, where it is an hour later."""
ALONE = closing.ALONE // timedelta(minutes=1)
TOMORROW = SERVICE_DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in range(1, 6):
        check_in.accept(ctx, entrance, a_ticket(count))
    day_end.close_when_due(ctx)


def _pass(ctx: Context, clock: FixedClock, *, minutes: int) -> int:
    """Time goes by evenly, and the hub looks; how many tickets it closed."""
    closed = 0
    for left in range(minutes, 0, -10):
        clock.advance(minutes=min(10, left))
        run = day_end.close_when_due(ctx)
        closed += run.tickets if run else 0
    return closed


def _report(ctx: Context, terminal: PairedTerminal, **said: Any) -> None:
    fleet.report(ctx, terminal, DeviceReport("0.1.0", **said))


def _forget_the_clock(ctx: Context) -> None:
    with ctx.database.begin() as connection:
        connection.execute(schema.close_watch.delete())
        connection.execute(schema.closings.delete())


def test_a_day_is_closed_within_minutes_of_its_midnight(
    ctx: Context, clock: FixedClock
) -> None:
    assert _pass(ctx, clock, minutes=11 * 60 + 55) == 0
    assert len(calling.queue(ctx)) == 5
    assert _pass(ctx, clock, minutes=5) == 5
    assert clock.now() == MIDNIGHT
    last = day_end.state(ctx).last
    assert last
    assert (last.at, last.day, last.tickets) == (MIDNIGHT, TOMORROW, 5)


def test_a_day_without_tickets_is_noted_as_closed_too(
    ctx: Context, clock: FixedClock
) -> None:
    _pass(ctx, clock, minutes=36 * 60)
    end = day_end.state(ctx)
    assert end.last
    assert (end.last.day, end.last.tickets) == (TOMORROW + timedelta(days=1), 0)
    assert not end.is_due


def test_a_hub_started_once_with_tomorrows_date_closes_nothing(
    ctx: Context, clock: FixedClock
) -> None:
    clock.advance(days=1)
    assert day_end.close_when_due(ctx) is None
    assert day_end.state(ctx).hindrance is NotClosing.CLOCK_JUMPED
    assert _pass(ctx, clock, minutes=ALONE - 10) == 0
    clock.advance(days=-1)
    assert day_end.close_when_due(ctx) is None
    assert day_end.state(ctx).hindrance is None
    assert len(calling.queue(ctx)) == 5


def test_a_first_start_of_this_version_with_tomorrows_date_closes_nothing(
    ctx: Context, clock: FixedClock, first: Staff
) -> None:
    """Nothing was remembered of the clock before: what is known of the day counts."""
    calling.call_next(ctx, first)
    _forget_the_clock(ctx)
    clock.advance(days=1)
    assert day_end.close_when_due(ctx) is None
    assert day_end.state(ctx).hindrance is NotClosing.CLOCK_JUMPED


def test_a_sign_of_life_counts_where_nobody_was_called(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    fleet.seen(ctx, entrance)
    _forget_the_clock(ctx)
    clock.advance(days=1)
    assert day_end.close_when_due(ctx) is None


def test_after_a_weekend_the_hub_closes_though_no_terminal_is_there(
    ctx: Context, clock: FixedClock
) -> None:
    clock.advance(days=3)
    assert day_end.close_when_due(ctx) is None
    assert _pass(ctx, clock, minutes=ALONE - 5) == 0
    assert _pass(ctx, clock, minutes=10) == 5
    assert day_end.state(ctx).hindrance is None


def test_after_a_weekend_one_terminal_that_agrees_is_enough(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    clock.advance(days=3)
    _report(ctx, entrance, clock_offset_seconds=40.0)
    assert _pass(ctx, clock, minutes=1) == 5


def test_terminals_that_tell_another_day_are_told_of_and_waited_for(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    clock.advance(days=1)
    for _ in range(60):
        _report(ctx, entrance, clock_offset_seconds=86_400.0)
        assert _pass(ctx, clock, minutes=5) == 0
        assert day_end.state(ctx).hindrance is NotClosing.CLOCKS_DIFFER
    clock.advance(days=-1)
    _report(ctx, entrance, clock_offset_seconds=0.0)
    assert _pass(ctx, clock, minutes=5) == 0
    assert day_end.state(ctx).hindrance is None
    assert len(calling.queue(ctx)) == 5


def test_a_terminal_on_the_hubs_own_machine_proves_nothing(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    clock.advance(days=1)
    _report(ctx, entrance, same_machine=True)
    assert _pass(ctx, clock, minutes=5) == 0
    assert day_end.state(ctx).hindrance is NotClosing.CLOCK_JUMPED


def test_what_a_terminal_said_long_ago_proves_nothing(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    _report(ctx, entrance)
    clock.advance(days=1)
    assert day_end.close_when_due(ctx) is None


def test_tickets_under_way_are_waited_for_some_hours(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    _pass(ctx, clock, minutes=11 * 60)
    _report(ctx, entrance, undelivered=2)
    assert _pass(ctx, clock, minutes=6 * 60 + 50) == 0
    assert day_end.state(ctx).hindrance is NotClosing.UNDER_WAY
    assert _pass(ctx, clock, minutes=10) == 5
    assert day_end.state(ctx).hindrance is None


def test_once_they_have_come_the_day_is_closed(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    _pass(ctx, clock, minutes=11 * 60)
    _report(ctx, entrance, undelivered=1)
    assert _pass(ctx, clock, minutes=2 * 60) == 0
    with ctx.database.begin() as connection:
        tickets.add(connection, a_ticket(6))
    _report(ctx, entrance, undelivered=0)
    assert _pass(ctx, clock, minutes=5) == 6


@pytest.mark.parametrize("gone", ["revoked", "silent"])
def test_a_terminal_that_is_gone_is_not_waited_for(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal, gone: str
) -> None:
    _report(ctx, entrance, undelivered=1)
    if gone == "revoked":
        fleet.revoke(ctx, entrance.series)
    else:
        _pass(ctx, clock, minutes=60)
    assert _pass(ctx, clock, minutes=12 * 60) == 5


def test_days_far_ahead_are_closed_once_a_terminal_agrees(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    with ctx.database.begin() as connection:
        tickets.add(connection, a_ticket(9, service_day=date.max))
    assert _pass(ctx, clock, minutes=20) == 0
    _report(ctx, entrance)
    assert _pass(ctx, clock, minutes=5) == 1


def test_refused_tickets_end_with_the_day(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal
) -> None:
    nonsense = a_ticket(7, service_day=date.max)
    with pytest.raises(KioskError):
        check_in.accept(ctx, entrance, nonsense)
    _pass(ctx, clock, minutes=11 * 60)
    assert len(refusals.recent(ctx).listed) == 1
    _pass(ctx, clock, minutes=2 * 60)
    assert refusals.recent(ctx).listed == ()


def test_a_late_delivery_is_closed_and_counted_within_minutes(
    ctx: Context, clock: FixedClock
) -> None:
    _pass(ctx, clock, minutes=13 * 60)
    with ctx.database.begin() as connection:
        tickets.add(connection, a_ticket(6))
    assert _pass(ctx, clock, minutes=5) == 1
    (counts,) = housekeeping.counts_of(ctx, SERVICE_DAY)
    assert (counts.state, counts.tickets) == (TicketState.WITHDRAWN, 6)


def test_two_processes_that_look_close_once(ctx: Context, clock: FixedClock) -> None:
    other = replace(ctx, database=Database(ctx.database.url))
    closed = []
    for _ in range(13 * 6):
        clock.advance(minutes=10)
        closed += [day_end.close_when_due(one) for one in (ctx, other)]
    other.database.close()
    assert [run.tickets for run in closed if run is not None] == [5]


def test_files_that_somebody_reads_are_told_and_tried_again(
    ctx: Context, clock: FixedClock
) -> None:
    _pass(ctx, clock, minutes=11 * 60 + 55)
    with ctx.database.read() as reading:
        tickets.since_day(reading, SERVICE_DAY)
        _pass(ctx, clock, minutes=10)
        assert calling.queue(ctx) == []
        assert day_end.state(ctx).hindrance is NotClosing.IN_FILES
    _pass(ctx, clock, minutes=5)
    assert day_end.state(ctx).hindrance is None


def test_a_whole_day_in_which_the_clock_jumps_forward_and_back(
    ctx: Context, clock: FixedClock, entrance: PairedTerminal, first: Staff
) -> None:
    """Nobody loses a place, and the day ends once, by the right clock."""
    _pass(ctx, clock, minutes=60)
    called = calling.call_next(ctx, first).ticket
    for jump in (timedelta(days=1), timedelta(days=-400), timedelta(hours=13)):
        before = clock.now()
        clock.set(before + jump)
        assert _pass(ctx, clock, minutes=90) == 0
        clock.set(before + timedelta(minutes=90))
        assert _pass(ctx, clock, minutes=60) == 0
        assert len(calling.queue(ctx)) == 5
        assert calling.current(ctx, first) == called
    left_of_the_day = (MIDNIGHT - clock.now()) // timedelta(minutes=1)
    assert _pass(ctx, clock, minutes=left_of_the_day - 5) == 0
    assert _pass(ctx, clock, minutes=10) == 5
    assert _pass(ctx, clock, minutes=24 * 60) == 0
    days = [housekeeping.counts_of(ctx, day) for day in (SERVICE_DAY, TOMORROW)]
    assert sum(counts.tickets for counts in days[0]) == 5
    assert days[1] == []
    assert entrance.active
