"""The rules of opening against a clock that is watched minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain import open_hours
from kiosk.domain.hours import (
    ClosedRange,
    FederalState,
    OpenSlot,
    SpecialDay,
    WeeklyHours,
)
from kiosk.domain.open_hours import ByAppointment, Closed, Open, Unknown
from tests.fakes.ports import FakeCalendar

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
DAY = 24 * 60
ORDINARY, SPRING, AUTUMN = date(2026, 3, 4), date(2026, 3, 29), date(2026, 10, 25)
WATCHED = range(-2 * DAY, 9 * DAY)
"""Minutes around the midnight (UTC) at which the asked day begins."""
CALENDAR = FakeCalendar({FederalState.SAXONY: {ORDINARY, SPRING, AUTUMN}})


@cache
def walls(day: date) -> list[datetime]:
    """What the clock on the wall shows in each watched minute."""
    start = datetime.combine(day, time(0), UTC)
    return [
        (start + minute * MINUTE).astimezone(BERLIN).replace(tzinfo=None)
        for minute in WATCHED
    ]


def reached(day: date, wall: datetime) -> int:
    """The first watched minute that shows this time or a later one."""
    for minute, shown in zip(WATCHED, walls(day), strict=True):
        if shown >= wall:
            return minute
    return WATCHED.stop


def open_minutes(hours: WeeklyHours, day: date, *, by_appointment: bool) -> set[int]:
    """By the words of the format: slot by slot, day by day."""
    found: set[int] = set()
    for offset in range(-2, 9):
        slot_day = day + timedelta(days=offset)
        for slot in hours.on(slot_day, CALENDAR):
            if slot.by_appointment is not by_appointment:
                continue
            closing = slot_day
            if slot.closes <= slot.opens:
                closing += timedelta(days=1)
            found.update(
                range(
                    reached(day, datetime.combine(slot_day, slot.opens)),
                    reached(day, datetime.combine(closing, slot.closes)),
                )
            )
    return found


TIMES = st.one_of(
    st.sampled_from([time(0), time(2), time(2, 30), time(3), time(9)]),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
DAYS = st.sampled_from([ORDINARY, SPRING, AUTUMN])


@st.composite
def weeks(draw: st.DrawFn, day: date) -> WeeklyHours:
    near = st.integers(-2, 3).map(lambda days: day + timedelta(days=days))

    def slots(weekday: st.SearchStrategy[int]) -> st.SearchStrategy[list[OpenSlot]]:
        slot = st.builds(OpenSlot, weekday, TIMES, TIMES, st.booleans())
        return st.lists(slot, max_size=8)

    special = draw(st.lists(near, max_size=2, unique=True))
    closed = sorted([draw(near), draw(near)])
    return WeeklyHours(
        tuple(draw(slots(st.integers(0, 6)))),
        special=tuple(
            SpecialDay(when, tuple(draw(slots(st.just(when.weekday()))))[:2])
            for when in special
        ),
        closed=(ClosedRange(closed[0], closed[1]),) if draw(st.booleans()) else (),
        holidays=draw(st.sampled_from([None, *FederalState])),
    )


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_minute_of_a_day_is_told_as_the_clock_shows_it(
    data: st.DataObject,
) -> None:
    day = data.draw(DAYS)
    hours = data.draw(weeks(day))
    walk_in = open_minutes(hours, day, by_appointment=False)
    appointed = open_minutes(hours, day, by_appointment=True)
    start = datetime.combine(day, time(0), UTC)
    first = data.draw(st.integers(0, 6))
    for minute in range(first, DAY, 7):
        state = open_hours.state(hours, start + minute * MINUTE, BERLIN, CALENDAR)
        assert isinstance(state, Open) == (minute in walk_in)
        match state:
            case Open(until):
                told = next(m for m in range(minute, DAY * 8) if m not in walk_in)
                far = told - minute > open_hours.LONG / MINUTE
                assert until == (None if far else start + told * MINUTE)
            case Closed(opens) | ByAppointment(opens):
                soon = (m for m in range(minute, DAY * 8) if m in walk_in)
                if (opening_minute := next(soon, None)) is not None:
                    assert opens == start + opening_minute * MINUTE
            case Unknown():
                assert not [*hours.all_slots()]
        if minute in appointed - walk_in:
            assert isinstance(state, ByAppointment)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_promised_opening_is_open_and_a_promised_closing_is_not(
    data: st.DataObject,
) -> None:
    day = data.draw(DAYS)
    hours = data.draw(weeks(day))
    minute = data.draw(st.integers(0, DAY))
    moment = datetime.combine(day, time(0), UTC) + minute * MINUTE
    match open_hours.state(hours, moment, BERLIN, CALENDAR):
        case Open(until) if until is not None:
            then = open_hours.state(hours, until, BERLIN, CALENDAR)
            assert not isinstance(then, Open)
        case Closed(opens) | ByAppointment(opens) if opens is not None:
            assert opens > moment
            then = open_hours.state(hours, opens, BERLIN, CALENDAR)
            assert isinstance(then, Open)
            before = open_hours.state(hours, opens - MINUTE, BERLIN, CALENDAR)
            assert not isinstance(before, Open)
