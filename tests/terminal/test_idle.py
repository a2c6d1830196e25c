"""The watch that notices when a visitor has left."""

from __future__ import annotations

from datetime import timedelta

from kiosk.terminal.idle import Idleness, IdleTimes, IdleWatch
from tests.fakes.clock import NOON


def after(watch: IdleWatch, seconds: int, start: int = 0) -> Idleness:
    """What it says at the last of so many looks, one each second."""
    said = Idleness.PRESENT
    for second in range(start + 1, start + seconds + 1):
        said = watch.look(NOON + timedelta(seconds=second))
    return said


def a_watch() -> IdleWatch:
    return IdleWatch(IdleTimes(quiet=60, warning=20), NOON)


def test_a_minute_without_a_touch_is_not_too_long() -> None:
    assert after(a_watch(), 59) is Idleness.PRESENT


def test_after_a_minute_it_asks_and_gives_twenty_seconds() -> None:
    watch = a_watch()
    assert after(watch, 60) is Idleness.ASKED
    assert watch.seconds_left() == 20


def test_the_countdown_says_whole_seconds_down_to_one() -> None:
    watch = a_watch()
    assert after(watch, 79) is Idleness.ASKED
    assert watch.seconds_left() == 1


def test_after_the_countdown_the_visitor_is_gone() -> None:
    assert after(a_watch(), 80) is Idleness.GONE


def test_every_touch_starts_the_minute_again_as_often_as_one_likes() -> None:
    watch = a_watch()
    for start in range(0, 1100, 79):
        after(watch, 79, start)
        watch.touched(NOON + timedelta(seconds=start + 79))
    assert after(watch, 59, 1106) is Idleness.PRESENT


def test_a_clock_put_forward_by_an_hour_throws_nobody_out() -> None:
    watch = a_watch()
    assert watch.look(NOON + timedelta(hours=1)) is Idleness.PRESENT


def test_a_clock_put_back_by_an_hour_does_not_keep_a_visitor_for_ever() -> None:
    watch = a_watch()
    after(watch, 50)
    watch.look(NOON - timedelta(hours=1))
    said = [watch.look(NOON - timedelta(seconds=3600 - s)) for s in range(1, 31)]
    assert said[-1] is Idleness.GONE


def test_the_times_can_be_ten_times_as_long() -> None:
    watch = IdleWatch(IdleTimes(quiet=600, warning=200), NOON)
    assert after(watch, 599) is Idleness.PRESENT
    assert after(watch, 799 - 599, 599) is Idleness.ASKED
