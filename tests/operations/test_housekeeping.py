from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import TicketState
from kiosk.errors import NotFound
from kiosk.operations import calling, check_in, housekeeping
from kiosk.store import schema, tickets
from kiosk.store.database import Database
from kiosk.store.day_counts import Closing, DayCount
from tests.builders import OPENING, SERVICE_DAY, a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import heard_again, record

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

NEXT_MORNING = OPENING + timedelta(days=1)
NEXT_DAY = SERVICE_DAY + timedelta(days=1)
BEYOND, BEFORE_TIME = 10**18, -(10**18)
"""Microseconds that no calendar has; some database may have them."""
FIRST_DAY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LAST_DAY = datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12)))


@pytest.fixture(autouse=True)
def waiting(ctx: Context, entrance: PairedTerminal) -> None:
    for count in range(1, 6):
        check_in.accept(ctx, entrance, a_ticket(count, issued_at=OPENING))


def _serve(ctx: Context, staff: Staff, clock: FixedClock, count: int) -> None:
    calling.call(ctx, staff, a_ticket(count).id)
    clock.advance(minutes=1)
    calling.at_desk(ctx, staff, a_ticket(count).id)
    clock.advance(minutes=10)
    calling.finish(ctx, staff, a_ticket(count).id)


def _counts(ctx: Context) -> dict[tuple[TicketState, bool], DayCount]:
    return {
        (counts.state, counts.closed_by_system): counts
        for counts in housekeeping.counts_of(ctx, SERVICE_DAY)
    }


def test_today_is_left_alone(ctx: Context) -> None:
    closed = housekeeping.close_days(ctx)
    assert (closed.days, closed.tickets, closed.events) == ((), 0, ())
    assert len(calling.queue(ctx)) == 5


