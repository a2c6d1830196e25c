"""A time is booked once, moved and cancelled by its visitor, and used on its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from kiosk.domain.appointments import (
    MOST_MOVES,
    AppointmentState,
    BookingRules,
    CheckInAnswer,
    SlotRefusal,
)
from kiosk.domain.arrivals import TicketMark
from kiosk.domain.hours import RecurringHours, WeeklyHours
from kiosk.errors import (
    IllegalMove,
    KioskError,
    NotFound,
    SlotNotFree,
    UnknownLanguage,
    UnknownTopic,
)
from kiosk.ids import AppointmentCode, LanguageCode, StaffId, TopicId
from kiosk.operations import (
    accounts,
    appointments,
    booking_times,
    calling,
    check_in,
    housekeeping,
)
from kiosk.operations.appointments import FollowUp
from kiosk.operations.code_tries import CodeAsker
from kiosk.store import appointments as store
from kiosk.store.appointment_tables import appointment_events
from kiosk.store.database import Duplicate
from tests.builders import AR, SERVICE_DAY, a_catalogue, a_ticket
from tests.fakes.clock import NOON
from tests.fakes.together import together

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.appointments import Appointment
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

WORK = TopicId("work")
ABOUT_WORK = FollowUp(WORK, AR, AR)
THURSDAY = SERVICE_DAY + timedelta(days=3)
AT_TEN = NOON + timedelta(days=2, hours=22)
"""On Thursday, by the clock in Spremberg."""
HALF = timedelta(minutes=30)
PHONE = CodeAsker.phone("192.0.2.7")


def _book(ctx: Context, staff: Staff, at: datetime = AT_TEN) -> Appointment:
    return appointments.book(ctx, staff, ABOUT_WORK, at)


def _refused(ctx: Context, staff: Staff, at: datetime) -> str:
    with pytest.raises(SlotNotFree) as refusal:
        _book(ctx, staff, at)
    return refusal.value.hindrance


def _with(code: str, ticket: Ticket) -> Ticket:
    return replace(ticket, appointment=AppointmentCode(code))


def _came(count: int, at: datetime) -> Ticket:
    return a_ticket(count, issued_at=at, service_day=at.date())


def test_what_is_booked_is_not_offered_any_more(ctx: Context, first: Staff) -> None:
    assert [free.day for free in booking_times.free_days(ctx, WORK, AR)][:3] == [
        SERVICE_DAY,
        THURSDAY,
        SERVICE_DAY + timedelta(days=7),
    ]
    before = booking_times.free_slots(ctx, WORK, AR, THURSDAY)
    booked = _book(ctx, first)
    after = booking_times.free_slots(ctx, WORK, AR, THURSDAY)
    assert {slot.starts_at for slot in before} - {slot.starts_at for slot in after} == {
        AT_TEN
    }
    assert appointments.upcoming(ctx) == [booked]


def test_what_has_begun_today_is_not_offered(ctx: Context) -> None:
    today = booking_times.free_slots(ctx, WORK, AR, SERVICE_DAY)
    assert today[0].starts_at == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("at", "hindrance"),
    [
        (NOON - timedelta(hours=2), SlotRefusal.PAST),
        (NOON - timedelta(days=7), SlotRefusal.PAST),
        (AT_TEN + timedelta(weeks=4), SlotRefusal.TOO_FAR),
        (AT_TEN + timedelta(days=1), SlotRefusal.OUTSIDE_HOURS),
        (AT_TEN + timedelta(minutes=1), SlotRefusal.OUTSIDE_HOURS),
    ],
    ids=["this morning", "last week", "next month", "Friday", "between two slots"],
)
def test_a_time_that_cannot_be_is_refused(
    ctx: Context, first: Staff, at: datetime, hindrance: SlotRefusal
) -> None:
    assert _refused(ctx, first, at) == hindrance
    assert appointments.upcoming(ctx) == []


def test_a_time_is_booked_once(ctx: Context, first: Staff, second: Staff) -> None:
    _book(ctx, first)
    assert _refused(ctx, second, AT_TEN) == SlotRefusal.TAKEN


def test_of_two_who_book_at_once_one_wins(
    ctx: Context, first: Staff, second: Staff
) -> None:
    works = [partial(_book, ctx, staff) for staff in (first, second) * 4]
    refused = together(*works)
    assert {type(refusal) for refusal in refused} == {SlotNotFree}
    assert len(refused) == 7
    assert len(appointments.upcoming(ctx)) == 1


def test_as_many_are_booked_as_may_be_at_once(ctx: Context, first: Staff) -> None:
    two = replace(ctx, bookings=BookingRules(at_once=2))
    tracks = {_book(two, first).track, _book(two, first).track}
    assert tracks == {0, 1}
    assert _refused(two, first, AT_TEN) == SlotRefusal.TAKEN


def test_without_known_hours_there_is_nothing_to_book(
    ctx: Context, first: Staff
) -> None:
    unknown = replace(ctx, catalogue=lambda: a_catalogue().without_hours())
    assert not booking_times.hours_known(unknown)
    assert booking_times.free_days(unknown, WORK, AR) == []
    assert _refused(unknown, first, AT_TEN) == SlotRefusal.OUTSIDE_HOURS


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (replace(ABOUT_WORK, topic=TopicId("no")), UnknownTopic),
        (replace(ABOUT_WORK, topic=TopicId("tax")), UnknownTopic),
        (replace(ABOUT_WORK, language=LanguageCode("fa")), UnknownLanguage),
    ],
    ids=["no such topic", "topic not offered now", "language not offered"],
)
def test_nobody_books_what_is_not_offered(
    ctx: Context, first: Staff, wanted: FollowUp, refusal: type[KioskError]
) -> None:
    with pytest.raises(refusal):
        appointments.book(ctx, first, wanted, AT_TEN)
    assert appointments.upcoming(ctx) == []


def test_its_visitor_moves_it_and_keeps_the_code(ctx: Context, first: Staff) -> None:
    booked = _book(ctx, first)
    moved = appointments.move(ctx, booked.code, AT_TEN + HALF, 0)
    assert (moved.code, moved.slot.starts_at) == (booked.code, AT_TEN + HALF)
    again = appointments.move(ctx, booked.code, AT_TEN + 2 * HALF, 0)
    assert again == moved
    _book(ctx, first)  # the old time is free again
    with pytest.raises(SlotNotFree, match="taken"):
        appointments.move(ctx, booked.code, AT_TEN, 1)


def test_it_is_moved_so_often_and_no_oftener(ctx: Context, first: Staff) -> None:
    code = _book(ctx, first).code
    for moves in range(MOST_MOVES):
        appointments.move(ctx, code, AT_TEN + (moves % 2 + 1) * HALF, moves)
    with pytest.raises(IllegalMove):
        appointments.move(ctx, code, AT_TEN, MOST_MOVES)


def test_who_cancels_gives_the_time_to_others(
    ctx: Context, first: Staff, second: Staff
) -> None:
    booked = _book(ctx, first)
    for _ in range(2):
        gone = appointments.cancel(ctx, booked.code.lower())
        assert gone.state is AppointmentState.CANCELLED
    other = _book(ctx, second)
    appointments.cancel_for_visitor(ctx, first, other.id)
    with pytest.raises(IllegalMove):
        appointments.move(ctx, booked.code, AT_TEN, 0)


def test_what_is_done_with_it_is_a_row_with_who_did_it(
    ctx: Context, first: Staff, second: Staff
) -> None:
    booked = _book(ctx, first)
    appointments.move(ctx, booked.code, AT_TEN + HALF, 0)
    appointments.cancel_for_visitor(ctx, second, booked.id)
    with ctx.database.read() as connection:
        done = store.deeds(connection, booked.id)
    assert done == [("booked", first.id), ("moved", None), ("cancelled", second.id)]
    with pytest.raises(Duplicate), ctx.database.begin() as connection:
        connection.execute(sa.update(appointment_events).values(staff=StaffId("x")))


def test_who_checks_in_with_a_code_stands_at_its_place(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    code = _book(ctx, first).code
    clock.set(AT_TEN)
    waits_long, came_just_now = (
        _came(1, AT_TEN - timedelta(minutes=31)),
        _came(2, AT_TEN - timedelta(minutes=5)),
    )
    for ticket in (waits_long, came_just_now, _with(code, _came(3, AT_TEN))):
        check_in.accept(ctx, entrance, ticket)
    line = calling.queue(ctx)
    assert [ticket.number.count for ticket in line] == [1, 3, 2]
    assert line[1].booked_for == AT_TEN
    (used,) = appointments.upcoming(ctx)
    assert used.state is AppointmentState.ARRIVED
    assert appointments.ticket_of(ctx, used) == line[1]


def test_a_delivery_that_is_repeated_uses_it_once(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    code = _book(ctx, first).code
    clock.set(AT_TEN)
    ticket = _with(code, _came(1, AT_TEN))
    assert check_in.accept(ctx, entrance, ticket).created
    assert not check_in.accept(ctx, entrance, ticket).created
    assert calling.ticket(ctx, ticket.id).marks == frozenset()


@pytest.mark.parametrize("spoilt", ["used", "cancelled", "unknown", "another day"])
def test_a_code_that_is_worth_nothing_still_gives_a_number(
    ctx: Context,
    first: Staff,
    entrance: PairedTerminal,
    clock: FixedClock,
    spoilt: str,
) -> None:
    code: str = _book(ctx, first).code
    came = AT_TEN - timedelta(days=1) if spoilt == "another day" else AT_TEN
    clock.set(came)
    if spoilt == "used":
        check_in.accept(ctx, entrance, _with(code, _came(1, came)))
    elif spoilt == "cancelled":
        appointments.cancel(ctx, code)
    elif spoilt == "unknown":
        code = "00000000"
    ticket = _with(code, _came(2, came))
    assert check_in.accept(ctx, entrance, ticket).created
    taken = calling.ticket(ctx, ticket.id)
    assert (taken.booked_for, taken.stands_since) == (None, came)
    assert taken.marks == {TicketMark.NO_APPOINTMENT}


def test_codes_are_read_as_people_type_them(ctx: Context, first: Staff) -> None:
    code = _book(ctx, first).code
    typed = f" {code[:4].lower()}-{code[4:].replace('0', 'o').replace('1', 'l')} "
    assert appointments.look(ctx, typed, PHONE).code == code


def test_after_its_day_only_counts_are_left(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    came, cancelled, missed, later = (
        _book(ctx, first, AT_TEN + n * HALF) for n in range(4)
    )
    appointments.move(ctx, later.code, AT_TEN + timedelta(days=7), 0)
    appointments.cancel(ctx, cancelled.code)
    clock.set(AT_TEN)
    check_in.accept(ctx, entrance, _with(came.code, _came(1, AT_TEN)))
    clock.advance(days=1)
    with pytest.raises(NotFound):
        appointments.look(ctx, missed.code, PHONE)
    for _ in range(2):
        housekeeping.close_days(ctx)
    assert [each.id for each in appointments.upcoming(ctx)] == [later.id]
    with ctx.database.read() as connection:
        assert store.counts_of(connection, THURSDAY) == {
            AppointmentState.ARRIVED: 1,
            AppointmentState.CANCELLED: 1,
            AppointmentState.MISSED: 1,
        }
        assert store.deeds(connection, came.id) == []
        assert store.deeds(connection, later.id) != []


def test_what_a_wrong_clock_has_booked_goes_with_the_next_sure_close(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.set(AT_TEN + timedelta(days=7 * 520))
    _book(ctx, first, clock.now() + timedelta(days=7))
    clock.set(NOON)
    kept = _book(ctx, first)
    housekeeping.close_days(ctx)
    assert len(appointments.upcoming(ctx)) == 2
    housekeeping.close_days(ctx, sure=True)
    assert appointments.upcoming(ctx) == [kept]


def test_it_stays_when_the_hours_change_and_staff_can_see_that(
    ctx: Context, first: Staff
) -> None:
    booked = _book(ctx, first)
    assert booking_times.is_in_hours(ctx, booked)
    changed = replace(ctx, catalogue=lambda: a_catalogue().without_hours())
    assert not booking_times.is_in_hours(changed, booked)
    assert appointments.look(changed, booked.code, PHONE) == booked


def test_the_day_is_that_of_the_site(ctx: Context, first: Staff) -> None:
    assert _book(ctx, first).service_day == THURSDAY == date(2026, 3, 5)


def test_a_counsellor_who_is_removed_leaves_the_appointment_to_the_others(
    ctx: Context, first: Staff, second: Staff, clock: FixedClock
) -> None:
    booked = _book(ctx, first)
    accounts.deactivate(ctx, first.id)
    assert appointments.look(ctx, booked.code, PHONE) == booked
    appointments.cancel_for_visitor(ctx, second, booked.id)
    clock.set(AT_TEN + timedelta(days=1))
    housekeeping.close_days(ctx)
    assert appointments.upcoming(ctx) == []


def test_a_clock_that_jumps_back_neither_loses_nor_uses_it(
    ctx: Context, first: Staff, entrance: PairedTerminal, clock: FixedClock
) -> None:
    booked = _book(ctx, first)
    clock.set(AT_TEN)
    check_in.accept(ctx, entrance, _with(booked.code, _came(1, AT_TEN)))
    clock.set(NOON)
    terminal = appointments.at_terminal(ctx, booked.code, entrance)
    assert terminal.answer is CheckInAnswer.USED
    assert _refused(ctx, first, AT_TEN) == SlotRefusal.TAKEN
    housekeeping.close_days(ctx)
    assert [each.id for each in appointments.upcoming(ctx)] == [booked.id]


def test_hours_on_other_topics_are_not_offered(ctx: Context, first: Staff) -> None:
    friday = AT_TEN + timedelta(days=1)
    rule = RecurringHours(OnFridays(), time(10), time(11), topics=(TopicId("family"),))
    hours = WeeklyHours((), recurring=(rule,))
    changed = replace(a_catalogue(), consultation_hours=hours)
    only = replace(ctx, catalogue=lambda: changed)
    assert booking_times.free_days(only, WORK, AR) == []
    assert _refused(only, first, friday) == SlotRefusal.OUTSIDE_HOURS
    about_family = replace(ABOUT_WORK, topic=TopicId("family"))
    assert booking_times.free_days(only, about_family.topic, AR)[0].slots == 2
    booked = appointments.book(only, first, about_family, friday)
    assert booking_times.is_in_hours(only, booked)


class OnFridays:
    def falls_on(self, day: date) -> bool:
        return day.weekday() == 4
