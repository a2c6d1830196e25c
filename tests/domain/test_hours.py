"""Which slots a day has: the most particular rule says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from kiosk.domain.hours import (
    ClosedRange,
    FederalState,
    OpenSlot,
    SpecialDay,
    WeeklyHours,
)
from tests.fakes.ports import FakeCalendar

MONDAY = date(2026, 11, 16)
BUSS_UND_BETTAG = date(2026, 11, 18)
"""A Wednesday; a holiday in Saxony only."""
SAXON = FakeCalendar({FederalState.SAXONY: {BUSS_UND_BETTAG}})
NO_HOLIDAYS = FakeCalendar()

DAILY = WeeklyHours(tuple(OpenSlot(day, time(9), time(12)) for day in range(7)))
LATE = OpenSlot(2, time(14), time(16))


def test_a_usual_day_has_the_slots_of_its_weekday() -> None:
    assert DAILY.on(MONDAY, NO_HOLIDAYS) == (OpenSlot(0, time(9), time(12)),)


def test_a_holiday_closes_where_it_is_one_and_nowhere_else() -> None:
    saxon = replace(DAILY, holidays=FederalState.SAXONY)
    brandenburg = replace(DAILY, holidays=FederalState.BRANDENBURG)
    assert saxon.on(BUSS_UND_BETTAG, SAXON) == ()
    assert brandenburg.on(BUSS_UND_BETTAG, SAXON)
    assert DAILY.on(BUSS_UND_BETTAG, SAXON)


def test_a_closed_range_holds_its_first_and_its_last_day() -> None:
    closed = ClosedRange(date(2026, 11, 17), date(2026, 11, 18))
    hours = replace(DAILY, closed=(closed,))
    opened = [bool(hours.on(date(2026, 11, day), NO_HOLIDAYS)) for day in range(16, 20)]
    assert opened == [True, False, False, True]


def test_a_special_day_replaces_the_usual_slots() -> None:
    hours = replace(DAILY, special=(SpecialDay(BUSS_UND_BETTAG, (LATE,)),))
    assert hours.on(BUSS_UND_BETTAG, NO_HOLIDAYS) == (LATE,)


def test_a_special_day_without_slots_is_closed() -> None:
    hours = replace(DAILY, special=(SpecialDay(BUSS_UND_BETTAG),))
    assert hours.on(BUSS_UND_BETTAG, NO_HOLIDAYS) == ()


def test_a_special_day_opens_within_a_closed_range_and_on_a_holiday() -> None:
    hours = replace(
        DAILY,
        special=(SpecialDay(BUSS_UND_BETTAG, (LATE,)),),
        closed=(ClosedRange(MONDAY, date(2026, 11, 30)),),
        holidays=FederalState.SAXONY,
    )
    assert hours.on(BUSS_UND_BETTAG, SAXON) == (LATE,)


def test_what_closes_no_later_than_it_opens_closes_on_the_next_day() -> None:
    assert OpenSlot(0, time(22), time(6)).closes_next_day
    assert OpenSlot(0, time(9), time(9)).closes_next_day
    assert not OpenSlot(0, time(9), time(9, 1)).closes_next_day
