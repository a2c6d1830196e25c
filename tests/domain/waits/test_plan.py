from __future__ import annotations

from datetime import datetime, timedelta
from math import inf

from kiosk.domain.waits.plan import HoursEnd, breaks, hours_end, windows
from kiosk.domain.waits.replay import ALWAYS
from tests.fakes.clock import NOON


def at(hour: float) -> datetime:
    return NOON + timedelta(hours=hour - 12)


DAY = [(at(9), at(12.5)), (at(13), at(17))]


def test_a_desk_calls_while_visitors_are_received() -> None:
    assert windows(DAY, at(12)) == ((0, 30), (60, 300))
    assert windows(DAY, at(8)) == ((60, 270), (300, 540))


def test_what_is_over_counts_no_more() -> None:
    assert windows(DAY, at(16)) == ((0, 60),)


def test_who_still_sits_there_after_closing_goes_on() -> None:
    assert windows(DAY, at(17)) == windows([], at(9)) == ALWAYS == ((0, inf),)


def test_a_break_lies_between_two_receptions() -> None:
    assert breaks(DAY) == [(at(12.5), at(13))]
    assert breaks([]) == breaks(DAY[:1]) == []


SIESTA = [(at(9), at(12.5)), (at(15), at(18))]
AFTERNOON = HoursEnd(at(12.5), at(15))


def test_a_pause_is_long_where_nobody_waits_through_it() -> None:
    assert hours_end(DAY, at(12), 70, 100) is None
    assert hours_end(SIESTA, at(12), 5, 20) is None
    assert hours_end(SIESTA, at(12), 180, 200) == AFTERNOON


def test_a_call_that_may_come_only_after_a_long_pause_is_behind_it() -> None:
    assert hours_end(SIESTA, at(12), 5, 180) == AFTERNOON
    assert hours_end(SIESTA, at(12), 5, inf) == AFTERNOON
    assert hours_end(SIESTA, at(12), 5, 100) == AFTERNOON  # between such calls


def test_who_is_behind_two_long_pauses_hears_of_the_one_that_is_sure() -> None:
    day = [*SIESTA, (at(20), at(22))]
    assert hours_end(day, at(12), 180, 490) == AFTERNOON
    assert hours_end(day, at(12), 480, 490) == HoursEnd(at(18), at(20))


def test_in_a_pause_that_is_long_still_nobody_counts_its_hours() -> None:
    assert hours_end(SIESTA, at(12.75), 135, 150) == AFTERNOON
    assert hours_end(SIESTA, at(14), 60, 90) is None


def test_what_may_not_be_before_closing_ends_with_the_day() -> None:
    assert hours_end(DAY, at(16), 20, inf) == HoursEnd(at(17))
    assert hours_end(SIESTA, at(12), inf, inf) == HoursEnd(at(18))
    assert hours_end(DAY, at(16), 20, 59) is None


def test_who_still_sits_there_after_closing_ends_by_no_plan() -> None:
    assert hours_end(DAY, at(17), inf, inf) is None
    assert hours_end([], at(9), 5, 700) is None
