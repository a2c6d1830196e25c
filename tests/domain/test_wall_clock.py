"""Which moment a time on the wall means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.wall_clock import moment_of

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
"""Changes by half an hour."""
APIA = ZoneInfo("Pacific/Apia")
"""Left out 30 December 2011."""
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


def test_winter_is_one_hour_before_utc_and_summer_two() -> None:
    assert moment_of(date(2026, 1, 5), time(9), BERLIN) == utc(date(2026, 1, 5), 8)
    assert moment_of(date(2026, 7, 6), time(9), BERLIN) == utc(date(2026, 7, 6), 7)


@pytest.mark.parametrize("left_out", [time(2), time(2, 30), time(2, 59)])
def test_a_time_that_is_left_out_is_reached_by_the_jump(left_out: time) -> None:
    assert moment_of(SPRING, left_out, BERLIN) == utc(SPRING, 1)


def test_around_the_jump_no_time_is_lost() -> None:
    assert moment_of(SPRING, time(1, 59), BERLIN) == utc(SPRING, 0, 59)
    assert moment_of(SPRING, time(3), BERLIN) == utc(SPRING, 1)


def test_a_time_that_comes_twice_is_meant_the_first_time() -> None:
    assert moment_of(AUTUMN, time(2, 30), BERLIN) == utc(AUTUMN, 0, 30)
    assert moment_of(AUTUMN, time(3), BERLIN) == utc(AUTUMN, 2)


def test_half_hour_changes_and_left_out_days_are_reached_too() -> None:
    change = date(2026, 10, 4)
    jump = moment_of(change, time(2, 30), LORD_HOWE)
    assert moment_of(change, time(2, 15), LORD_HOWE) == jump
    gone = moment_of(date(2011, 12, 30), time(12), APIA)
    assert gone == moment_of(date(2011, 12, 31), time(0), APIA)


@pytest.mark.parametrize("at", [time(1), time(2, 30), time(9)])
def test_a_moment_is_told_in_utc_wherever_the_program_runs(at: time) -> None:
    assert moment_of(SPRING, at, BERLIN).tzinfo is UTC


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.times(),
    st.sampled_from([BERLIN, LORD_HOWE, ZoneInfo("America/Sao_Paulo")]),
)
def test_it_is_the_first_moment_at_which_the_wall_has_got_there(
    day: date, at: time, zone: ZoneInfo
) -> None:
    at = at.replace(microsecond=0)
    moment = moment_of(day, at, zone)
    wall = moment.astimezone(zone).replace(tzinfo=None)
    just_before = (moment - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert just_before < datetime.combine(day, at) <= wall


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.times(), st.times())
def test_the_times_of_a_day_keep_their_order(day: date, one: time, two: time) -> None:
    earlier, later = sorted([one.replace(microsecond=0), two.replace(microsecond=0)])
    assert moment_of(day, earlier, BERLIN) <= moment_of(day, later, BERLIN)
