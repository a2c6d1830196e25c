"""The watch that notices when a visitor has left."""

from __future__ import annotations

from datetime import timedelta

from kiosk.terminal.idle import MOST_ANSWERS, Idleness, IdleTimes, IdleWatch
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


def test_every_touch_starts_the_minute_again_and_every_new_place_the_visit() -> None:
    watch = a_watch()
    for start in range(0, 1100, 79):
        after(watch, 79, start)
        watch.touched(NOON + timedelta(seconds=start + 79))
        if start % 5 == 0:
            watch.progressed(NOON + timedelta(seconds=start + 79))
    assert after(watch, 59, 1106) is Idleness.PRESENT


def touched_on(watch: IdleWatch, start: int, end: int) -> Idleness:
    """What it says when every second something is done that leads to nothing new."""
    said = Idleness.PRESENT
    for second in range(start + 1, end + 1):
        watch.touched(NOON + timedelta(seconds=second))
        said = watch.look(NOON + timedelta(seconds=second))
    return said


def test_touches_that_lead_nowhere_do_not_hold_a_visit_for_ever() -> None:
    watch = IdleWatch(IdleTimes(quiet=60, warning=20, longest=300), NOON)
    assert touched_on(watch, 0, 299) is Idleness.PRESENT
    assert touched_on(watch, 299, 300) is Idleness.ASKED
    assert watch.seconds_left() == 20
    assert touched_on(watch, 300, 320) is Idleness.GONE


def test_whoever_answers_may_stay_and_a_drop_on_the_answer_may_not() -> None:
    watch = IdleWatch(IdleTimes(quiet=60, warning=20, longest=300), NOON)
    for times in range(1, MOST_ANSWERS + 1):
        assert touched_on(watch, 300 * (times - 1), 300 * times) is Idleness.ASKED
        watch.answered(NOON + timedelta(seconds=300 * times))
    end = 300 * (MOST_ANSWERS + 1)
    assert touched_on(watch, 300 * MOST_ANSWERS, end) is Idleness.GONE


def test_whoever_reaches_something_new_may_answer_as_often_again() -> None:
    watch = IdleWatch(IdleTimes(quiet=60, warning=20, longest=300), NOON)
    for end in (300, 600):
        touched_on(watch, end - 300, end)
        watch.answered(NOON + timedelta(seconds=end))
    watch.progressed(NOON + timedelta(seconds=600))
    assert touched_on(watch, 600, 900) is Idleness.ASKED
    watch.answered(NOON + timedelta(seconds=900))
    assert touched_on(watch, 900, 1199) is Idleness.PRESENT
    assert touched_on(watch, 1199, 1200) is Idleness.ASKED


def test_the_usual_question_may_be_answered_as_often_as_one_likes() -> None:
    watch = a_watch()
    for start in range(0, 700, 70):
        assert after(watch, 70, start) is Idleness.ASKED
        watch.answered(NOON + timedelta(seconds=start + 70))
        assert watch.look(NOON + timedelta(seconds=start + 70)) is Idleness.PRESENT


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
