"""What is said of waits on a hub, and what is known of it when the day is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kiosk.domain.appointments import GRACE
from kiosk.domain.hours import OpenSlot, WeeklyHours
from kiosk.domain.queues import Skills
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import SaidWait
from kiosk.ids import LanguageCode, TopicId
from kiosk.operations import (
    appointments,
    booking_times,
    calling,
    check_in,
    housekeeping,
    numbers_left,
    presence,
    waiting_times,
)
from kiosk.operations.appointments import FollowUp
from kiosk.operations.kept_waits import RENEWED_AFTER, KeptWaits
from kiosk.store import waits as store
from kiosk.store.schema import metadata
from tests.builders import AR, OPENING, a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import with_catalogue

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.domain.waits.said import WaitRange
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

WORK = TopicId("work")
AFTER_LUNCH = NOON + timedelta(hours=1, minutes=30)
"""The centre is closed from 12 to 13."""
NEXT_MORNING = OPENING + timedelta(days=1)


def come(ctx: Context, entrance: PairedTerminal, *counts: int) -> list[Ticket]:
    fresh = [a_ticket(count, issued_at=ctx.clock.now()) for count in counts]
    for ticket in fresh:
        check_in.accept(ctx, entrance, ticket)
    return fresh


def serve(ctx: Context, staff: Staff, clock: FixedClock, minutes: float) -> None:
    called = calling.call_next(ctx, staff).ticket
    assert called is not None
    calling.at_desk(ctx, staff, called.id)
    clock.advance(minutes=minutes)
    calling.finish(ctx, staff, called.id)


def said_range(ctx: Context, ticket: Ticket) -> WaitRange | None:
    return waiting_times.said(ctx, ticket.id).range


def test_each_who_waits_is_told_a_range(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    tickets = come(ctx, entrance, 1, 2, 3, 4)
    ranges = [check_in.standing(ctx, ticket.id).wait for ticket in tickets]
    known = [wait.range for wait in ranges if wait and wait.range]
    assert len(known) == 4
    assert [each.low for each in known] == sorted(each.low for each in known)
    assert known[0].low == 0
    assert known[-1].low >= 10


def test_it_is_asked_once_for_each_change(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    come(ctx, entrance, 1, 2)
    once = ctx.waits.now(ctx)
    assert ctx.waits.now(ctx) is once
    calling.call_next(ctx, first)
    again = ctx.waits.now(ctx)
    assert again is not once
    assert len(again.by_ticket) == 1


def test_who_is_booked_for_soon_lets_others_wait_longer(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    *_, last = come(ctx, entrance, 1, 2, 3)
    before = said_range(ctx, last)
    soon = booking_times.free_slots(ctx, WORK, AR, ctx.today())[0]
    appointments.book(ctx, first, FollowUp(WORK, AR, AR), soon.starts_at)
    clock.advance(seconds=RENEWED_AFTER.total_seconds())
    after = said_range(ctx, last)
    assert before is not None
    assert after is not None
    assert after.high > before.high


def test_who_was_booked_and_is_too_late_is_expected_no_more(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    soon = booking_times.free_slots(ctx, WORK, AR, ctx.today())[0]
    appointments.book(ctx, first, FollowUp(WORK, AR, AR), soon.starts_at)
    clock.set(soon.starts_at + GRACE)
    (ticket,) = come(ctx, entrance, 1)
    assert not ctx.waits.now(ctx).by_ticket[ticket.id].low < 10
    clock.advance(seconds=RENEWED_AFTER.total_seconds())
    assert ctx.waits.now(ctx).by_ticket[ticket.id].low < 10


def test_a_day_that_is_booked_whole_turns_nobody_away(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    for slot in booking_times.free_slots(ctx, WORK, AR, ctx.today()):
        appointments.book(ctx, first, FollowUp(WORK, AR, AR), slot.starts_at)
    assert booking_times.free_slots(ctx, WORK, AR, ctx.today()) == []
    assert not waiting_times.line_is_full(ctx)


def test_in_hours_for_appointments_alone_nobody_is_told_to_wait_for_the_next_ones(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    slots = (
        OpenSlot(0, time(9), time(15), by_appointment=True),
        OpenSlot(0, time(20), time(22)),
    )
    catalogue = replace(ctx.catalogue(), consultation_hours=WeeklyHours(slots))
    ctx = with_catalogue(ctx, catalogue)
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    come(ctx, entrance, 1)
    (wait,) = ctx.waits.now(ctx).by_ticket.values()
    assert wait.low < 60


def test_time_alone_changes_it_too(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    come(ctx, entrance, 1)
    once = ctx.waits.now(ctx)
    clock.advance(seconds=RENEWED_AFTER.total_seconds() - 1)
    assert ctx.waits.now(ctx) is once
    clock.advance(seconds=1)
    assert ctx.waits.now(ctx).as_of == clock.now()
    clock.advance(minutes=-10)
    assert ctx.waits.now(ctx).as_of == clock.now()


def test_two_processes_say_the_same(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    come(ctx, entrance, *range(1, 9))
    other = replace(ctx, waits=type(ctx.waits)(), line=type(ctx.line)())
    assert other.waits.now(other).by_ticket == ctx.waits.now(ctx).by_ticket


def test_whom_nobody_can_help_is_told_no_range(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    (ticket,) = come(ctx, entrance, 1)
    vietnamese = Skills(languages=frozenset({LanguageCode("vi")}))
    presence.set_skills(ctx, first.id, vietnamese)
    assert said_range(ctx, ticket) is None
    assert check_in.standing(ctx, ticket.id).wait is None


def test_who_may_not_be_reached_before_closing_is_told_when_that_is(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(NOON + timedelta(hours=4, minutes=50))  # ten minutes before closing
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    tickets = come(ctx, entrance, *range(1, 8))
    assert said_range(ctx, tickets[0]) is not None
    assert said_range(ctx, tickets[-1]) is None
    told = check_in.standing(ctx, tickets[-1].id).wait
    assert told is not None
    assert told.hours_end == HoursEnd(NOON + timedelta(hours=5))


def test_when_nobody_more_would_be_called_today_the_line_is_full(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(NOON + timedelta(hours=4, minutes=20))  # 40 minutes before closing
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    come(ctx, entrance, 1)
    assert not waiting_times.line_is_full(ctx)
    tickets = come(ctx, entrance, *range(2, 12))
    assert waiting_times.line_is_full(ctx)
    for ticket in tickets:
        calling.call(ctx, first, ticket.id)
        calling.no_show(ctx, first, ticket.id)
    assert not waiting_times.line_is_full(ctx)


def test_a_line_that_outlasts_the_morning_takes_nobody_more_until_the_afternoon(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    """Nobody waits nine hours in a hall because it opens again in the afternoon."""
    day, offered = NOON.weekday(), [t.id for t in ctx.catalogue().offered_topics()]
    spans = ((time(10), time(14)), (time(17), time(20)))  # of Berlin; noon is UTC's
    hours = WeeklyHours(tuple(OpenSlot(day, *span) for span in spans))
    split = with_catalogue(ctx, replace(ctx.catalogue(), consultation_hours=hours))
    clock.set(NOON + timedelta(minutes=30))
    presence.choose_desk(split, first.id, split.catalogue().desks[0].id)
    come(split, entrance, 1)
    assert numbers_left.given_out(split).topics == ()
    tickets = come(split, entrance, *range(2, 12))
    assert list(numbers_left.given_out(split).topics) == offered
    assert not waiting_times.line_is_full(split)
    assert waiting_times.line_goes_on_at(split) == NOON + timedelta(hours=5)
    for ticket in tickets:
        calling.call(split, first, ticket.id)
        calling.no_show(split, first, ticket.id)
    assert numbers_left.given_out(split).topics == ()
    assert waiting_times.line_goes_on_at(split) is None


def test_who_is_overtaken_across_a_long_pause_reads_when_it_goes_on(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    """They have a number, and no hours are theirs to wait through."""
    day = NOON.weekday()
    spans = ((time(10), time(14)), (time(17), time(20)))  # of Berlin; noon is UTC's
    hours = WeeklyHours(tuple(OpenSlot(day, *span) for span in spans))
    split = with_catalogue(ctx, replace(ctx.catalogue(), consultation_hours=hours))
    clock.set(NOON + timedelta(minutes=30))
    presence.choose_desk(split, first.id, split.catalogue().desks[0].id)
    *_, last = come(split, entrance, *range(1, 12))
    told = waiting_times.said(split, last.id)
    end = HoursEnd(NOON + timedelta(hours=2), NOON + timedelta(hours=5))
    assert told == SaidWait(clock.now(), None, end)
    assert waiting_times.not_before_the_end(split)[last.id] == end
    assert last.id not in waiting_times.keep_said(split)  # no minutes were said
    standing = check_in.standing(split, last.id)
    assert not standing.is_sure()


def test_a_line_is_not_full_where_nobody_counsels_or_no_hours_are_known(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(NOON + timedelta(hours=4, minutes=20))
    come(ctx, entrance, *range(1, 12))
    presence.leave_desk(ctx, first.id)
    assert not waiting_times.line_is_full(ctx)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    assert waiting_times.line_is_full(ctx)
    without = with_catalogue(ctx, ctx.catalogue().without_hours())
    fresh = replace(without, waits=KeptWaits())
    assert not waiting_times.line_is_full(fresh)


def test_a_topic_that_somebody_quicker_takes_is_still_offered(
    ctx: Context,
    entrance: PairedTerminal,
    first: Staff,
    second: Staff,
    clock: FixedClock,
) -> None:
    clock.set(NOON + timedelta(hours=4, minutes=20))
    for staff, desk in ((first, 0), (second, 1)):
        presence.choose_desk(ctx, staff.id, ctx.catalogue().desks[desk].id)
    only_work = Skills(topics=frozenset({TopicId("work")}))
    presence.set_skills(ctx, first.id, only_work)
    presence.set_skills(ctx, second.id, Skills(frozenset({TopicId("residence")})))
    come(ctx, entrance, *range(1, 12))  # all of them for residence
    assert not waiting_times.line_is_full(ctx)


def test_a_planned_break_is_part_of_the_wait(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(NOON + timedelta(minutes=5))  # closed until one
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    (ticket,) = come(ctx, entrance, 1)
    told = said_range(ctx, ticket)
    assert told is not None
    assert told.low >= 50


def test_it_learns_from_the_visits_of_today_and_of_closed_days(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(OPENING)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    come(ctx, entrance, *range(1, 31))
    before = ctx.waits.now(ctx).by_ticket[a_ticket(30).id].median
    for _ in range(20):
        presence.seen(ctx, first.id)
        serve(ctx, first, clock, 2)
    assert ctx.waits.now(ctx).by_ticket[a_ticket(30).id].median < before / 4
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    with ctx.database.read() as connection:
        kept = store.visits(connection)
    assert [visit.service for visit in kept] == [2.0] * 20


def test_what_was_said_and_what_came_true_outlives_the_tickets(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    come(ctx, entrance, 1, 2, 3)
    told = waiting_times.keep_said(ctx)
    assert told == {a_ticket(count).id for count in (1, 2, 3)}
    for _ in range(2):
        serve(ctx, first, clock, 12)
    assert waiting_times.weeks(ctx) == []
    clock.set(NEXT_MORNING)
    housekeeping.close_days(ctx)
    (week,) = waiting_times.weeks(ctx)
    assert week.monday == OPENING.date()
    assert week.marks.waits == 2  # the third was never called
    assert 0 <= week.marks.held <= 1
    with ctx.database.read() as connection:
        assert store.told_to(connection, list(told)) == {}


def test_only_the_first_word_counts(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    (ticket,) = come(ctx, entrance, 1)
    known = waiting_times.keep_said(ctx)
    clock.advance(minutes=10)
    come(ctx, entrance, 2)
    both = waiting_times.keep_said(ctx, known)
    assert both > known
    waiting_times.keep_said(ctx)  # another process, which knows of none
    with ctx.database.read() as connection:
        kept = store.told_to(connection, list(both))
    assert kept[ticket.id].told_at == AFTER_LUNCH


def test_who_was_called_once_is_not_told_anew(
    ctx: Context, entrance: PairedTerminal, first: Staff, clock: FixedClock
) -> None:
    clock.set(AFTER_LUNCH)
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    (ticket,) = come(ctx, entrance, 1)
    calling.call_next(ctx, first)
    calling.requeue(ctx, first, ticket.id)
    assert waiting_times.keep_said(ctx) == frozenset()
    assert said_range(ctx, ticket) is not None


def test_what_is_kept_leads_to_nobody() -> None:
    for table in ("past_waits", "past_visits"):
        columns = set(metadata.tables[table].c.keys())
        assert not columns & {"ticket", "staff", "desk", "language", "code", "number"}
        assert not any(
            isinstance(column.type, sa.DateTime) or column.name.endswith("_at")
            for column in metadata.tables[table].c
        )