def test_a_day_becomes_counts_and_durations(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    _serve(ctx, first, clock, 1)
    _serve(ctx, first, clock, 2)
    clock.set(NEXT_MORNING)
    closed = housekeeping.close_days(ctx)
    assert (closed.days, closed.tickets) == ((SERVICE_DAY,), 5)
    done = _counts(ctx)[TicketState.DONE, False]
    assert (done.tickets, done.called) == (2, 2)
    waits = [NOON - OPENING, NOON + timedelta(minutes=11) - OPENING]
    assert done.wait_seconds == sum(wait.total_seconds() for wait in waits)
    assert done.service_seconds == 2 * 600


def test_the_wait_ends_with_the_first_call(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    calling.call(ctx, first, a_ticket(1).id)
    clock.advance(minutes=30)
    calling.requeue(ctx, first, a_ticket(1).id)
    _serve(ctx, first, clock, 1)
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    done = _counts(ctx)[TicketState.DONE, False]
    assert done.wait_seconds == (NOON - OPENING).total_seconds()


def test_what_nobody_ended_is_marked_and_enters_no_average(
    ctx: Context, first: Staff, second: Staff, clock: FixedClock
) -> None:
    calling.call(ctx, first, a_ticket(1).id)
    calling.park(ctx, first, a_ticket(1).id)
    calling.call(ctx, first, a_ticket(2).id)
    calling.call(ctx, second, a_ticket(3).id)
    calling.at_desk(ctx, second, a_ticket(3).id)
    clock.set(NEXT_MORNING)
    closed = housekeeping.close_days(ctx)
    assert closed.still_open == 5
    assert {event.kind for event in closed.events} == {EventKind.CLOSED}
    counts = _counts(ctx)
    assert counts[TicketState.WITHDRAWN, True].tickets == 3
    assert counts[TicketState.NO_SHOW, True].tickets == 1
    served = counts[TicketState.DONE, True]
    assert (served.tickets, served.service_seconds) == (1, 0)


def test_topics_are_counted_apart(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    check_in.accept(ctx, entrance, a_ticket(9, topic="work"))
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    by_topic = {
        counts.topic: counts.tickets
        for counts in housekeeping.counts_of(ctx, SERVICE_DAY)
    }
    assert by_topic == {"residence": 5, "work": 1}


def test_afterwards_no_ticket_and_no_event_is_left(
    ctx: Context, clock: FixedClock, tmp_path: Path
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    assert record(ctx) == []
    with pytest.raises(NotFound):
        check_in.ticket_by_code(ctx, a_ticket(1).code)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert a_ticket(1).code.encode() not in stored


def test_event_numbers_go_on_after_the_close(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    before = housekeeping.close_days(ctx).events[-1].seq
    fresh = a_ticket(
        1,
        service_day=SERVICE_DAY + timedelta(days=1),
        issued_at=NEXT_MORNING,
        ticket_id="f" * 32,
        code="ZZZZZZZZZZZZ",
    )
    accepted = check_in.accept(ctx, entrance, fresh)
    assert accepted.outcome.events[0].seq == before + 1
    assert record(ctx, before) == list(accepted.outcome.events)


def test_a_counsellor_who_forgot_to_finish_can_call_in_the_morning(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    calling.call(ctx, first, a_ticket(1).id)
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    assert calling.current(ctx, first) is None
    assert calling.call_next(ctx, first).ticket is None
    assert entrance.active


def test_late_deliveries_are_added_to_their_day(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    check_in.accept(ctx, heard_again(entrance, OPENING, clock.now()), a_ticket(6))
    housekeeping.close_days(ctx)
    assert _counts(ctx)[TicketState.WITHDRAWN, True].tickets == 6


def test_several_days_are_closed_at_once_after_the_hub_was_off(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    next_day = SERVICE_DAY + timedelta(days=1)
    later = a_ticket(7, service_day=next_day, issued_at=NEXT_MORNING)
    clock.set(NEXT_MORNING)
    check_in.accept(ctx, entrance, later)
    clock.set(NEXT_MORNING + timedelta(days=3))
    assert housekeeping.close_days(ctx).days == (SERVICE_DAY, next_day)


def test_each_run_is_noted_without_any_content(ctx: Context, clock: FixedClock) -> None:
    assert housekeeping.last_closing(ctx) is None
    clock.set(NEXT_MORNING)
    run = housekeeping.close_days(ctx)
    noted = Closing(NEXT_MORNING, 5, 5, NEXT_DAY, run.events[-1].seq)
    assert housekeeping.last_closing(ctx) == noted


def test_a_second_run_of_the_same_day_changes_nothing(
    ctx: Context, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    counts, noted = _counts(ctx), housekeeping.last_closing(ctx)
    clock.advance(hours=1)
    assert housekeeping.close_days(ctx).tickets == 0
    assert (_counts(ctx), housekeeping.last_closing(ctx)) == (counts, noted)


def test_of_two_processes_that_close_at_once_one_does(
    ctx: Context, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    other = replace(ctx, database=Database(ctx.database.url))
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(housekeeping.close_days, (ctx, other)))
    other.database.close()
    assert sorted(run.tickets for run in runs) == [0, 5]
    assert _counts(ctx)[TicketState.WITHDRAWN, True].tickets == 5


def test_the_same_ticket_may_come_on_two_days(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    """It stopped every close of the day from then on."""
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    with ctx.database.begin() as connection:  # as hubs of version 0.1 took it
        again = a_ticket(1, service_day=NEXT_DAY, issued_at=NEXT_MORNING)
        tickets.add(connection, again)
    clock.advance(days=1)
    assert housekeeping.close_days(ctx).tickets == 1
    assert housekeeping.close_days(ctx).tickets == 0


@pytest.mark.parametrize("issued_at", [BEYOND, BEFORE_TIME, FIRST_DAY, LAST_DAY])
def test_a_moment_beyond_the_calendar_stops_nothing(
    ctx: Context, clock: FixedClock, issued_at: datetime | int
) -> None:
    ticket = a_ticket(1).id
    moment = issued_at if isinstance(issued_at, int) else None
    with ctx.database.begin() as connection:
        change = sa.update(schema.tickets).where(schema.tickets.c.id == ticket)
        if moment is None:
            connection.execute(change.values(issued_at=issued_at))
        else:
            raw = sa.text(f"UPDATE tickets SET issued_at = {moment} WHERE id = :id")
            connection.execute(raw, {"id": ticket})
    assert len(calling.queue(ctx)) == 5
    clock.set(NEXT_MORNING)
    assert housekeeping.close_days(ctx).tickets == 5
    assert _counts(ctx)[TicketState.WITHDRAWN, True].wait_seconds == 0


def test_days_that_are_far_ahead_are_closed_by_a_clock_that_is_sure(
    ctx: Context, clock: FixedClock
) -> None:
    for count, day in ((7, date.max), (8, SERVICE_DAY + timedelta(days=8))):
        with ctx.database.begin() as connection:
            tickets.add(connection, a_ticket(count, service_day=day))
    assert housekeeping.close_days(ctx).tickets == 0
    assert housekeeping.close_days(ctx, sure=True).days == (
        SERVICE_DAY + timedelta(days=8),
        date.max,
    )
    assert len(calling.queue(ctx)) == 5


def test_a_wait_of_more_than_a_day_is_a_wrong_clock(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    with ctx.database.begin() as connection:
        long_ago = sa.update(schema.tickets).values(
            issued_at=OPENING.replace(year=1970)
        )
        connection.execute(long_ago)
    _serve(ctx, first, clock, 1)
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    assert _counts(ctx)[TicketState.DONE, False].wait_seconds == 0


def test_identities_are_forgotten_after_a_month(
    ctx: Context, clock: FixedClock
) -> None:
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    check_in.standing(ctx, a_ticket(1).id)
    clock.advance(days=31)
    housekeeping.close_days(ctx)
    with pytest.raises(NotFound):
        check_in.standing(ctx, a_ticket(1).id)


def test_a_clock_set_back_gives_no_negative_wait(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.set(OPENING - timedelta(hours=1))
    _serve(ctx, first, clock, 1)
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    assert _counts(ctx)[TicketState.DONE, False].wait_seconds == 0
