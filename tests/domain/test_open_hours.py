"""Whether somewhere is open at a moment, and when that changes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain import open_hours
from kiosk.domain.hours import (
    ClosedRange,
    FederalState,
    OpenSlot,
    SpecialDay,
    WeeklyHours,
)
from kiosk.domain.open_hours import (
    ByAppointment,
    Closed,
    HolidayClosed,
    Open,
    State,
    Unknown,
)
from tests.fakes.ports import FakeCalendar

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)
GOOD_FRIDAY = date(2026, 4, 3)
CALENDAR = FakeCalendar({FederalState.BRANDENBURG: {GOOD_FRIDAY}})

OFFICE = WeeklyHours(
    (
        OpenSlot(0, time(9), time(12)),
        OpenSlot(0, time(13), time(16)),
        OpenSlot(3, time(9), time(18)),
    )
)
NIGHTS = WeeklyHours(tuple(OpenSlot(day, time(22), time(6)) for day in range(7)))
ALWAYS = WeeklyHours(tuple(OpenSlot(day, time(0), time(0)) for day in range(7)))


def at(day: date, hour: int, minute: int = 0, *, fold: int = 0) -> datetime:
    """A moment by the clock on the wall in Spremberg."""
    wall = datetime.combine(day, time(hour, minute, fold=fold), BERLIN)
    return wall.astimezone(UTC)


def state(hours: WeeklyHours | None, moment: datetime) -> State:
    return open_hours.state(hours, moment, BERLIN, CALENDAR)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


# -- a usual week --------------------------------------------------------------------


def test_it_is_open_until_it_closes() -> None:
    assert state(OFFICE, at(MONDAY, 10)) == Open(at(MONDAY, 12))


def test_opening_time_is_open_and_closing_time_is_not() -> None:
    assert state(OFFICE, at(MONDAY, 9)) == Open(at(MONDAY, 12))
    assert state(OFFICE, at(MONDAY, 12)) == Closed(at(MONDAY, 13))


def test_before_after_and_between_it_opens_next() -> None:
    assert state(OFFICE, at(MONDAY, 8, 59)) == Closed(at(MONDAY, 9))
    assert state(OFFICE, at(MONDAY, 16)) == Closed(at(after(3), 9))
    assert state(OFFICE, at(after(4), 9)) == Closed(at(after(7), 9))


def test_slots_that_touch_are_one_stretch() -> None:
    hours = WeeklyHours(
        (OpenSlot(0, time(9), time(12)), OpenSlot(0, time(12), time(16)))
    )
    assert state(hours, at(MONDAY, 10)) == Open(at(MONDAY, 16))


def test_a_slot_past_midnight_is_open_after_midnight() -> None:
    assert state(NIGHTS, at(MONDAY, 23)) == Open(at(after(1), 6))
    assert state(NIGHTS, at(MONDAY, 5, 59)) == Open(at(MONDAY, 6))
    assert state(NIGHTS, at(MONDAY, 6)) == Closed(at(MONDAY, 22))


def test_the_last_night_of_the_week_ends_in_the_next() -> None:
    hours = WeeklyHours((OpenSlot(6, time(22), time(6)),))
    assert state(hours, at(MONDAY, 1)) == Open(at(MONDAY, 6))


def test_slots_that_touch_at_midnight_or_after_are_one_stretch() -> None:
    hours = WeeklyHours(
        (
            OpenSlot(0, time(20), time(0)),
            OpenSlot(1, time(0), time(4)),
            OpenSlot(1, time(3), time(5)),
        )
    )
    assert state(hours, at(MONDAY, 21)) == Open(at(after(1), 5))


def test_a_slot_may_last_a_whole_day() -> None:
    hours = WeeklyHours((OpenSlot(0, time(9), time(9)),))
    assert state(hours, at(MONDAY, 9)) == Open(at(after(1), 9))
    assert state(hours, at(after(1), 9)) == Closed(at(after(7), 9))


def test_who_never_closes_has_no_closing_time() -> None:
    assert state(ALWAYS, at(MONDAY, 10)) == Open(None)


def test_who_never_closes_but_soon_has_one() -> None:
    hours = replace(ALWAYS, special=(SpecialDay(after(3)),))
    assert state(hours, at(MONDAY, 10)) == Open(at(after(3), 0))


# -- unknown, and by appointment -----------------------------------------------------


def test_what_nobody_wrote_is_unknown() -> None:
    assert state(None, at(MONDAY, 3)) == Unknown()


def test_hours_that_never_say_open_are_unknown_not_closed() -> None:
    assert state(WeeklyHours(()), at(MONDAY, 3)) == Unknown()
    closed = WeeklyHours((), closed=(ClosedRange(MONDAY, MONDAY),))
    assert state(closed, at(MONDAY, 3)) == Unknown()


@pytest.mark.parametrize("hour", [3, 10])
def test_by_appointment_is_never_open_and_never_closed(hour: int) -> None:
    hours = replace(OFFICE, by_appointment=True)
    assert state(hours, at(MONDAY, hour)) == ByAppointment()
    assert state(WeeklyHours((), by_appointment=True), at(MONDAY, hour)) == (
        ByAppointment()
    )


def test_slots_that_are_all_by_appointment_say_the_same_at_any_hour() -> None:
    hours = WeeklyHours((OpenSlot(0, time(9), time(12), by_appointment=True),))
    assert state(hours, at(MONDAY, 10)) == ByAppointment()
    assert state(hours, at(MONDAY, 20)) == ByAppointment()


def test_a_slot_by_appointment_says_when_one_may_come_without() -> None:
    hours = WeeklyHours(
        (
            OpenSlot(0, time(9), time(12), by_appointment=True),
            OpenSlot(0, time(13), time(16)),
        )
    )
    assert state(hours, at(MONDAY, 10)) == ByAppointment(at(MONDAY, 13))
    assert state(hours, at(MONDAY, 14)) == Open(at(MONDAY, 16))
    assert state(hours, at(MONDAY, 17)) == Closed(at(after(7), 13))


def test_a_stretch_ends_where_an_appointment_is_needed() -> None:
    hours = WeeklyHours(
        (
            OpenSlot(0, time(9), time(12)),
            OpenSlot(0, time(12), time(16), by_appointment=True),
        )
    )
    assert state(hours, at(MONDAY, 10)) == Open(at(MONDAY, 12))


def test_one_special_day_in_the_past_does_not_close_appointments() -> None:
    hours = WeeklyHours(
        (OpenSlot(0, time(9), time(12), by_appointment=True),),
        special=(SpecialDay(after(-7), (OpenSlot(0, time(9), time(12)),)),),
    )
    assert state(hours, at(MONDAY, 20)) == ByAppointment()


# -- days that are not as usual ------------------------------------------------------


def test_a_holiday_is_leapt_over() -> None:
    fridays = WeeklyHours(
        (OpenSlot(4, time(9), time(12)),), holidays=FederalState.BRANDENBURG
    )
    assert state(fridays, at(GOOD_FRIDAY, 10)) == Closed(
        at(GOOD_FRIDAY + timedelta(days=7), 9)
    )
    saxon = replace(fridays, holidays=FederalState.SAXONY)
    assert state(saxon, at(GOOD_FRIDAY, 10)) == Open(at(GOOD_FRIDAY, 12))


@pytest.mark.parametrize("days", [14, 60, 180])
def test_behind_a_closed_range_the_next_opening_is_found(days: int) -> None:
    closed = ClosedRange(MONDAY, after(days - 1))
    hours = replace(NIGHTS, closed=(closed,))
    assert state(hours, at(MONDAY, 10)) == Closed(at(after(days), 22))


def test_a_night_that_began_before_a_closed_day_is_finished() -> None:
    hours = replace(NIGHTS, closed=(ClosedRange(after(1), after(1)),))
    assert state(hours, at(after(1), 3)) == Open(at(after(1), 6))
    assert state(hours, at(after(1), 23)) == Closed(at(after(2), 22))


def test_a_special_day_has_its_own_hours() -> None:
    special = SpecialDay(MONDAY, (OpenSlot(0, time(10), time(11)),))
    hours = replace(OFFICE, special=(special,))
    assert state(hours, at(MONDAY, 9, 30)) == Closed(at(MONDAY, 10))
    assert state(hours, at(MONDAY, 11)) == Closed(at(after(3), 9))


def test_single_days_may_be_all_there_is() -> None:
    special = SpecialDay(after(9), (OpenSlot(2, time(10), time(11)),))
    hours = WeeklyHours((), special=(special,))
    assert state(hours, at(MONDAY, 10)) == Closed(at(after(9), 10))
    assert state(hours, at(after(10), 10)) == Closed(None)


def test_who_closes_for_good_does_not_open_again() -> None:
    hours = replace(OFFICE, closed=(ClosedRange(MONDAY, date(9999, 12, 31)),))
    assert state(hours, at(MONDAY, 10)) == Closed(None)


# -- the nights on which clocks change -----------------------------------------------

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
EARLY = WeeklyHours((OpenSlot(6, time(2, 15), time(2, 45)),))


def test_a_night_of_spring_is_an_hour_shorter() -> None:
    evening = at(SPRING - timedelta(days=1), 22)
    assert state(NIGHTS, evening) == Open(evening + timedelta(hours=7))


def test_a_night_of_autumn_is_an_hour_longer() -> None:
    evening = at(AUTUMN - timedelta(days=1), 22)
    assert state(NIGHTS, evening) == Open(evening + timedelta(hours=9))


def test_it_is_open_in_both_hours_that_have_the_same_name() -> None:
    first, second = at(AUTUMN, 2, 30), at(AUTUMN, 2, 30, fold=1)
    assert second - first == timedelta(hours=1)
    assert state(NIGHTS, first) == state(NIGHTS, second) == Open(at(AUTUMN, 6))


def test_a_closing_time_that_is_left_out_is_the_jump() -> None:
    hours = WeeklyHours((OpenSlot(5, time(22), time(2, 30)),))
    assert state(hours, at(SPRING, 1)) == Open(at(SPRING, 3))
    assert state(hours, at(SPRING, 3)) == Closed(at(SPRING + timedelta(days=6), 22))


def test_a_closing_time_that_comes_twice_is_the_first() -> None:
    hours = WeeklyHours((OpenSlot(5, time(22), time(2, 30)),))
    assert state(hours, at(AUTUMN, 1)) == Open(at(AUTUMN, 2, 30))
    again = at(AUTUMN, 2, 15, fold=1)
    assert state(hours, again) == Closed(at(AUTUMN + timedelta(days=6), 22))


def test_an_opening_time_that_is_left_out_is_the_jump() -> None:
    hours = WeeklyHours((OpenSlot(6, time(2, 30), time(5)),))
    assert state(hours, at(SPRING, 1)) == Closed(at(SPRING, 3))
    assert state(hours, at(SPRING, 3)) == Open(at(SPRING, 5))


def test_a_slot_that_is_left_out_whole_never_opens() -> None:
    assert state(EARLY, at(SPRING, 1)) == Closed(at(SPRING + timedelta(days=7), 2, 15))
    assert state(EARLY, at(SPRING, 3)) == Closed(at(SPRING + timedelta(days=7), 2, 15))


# -- what is not as usual soon -------------------------------------------------------

EASTER = replace(
    OFFICE,
    slots=(*OFFICE.slots, OpenSlot(4, time(9), time(12))),
    special=(SpecialDay(date(2026, 4, 2), (OpenSlot(3, time(9), time(10)),)),),
    closed=(ClosedRange(date(2026, 4, 7), date(2026, 4, 30)),),
    holidays=FederalState.BRANDENBURG,
)


def test_every_difference_is_told_once_in_the_order_of_the_days() -> None:
    found = open_hours.differences(EASTER, date(2026, 4, 1), 14, CALENDAR)
    assert found == [EASTER.special[0], HolidayClosed(GOOD_FRIDAY), EASTER.closed[0]]


def test_a_difference_too_far_away_or_over_is_not_told() -> None:
    assert open_hours.differences(EASTER, date(2026, 3, 1), 14, CALENDAR) == []
    assert open_hours.differences(EASTER, date(2026, 5, 1), 14, CALENDAR) == []


def test_a_closed_range_that_has_begun_is_told_whole() -> None:
    found = open_hours.differences(EASTER, date(2026, 4, 30), 14, CALENDAR)
    assert found == [EASTER.closed[0]]


def test_a_holiday_on_a_day_that_is_closed_anyway_is_not_told() -> None:
    hours = replace(OFFICE, holidays=FederalState.BRANDENBURG)
    assert open_hours.differences(hours, date(2026, 4, 1), 14, CALENDAR) == []


def test_a_holiday_within_a_closed_range_is_not_told_again() -> None:
    closed = ClosedRange(date(2026, 4, 1), date(2026, 4, 10))
    hours = replace(EASTER, special=(), closed=(closed,))
    assert open_hours.differences(hours, date(2026, 4, 1), 14, CALENDAR) == [closed]


# -- what is true tomorrow too -------------------------------------------------------


@pytest.mark.parametrize(
    "told", [Unknown(), Open(None), ByAppointment(), ByAppointment(None), Closed(None)]
)
def test_what_names_no_moment_lasts(told: State) -> None:
    assert open_hours.lasts(told)


@pytest.mark.parametrize("kind", [Open, ByAppointment, Closed])
def test_what_names_its_end_does_not_last(
    kind: type[Open | ByAppointment | Closed],
) -> None:
    assert not open_hours.lasts(kind(at(MONDAY, 16)))


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """In the week of `MONDAY`."""
    return at(MONDAY + timedelta(days=day), hour, minute)


def test_a_day_has_its_receptions_in_order() -> None:
    assert open_hours.receptions(OFFICE, MONDAY, BERLIN, CALENDAR) == [
        (on(0, 9), on(0, 12)),
        (on(0, 13), on(0, 16)),
    ]
    tuesday = MONDAY + timedelta(days=1)
    assert open_hours.receptions(OFFICE, tuesday, BERLIN, CALENDAR) == []


def test_receptions_that_adjoin_are_one_and_appointments_are_none() -> None:
    slots = (
        OpenSlot(0, time(9), time(12)),
        OpenSlot(0, time(12), time(14)),
        OpenSlot(0, time(15), time(16), by_appointment=True),
    )
    hours = WeeklyHours(slots)
    found = open_hours.receptions(hours, MONDAY, BERLIN, CALENDAR)
    assert found == [(on(0, 9), on(0, 14))]
    closed = replace(hours, by_appointment=True)
    assert open_hours.receptions(closed, MONDAY, BERLIN, CALENDAR) == []


def test_the_next_reception_begins_later_or_not_today() -> None:
    def following(moment: datetime, *, today_too: bool = True) -> datetime | None:
        found = open_hours.next_reception(
            *(OFFICE, moment, BERLIN, CALENDAR), today_too=today_too
        )
        return found[0] if found else None

    assert following(on(0, 8)) == on(0, 9)
    assert following(on(0, 9)) == on(0, 13)
    assert following(on(0, 9), today_too=False) == on(3, 9)
    never = WeeklyHours((), by_appointment=True)
    assert open_hours.next_reception(never, on(0, 8), BERLIN, CALENDAR) is None


@pytest.mark.parametrize(("ahead", "is_found"), [(366, True), (367, False)])
def test_a_reception_is_looked_for_a_year_ahead(ahead: int, *, is_found: bool) -> None:
    day = after(ahead)
    once = replace(OFFICE, slots=(), special=(SpecialDay(day, OFFICE.slots[:1]),))
    found = open_hours.next_reception(once, at(MONDAY, 8), BERLIN, CALENDAR)
    assert found == ((at(day, 9), at(day, 12)) if is_found else None)
