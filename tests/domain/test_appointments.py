"""Which times can be booked, and what an appointment is worth in the line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.appointments import (
    GRACE,
    HEADSTART,
    Appointment,
    AppointmentState,
    BookableSlot,
    BookingRules,
    CheckInAnswer,
    FoundAppointment,
    SlotRefusal,
    address,
    free_tracks,
    is_whole,
    read_code,
    refusal,
    shown,
    slots_on,
    spans_on,
)
from kiosk.domain.hours import (
    ClosedRange,
    OpenSlot,
    RecurringHours,
    SpecialDay,
    WeeklyHours,
)
from kiosk.domain.queues import in_order
from kiosk.domain.wall_clock import moment_of
from kiosk.ids import AppointmentCode, AppointmentId, LanguageCode, TopicId
from tests.builders import AR, OPENING, PL, SERVICE_DAY, UK, a_ticket

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
RULES = BookingRules(slot=30 * MINUTE)
MONDAY = WeeklyHours((OpenSlot(0, time(9), time(10, 45)),))
BOOKED = OPENING + timedelta(hours=2)


class NoHolidays:
    def is_holiday(self, day: date, state: object) -> bool:
        return False


class Daily:
    def falls_on(self, day: date) -> bool:
        return True


def _starts(
    hours: WeeklyHours, day: date = SERVICE_DAY, language: LanguageCode = AR
) -> list[str]:
    slots = slots_on(hours, day, BERLIN, NoHolidays(), RULES, language)
    return [f"{slot.starts_at.astimezone(BERLIN):%H:%M}" for slot in slots]


def test_the_hours_are_cut_into_slots_and_a_rest_is_left() -> None:
    assert _starts(MONDAY) == ["09:00", "09:30", "10:00"]


def test_on_other_days_and_while_it_is_closed_there_is_none() -> None:
    assert _starts(MONDAY, SERVICE_DAY + timedelta(days=1)) == []
    shut = replace(MONDAY, closed=(ClosedRange(SERVICE_DAY, SERVICE_DAY),))
    assert _starts(shut) == []
    short = SpecialDay(SERVICE_DAY, (OpenSlot(0, time(13), time(14)),))
    assert _starts(replace(MONDAY, special=(short,))) == ["13:00", "13:30"]


def test_no_slot_lies_in_a_break_and_none_reaches_into_it() -> None:
    rule = RecurringHours(
        Daily(), time(9), time(12), breaks=((time(10), time(10, 45)),)
    )
    hours = WeeklyHours((), recurring=(rule,))
    assert _starts(hours) == ["09:00", "09:30", "10:45", "11:15"]


def test_hours_in_other_languages_are_not_offered() -> None:
    polish = RecurringHours(Daily(), time(9), time(10), languages=(PL,))
    any_language = RecurringHours(Daily(), time(14), time(15))
    hours = WeeklyHours((), recurring=(polish, any_language))
    assert _starts(hours, language=PL) == ["09:00", "09:30", "14:00", "14:30"]
    assert _starts(hours, language=UK) == ["14:00", "14:30"]


def test_hours_for_appointments_alone_can_be_booked() -> None:
    alone = WeeklyHours((OpenSlot(0, time(9), time(10), by_appointment=True),))
    assert _starts(alone) == ["09:00", "09:30"]


def test_hours_that_meet_are_cut_as_one() -> None:
    both = (OpenSlot(0, time(9), time(9, 45)), OpenSlot(0, time(9, 45), time(10, 30)))
    assert _starts(WeeklyHours(both)) == ["09:00", "09:30", "10:00"]


def test_what_begins_after_midnight_is_of_its_own_day() -> None:
    night = WeeklyHours((OpenSlot(0, time(23), time(1)),))
    assert _starts(night) == ["23:00", "23:30"]
    assert _starts(night, SERVICE_DAY + timedelta(days=1)) == ["00:00", "00:30"]


def test_when_clocks_change_a_slot_stays_as_long_as_it_is() -> None:
    """Nothing begins in the hour that is left out, and once in the one that repeats."""
    sunday = WeeklyHours((OpenSlot(6, time(1), time(4)),))
    assert _starts(sunday, date(2026, 3, 29)) == ["01:00", "01:30", "03:00", "03:30"]
    assert _starts(sunday, date(2026, 10, 25)) == [
        *("01:00", "01:30", "02:00", "02:30", "03:00", "03:30"),
    ]


@given(
    around=st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), SERVICE_DAY]),
    opens=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    closes=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(10, 180),
)
def test_a_time_on_the_wall_means_one_slot_and_that_lies_in_the_hours(
    around: date, opens: time, closes: time, minutes: int
) -> None:
    hours = WeeklyHours(tuple(OpenSlot(n, opens, closes) for n in range(7)))
    rules = BookingRules(slot=minutes * MINUTE)
    where = BERLIN, NoHolidays()
    days = [around + timedelta(days=n) for n in range(-2, 3)]
    spans = [span for day in days for span in spans_on(hours, day, *where, AR)]
    for day in days[1:-1]:
        slots = slots_on(hours, day, *where, rules, AR)
        assert slots == sorted(slots)
        walls = [slot.starts_at.astimezone(BERLIN) for slot in slots]
        assert {wall.date() for wall in walls} <= {day}
        meant = [moment_of(day, wall.time(), BERLIN) for wall in walls]
        assert meant == [slot.starts_at for slot in slots]
        for slot in slots:
            assert slot.ends_at - slot.starts_at == rules.slot
            assert any(a <= slot.starts_at and slot.ends_at <= z for a, z in spans)


def test_what_is_past_or_too_far_off_cannot_be_booked() -> None:
    last = OPENING + timedelta(days=28)
    assert refusal(OPENING, OPENING, last) is SlotRefusal.PAST
    assert refusal(OPENING + MINUTE, OPENING, last) is None
    assert refusal(last, OPENING, last) is SlotRefusal.TOO_FAR


def test_a_time_is_free_while_fewer_meet_it_than_may_be_at_once() -> None:
    slot = BookableSlot(BOOKED, BOOKED + 30 * MINUTE)
    across = BookableSlot(BOOKED - 10 * MINUTE, BOOKED + 20 * MINUTE)
    after = BookableSlot(slot.ends_at, slot.ends_at + 30 * MINUTE)
    two = BookingRules(at_once=2)
    assert free_tracks(slot, [_taken(across, 0), _taken(after, 1)], two) == [1]
    assert free_tracks(slot, [_taken(across, 0), _taken(slot, 1)], two) == []


def _taken(slot: BookableSlot, track: int) -> Appointment:
    return Appointment(
        AppointmentId("1" * 32),
        AppointmentCode("P0000001"),
        slot,
        SERVICE_DAY,
        track,
        TopicId("work"),
        AR,
        AR,
    )


def _booked(count: int, came: datetime, booked: datetime = BOOKED) -> Ticket:
    return replace(a_ticket(count, issued_at=came), booked_for=booked)


def test_who_comes_on_time_stands_before_those_who_came_after_the_headstart() -> None:
    booked = _booked(1, BOOKED + GRACE)
    long_there = a_ticket(2, issued_at=BOOKED - HEADSTART - MINUTE)
    came_later = a_ticket(3, issued_at=BOOKED - HEADSTART + MINUTE)
    assert in_order([came_later, booked, long_there]) == [
        long_there,
        booked,
        came_later,
    ]


def test_who_comes_too_late_counts_from_when_they_come() -> None:
    late = _booked(1, BOOKED + GRACE + MINUTE)
    assert late.stands_since == late.issued_at


def test_who_comes_hours_before_counts_from_when_they_come() -> None:
    early = _booked(1, BOOKED - timedelta(hours=3))
    assert early.stands_since == early.issued_at


def test_who_lets_others_pass_has_no_headstart_any_more() -> None:
    booked = replace(_booked(1, BOOKED), stands_after=BOOKED + MINUTE)
    assert booked.stands_since == BOOKED + MINUTE


def test_an_appointment_and_a_priority_do_not_add_up() -> None:
    booked = replace(_booked(1, BOOKED), ahead=45 * MINUTE)
    assert booked.stands_since == BOOKED - 45 * MINUTE


@given(
    st.lists(
        st.tuples(st.integers(0, 600), st.none() | st.integers(0, 600)),
        min_size=1,
        max_size=30,
    )
)
def test_nobody_is_passed_by_who_comes_later_than_headstart_and_grace(
    came: list[tuple[int, int | None]],
) -> None:
    tickets = [
        replace(
            a_ticket(count, issued_at=OPENING + minute * MINUTE),
            booked_for=None if booked is None else OPENING + booked * MINUTE,
        )
        for count, (minute, booked) in enumerate(came, 1)
    ]
    line = in_order(tickets)
    for before, one in enumerate(line):
        for after in line[before + 1 :]:
            assert after.issued_at + HEADSTART + GRACE >= one.issued_at


@pytest.mark.parametrize("typed", ["p000 0o1l", "P000-001I", "P0000011", " p0000011 "])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert read_code(typed) == "P0000011"


@pytest.mark.parametrize(
    ("code", "whole"),
    [("P0000011", True), ("P000001", False), ("P00000111", False), ("P000001U", False)],
)
def test_a_code_is_whole_with_eight_signs_that_codes_have(
    code: str, *, whole: bool
) -> None:
    assert is_whole(code) is whole


def test_a_code_is_shown_in_two_groups() -> None:
    assert shown("P0000011") == "P000 0011"


@pytest.mark.parametrize(
    ("hub", "said"),
    [
        ("https://hub.example.org/", "HTTPS://HUB.EXAMPLE.ORG/A/P0000011"),
        ("http://127.0.0.1:8080", "/A/P0000011"),
        (None, "/A/P0000011"),
    ],
)
def test_a_code_leads_to_its_page_where_phones_get_to_the_hub(
    hub: str | None, said: str
) -> None:
    assert address(hub, "P0000011") == said


def test_who_has_a_code_that_leads_nowhere_is_told_nothing_else() -> None:
    code = AppointmentCode("P0000011")
    found = FoundAppointment(CheckInAnswer.UNKNOWN, code)
    assert (found.starts_at, found.topic) == (None, None)
    assert (found.language, found.screen_language) == (None, None)


def test_an_appointment_that_was_just_booked_was_not_moved_and_nobody_came() -> None:
    new = _taken(BookableSlot(BOOKED, BOOKED + 30 * MINUTE), 0)
    assert (new.state, new.moves) == (AppointmentState.BOOKED, 0)
    assert (new.about, new.ticket) == (None, None)


def test_where_nobody_says_otherwise_slots_are_half_an_hour_four_weeks_ahead() -> None:
    rules = BookingRules()
    assert (rules.slot, rules.weeks, rules.at_once) == (30 * MINUTE, 4, 1)


def test_hours_that_lie_within_others_add_none() -> None:
    both = (OpenSlot(0, time(9), time(11)), OpenSlot(0, time(9, 30), time(10)))
    assert _starts(WeeklyHours(both)) == ["09:00", "09:30", "10:00", "10:30"]


def test_hours_beyond_midnight_are_cut_until_they_end() -> None:
    night = WeeklyHours((OpenSlot(0, time(23), time(0, 30)),))
    assert _starts(night) == ["23:00", "23:30"]
    assert _starts(night, SERVICE_DAY + timedelta(days=1)) == ["00:00"]
