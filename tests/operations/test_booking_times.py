"""What is booked has room in the hours, and its visitor is received if that can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.appointments import GRACE, CheckInAnswer, SlotRefusal
from kiosk.domain.hours import OpenSlot, RecurringHours, WeeklyHours
from kiosk.domain.queues import Skills
from kiosk.errors import SlotNotFree
from kiosk.ids import AppointmentCode, TopicId
from kiosk.operations import (
    appointments,
    booking_times,
    check_in,
    numbers_left,
    presence,
)
from kiosk.operations.appointments import FollowUp
from kiosk.operations.numbers_left import GivenOut
from tests.builders import AR, PL, SERVICE_DAY, a_catalogue, a_ticket
from tests.fakes.clock import NOON
from tests.fakes.together import together

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

WORK = TopicId("work")
ABOUT_WORK = FollowUp(WORK, AR, AR)
HALF = timedelta(minutes=30)
TOMORROW = SERVICE_DAY + timedelta(days=1)
AT_TEN = NOON + timedelta(hours=22)
"""Tomorrow, by the clock in Spremberg."""


class Daily:
    def falls_on(self, _day: date) -> bool:
        return True


def with_hours(ctx: Context, hours: WeeklyHours | None) -> Context:
    changed = replace(a_catalogue(), consultation_hours=hours)
    return replace(ctx, catalogue=lambda: changed)


def with_room_for(ctx: Context, most: int) -> Context:
    rule = RecurringHours(Daily(), time(9), time(16), capacity=most)
    many = replace(ctx.bookings, at_once=30)
    return replace(with_hours(ctx, WeeklyHours((), recurring=(rule,))), bookings=many)


def test_hours_take_no_more_bookings_than_they_have_room_for(
    ctx: Context, first: Staff
) -> None:
    ctx = with_room_for(ctx, 2)
    kept = appointments.book(ctx, first, ABOUT_WORK, AT_TEN)
    gone = appointments.book(ctx, first, ABOUT_WORK, AT_TEN + HALF)
    days = [free.day for free in booking_times.free_days(ctx, WORK, AR)]
    assert TOMORROW not in days
    assert TOMORROW + timedelta(days=1) in days
    assert booking_times.free_slots(ctx, WORK, AR, TOMORROW) == []
    with pytest.raises(SlotNotFree) as refusal:
        appointments.book(ctx, first, ABOUT_WORK, AT_TEN + 2 * HALF)
    assert refusal.value.hindrance is SlotRefusal.TAKEN
    appointments.move(ctx, kept.code, AT_TEN + 3 * HALF, 0)
    appointments.cancel(ctx, gone.code)
    assert booking_times.free_slots(ctx, WORK, AR, TOMORROW) != []


def test_of_many_who_press_for_the_last_room_one_gets_it(
    ctx: Context, first: Staff, second: Staff
) -> None:
    ctx = with_room_for(ctx, 1)
    refused = together(
        *(
            partial(appointments.book, ctx, staff, ABOUT_WORK, AT_TEN + n * HALF)
            for n, staff in enumerate((first, second) * 3)
        )
    )
    assert [type(refusal) for refusal in refused] == [SlotNotFree] * 5
    assert len(appointments.upcoming(ctx)) == 1


def test_a_number_of_today_takes_room_and_who_is_booked_and_came_counts_once(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    ctx = with_room_for(ctx, 3)
    soon = NOON + timedelta(hours=1)
    booked = appointments.book(ctx, first, ABOUT_WORK, soon)
    check_in.accept(ctx, entrance, a_ticket(1, issued_at=NOON))
    assert numbers_left.given_out(ctx).topics == ()
    coming = replace(
        a_ticket(2, issued_at=NOON), appointment=AppointmentCode(booked.code)
    )
    check_in.accept(ctx, entrance, coming)
    assert booking_times.free_slots(ctx, WORK, AR, SERVICE_DAY) != []
    assert numbers_left.given_out(ctx).topics == ()
    appointments.book(ctx, first, ABOUT_WORK, soon + HALF)
    assert booking_times.free_slots(ctx, WORK, AR, SERVICE_DAY) == []


def test_a_number_is_kept_for_who_is_booked_until_they_are_too_late(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    ctx = with_room_for(ctx, 1)
    soon = NOON + timedelta(hours=1)
    appointments.book(ctx, first, ABOUT_WORK, soon)
    assert WORK in numbers_left.given_out(ctx).topics
    clock.set(soon + GRACE + timedelta(minutes=1))
    assert numbers_left.given_out(ctx).topics == ()


def test_who_is_booked_and_comes_before_the_hours_takes_room_in_them(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    ctx = with_room_for(ctx, 1)
    opens = NOON - 4 * HALF - timedelta(hours=1)
    clock.set(opens - timedelta(minutes=10))
    booked = appointments.book(ctx, first, ABOUT_WORK, opens)
    coming = replace(
        a_ticket(1, issued_at=clock.now()), appointment=AppointmentCode(booked.code)
    )
    check_in.accept(ctx, entrance, coming)
    clock.set(opens + timedelta(minutes=5))
    assert WORK in numbers_left.given_out(ctx).topics
    assert booking_times.free_slots(ctx, WORK, AR, SERVICE_DAY) == []


def with_hours_of_two(ctx: Context) -> Context:
    """Polish for two who walk in; beside it Arabic for three who are booked."""
    hours = RecurringHours(Daily(), time(9), time(20), languages=(PL,), capacity=2)
    beside = replace(hours, languages=(AR,), capacity=3, by_appointment=True)
    both = with_hours(ctx, WeeklyHours((), recurring=(hours, beside)))
    return replace(both, bookings=replace(ctx.bookings, at_once=30))


def test_who_is_booked_in_one_language_takes_no_room_of_who_walks_in_for_another(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    ctx = with_hours_of_two(ctx)
    for n in range(3):
        appointments.book(ctx, first, ABOUT_WORK, NOON + (n + 1) * HALF)
    assert numbers_left.given_out(ctx).topics == ()
    assert booking_times.free_slots(ctx, WORK, AR, SERVICE_DAY) == []
    for count in (1, 2):
        ticket = a_ticket(count, issued_at=NOON, language=PL)
        check_in.accept(ctx, entrance, ticket)
    assert WORK in numbers_left.given_out(ctx).topics


def test_who_walks_in_takes_no_room_of_who_books_another_language(
    ctx: Context, first: Staff, entrance: PairedTerminal
) -> None:
    ctx = with_hours_of_two(ctx)
    for count in range(1, 6):
        ticket = a_ticket(count, issued_at=NOON, language=PL)
        check_in.accept(ctx, entrance, ticket)
    for n in range(3):
        appointments.book(ctx, first, ABOUT_WORK, NOON + (n + 1) * HALF)


def test_there_are_no_more_at_once_than_desks(ctx: Context, first: Staff) -> None:
    ctx = with_room_for(ctx, 30)
    desks = len(ctx.catalogue().desks)
    for _ in range(desks):
        appointments.book(ctx, first, ABOUT_WORK, AT_TEN)
    with pytest.raises(SlotNotFree):
        appointments.book(ctx, first, ABOUT_WORK, AT_TEN)


def test_after_midnight_it_is_of_the_day_that_stands_on_the_calendar(
    ctx: Context, first: Staff
) -> None:
    night = tuple(OpenSlot(n, time(23), time(1)) for n in range(7))
    ctx = with_hours(ctx, WeeklyHours(night))
    midnight = AT_TEN + timedelta(hours=14)
    assert midnight in {
        slot.starts_at
        for slot in booking_times.free_slots(
            ctx, WORK, AR, TOMORROW + timedelta(days=1)
        )
    }
    booked = appointments.book(ctx, first, ABOUT_WORK, midnight)
    assert booked.service_day == TOMORROW + timedelta(days=1)
    assert booking_times.is_in_hours(ctx, booked)


AFTERNOON = WeeklyHours(tuple(OpenSlot(n, time(14), time(16)) for n in range(7)))


@pytest.mark.parametrize("hours", [AFTERNOON, None], ids=["moved", "gone"])
def test_hours_that_were_changed_hold_nobody_back_while_somebody_is_there(
    ctx: Context,
    first: Staff,
    entrance: PairedTerminal,
    clock: FixedClock,
    hours: WeeklyHours | None,
) -> None:
    booked = appointments.book(with_room_for(ctx, 9), first, ABOUT_WORK, AT_TEN)
    changed = with_hours(ctx, hours)
    assert booking_times.outside_hours(changed) == [booked]
    clock.set(AT_TEN)
    presence.leave_desk(changed, first.id)
    told = appointments.at_terminal(changed, booked.code, entrance)
    assert told.answer is CheckInAnswer.OUTSIDE_HOURS
    presence.choose_desk(changed, first.id, ctx.catalogue().desks[0].id)
    told = appointments.at_terminal(changed, booked.code, entrance)
    assert told.answer is CheckInAnswer.READY


def test_in_its_hours_it_is_good_before_they_open_and_until_they_are_over(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    ctx = with_room_for(ctx, 9)
    booked = appointments.book(ctx, first, ABOUT_WORK, AT_TEN)
    presence.leave_desk(ctx, first.id)
    assert booking_times.outside_hours(ctx) == []
    for moment, answer in (
        (AT_TEN - timedelta(hours=2), CheckInAnswer.READY),
        (AT_TEN + timedelta(hours=5), CheckInAnswer.READY),
        (AT_TEN + timedelta(hours=6), CheckInAnswer.OUTSIDE_HOURS),
    ):
        clock.set(moment)
        told = appointments.at_terminal(ctx, booked.code, entrance)
        assert told.answer is answer, moment


def test_who_walks_in_beyond_the_room_of_their_language_takes_none_of_another(
    ctx: Context, entrance: PairedTerminal
) -> None:
    polish = RecurringHours(Daily(), time(9), time(20), languages=(PL,), capacity=2)
    arabic = replace(polish, languages=(AR,), capacity=3)
    ctx = with_hours(ctx, WeeklyHours((), recurring=(polish, arabic)))
    for count in (1, 2):
        assert numbers_left.given_out(ctx).languages == {}
        ticket = a_ticket(count, issued_at=NOON, language=PL)
        check_in.accept(ctx, entrance, ticket)
    given = numbers_left.given_out(ctx)
    assert given.topics == ()
    assert given.languages[WORK] == (PL,)
    for count in (3, 4, 5):
        ticket = a_ticket(count, issued_at=NOON, language=AR)
        check_in.accept(ctx, entrance, ticket)
    full = numbers_left.given_out(ctx)
    assert WORK in full.topics
    assert full.languages == {}


def test_who_speaks_what_no_open_hours_name_takes_no_room_of_others(
    ctx: Context, entrance: PairedTerminal, first: Staff
) -> None:
    """Unless somebody at a desk says that they speak it."""
    polish = RecurringHours(Daily(), time(9), time(20), languages=(PL,), capacity=2)
    ctx = with_hours(ctx, WeeklyHours((), recurring=(polish,)))
    presence.choose_desk(ctx, first.id, ctx.catalogue().desks[0].id)
    given = numbers_left.given_out(ctx)
    assert (given.topics, given.languages) == ((), {})
    assert AR in given.unspoken[WORK]
    assert PL not in given.unspoken[WORK]
    assert given.without_numbers() == given.unspoken
    arabic = Skills(topics=frozenset({WORK}), languages=frozenset({AR, PL}))
    presence.set_skills(ctx, first.id, arabic)
    given = numbers_left.given_out(ctx)
    assert AR not in given.unspoken[WORK]
    assert all(AR in codes for topic, codes in given.unspoken.items() if topic != WORK)
    for count, language in ((1, AR), (2, PL)):
        ticket = a_ticket(count, issued_at=NOON, language=language)
        check_in.accept(ctx, entrance, ticket)
    full = numbers_left.given_out(ctx)
    assert WORK in full.topics
    assert full.without_numbers() == {}


def test_where_hours_name_no_languages_or_have_no_bound_everybody_gets_a_number(
    ctx: Context,
) -> None:
    anybody = RecurringHours(Daily(), time(9), time(20), capacity=2)
    polish = replace(anybody, languages=(PL,))
    for rules in ((anybody,), (polish, anybody), (replace(polish, capacity=None),)):
        hours = with_hours(ctx, WeeklyHours((), recurring=rules))
        assert numbers_left.given_out(hours) == GivenOut()
