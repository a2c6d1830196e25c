from __future__ import annotations

from datetime import datetime, timedelta
from math import inf

from kiosk.domain.waits.plan import breaks, is_behind_a_long_pause, windows
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


def test_a_pause_is_long_where_nobody_waits_through_it() -> None:
    lunch, siesta = windows(DAY, at(12)), ((0.0, 30.0), (150.0, 300.0))
    assert not is_behind_a_long_pause(lunch, 100)
    assert not is_behind_a_long_pause(siesta, 20)
    assert is_behind_a_long_pause(siesta, 150)
    assert not is_behind_a_long_pause(siesta, inf)  # not before tomorrow
