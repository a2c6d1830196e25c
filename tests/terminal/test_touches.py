"""Which touches count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.terminal.touches import TouchGuard
from tests.fakes.clock import FixedClock


def test_the_first_touch_counts() -> None:
    assert TouchGuard(FixedClock()).allows((10, 5))


def test_a_second_touch_within_half_a_second_does_not_count() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows((10, 5))
    clock.advance(seconds=0.49)
    assert not guard.allows((10, 5))


def test_a_trembling_finger_lands_beside_its_first_touch() -> None:
    guard = TouchGuard(FixedClock())
    guard.allows((10, 5))
    assert not guard.allows((13, 4))


def test_half_a_second_later_it_counts_again() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows((10, 5))
    clock.advance(seconds=0.5)
    assert guard.allows((10, 5))


def test_a_touch_elsewhere_counts_at_once() -> None:
    guard = TouchGuard(FixedClock())
    guard.allows((10, 5))
    assert guard.allows((40, 5))
    assert guard.allows((40, 15))


def test_a_key_that_is_held_down_counts_once() -> None:
    guard = TouchGuard(FixedClock())
    assert guard.allows("enter")
    assert not guard.allows("enter")


def test_a_key_and_a_finger_do_not_hinder_each_other() -> None:
    guard = TouchGuard(FixedClock())
    assert guard.allows("enter")
    assert guard.allows((10, 5))


def test_a_clock_put_back_does_not_lock_the_screen() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows((10, 5))
    clock.advance(hours=-1)
    assert guard.allows((10, 5))


def test_a_touch_is_as_old_as_it_came_however_late_it_is_looked_at() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.finger_lifted(timedelta(seconds=2))
    assert guard.allows((10, 5))
    clock.advance(seconds=3)
    for came_after, counts in ((-0.2, False), (0.4, False), (0.5, True)):
        guard.finger_lifted(timedelta(seconds=3 - came_after))
        assert guard.allows((10, 5)) is counts


def test_how_late_a_finger_was_looked_at_says_nothing_of_a_key() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    assert guard.allows("enter")
    clock.advance(seconds=1)
    guard.finger_lifted(timedelta(seconds=9))
    assert guard.allows("enter")


def test_a_letter_may_come_twice_in_a_word() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    assert guard.allows_key("t", (10, 5))
    clock.advance(seconds=0.15)
    assert guard.allows_key("t", (10, 5))


def test_one_touch_does_not_type_twice() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    assert guard.allows_key("t", (10, 5))
    clock.advance(seconds=0.05)
    assert not guard.allows_key("t", (10, 5))
    assert guard.allows_key("z", (14, 5))


def test_the_touch_of_a_button_does_not_type_on_what_comes_after_it() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows((10, 5))
    clock.advance(seconds=0.4)
    assert not guard.allows_key("t", (11, 5))
    clock.advance(seconds=0.1)
    assert guard.allows_key("t", (11, 5))


def test_a_key_that_repeats_itself_types_once() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    counted = 0
    for _ in range(50):
        clock.advance(seconds=0.03)
        counted += guard.allows_key("t", "enter")
    assert counted == 1


def test_a_key_that_led_elsewhere_is_not_touched_twice_by_one_finger() -> None:
    """A double tap on "All" must not open what is there now."""
    clock = FixedClock()
    guard = TouchGuard(clock)
    assert guard.allows_key("all", (50, 17))
    clock.advance(seconds=0.15)
    assert not guard.allows((51, 16))
    assert guard.allows((20, 5))
    clock.advance(seconds=0.5)
    assert guard.allows((51, 16))


def test_who_touched_something_else_after_a_key_comes_back_to_its_spot() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows_key("e", (24, 12))
    clock.advance(seconds=0.1)
    assert guard.allows((5, 3))
    clock.advance(seconds=0.1)
    assert guard.allows((24, 12))


@pytest.mark.parametrize(
    ("spot", "counts"),
    [
        ((14, 7), False),
        ((6, 3), False),
        ((15, 5), True),
        ((5, 5), True),
        ((10, 8), True),
        ((10, 2), True),
    ],
)
def test_a_finger_trembles_no_further_than_four_columns_and_two_rows(
    spot: tuple[int, int], *, counts: bool
) -> None:
    guard = TouchGuard(FixedClock())
    guard.allows((10, 5))
    assert guard.allows(spot) is counts


def test_each_touch_that_counts_is_heard_of_and_no_other() -> None:
    heard: list[str] = []
    guard = TouchGuard(FixedClock(), on_touch=lambda: heard.append("touch"))
    assert not guard.finger_is_down
    guard.allows((10, 5))
    guard.allows((10, 5))
    assert len(heard) == 1
    guard.allows_key("t", (40, 5))
    guard.allows_key("t", (40, 5))
    assert len(heard) == 2


def test_a_letter_that_comes_a_tenth_of_a_second_later_is_meant() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    assert guard.allows_key("t", (10, 5))
    assert not guard.allows_key("t", (10, 5))
    clock.advance(seconds=0.1)
    assert guard.allows_key("t", (10, 5))


def test_a_clock_put_back_locks_no_key_and_nothing_that_it_led_to() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows_key("t", (10, 5))
    clock.advance(hours=-1)
    assert guard.allows_key("t", (10, 5))
    clock.advance(hours=-1)
    assert guard.allows((10, 5))


def test_what_a_key_led_to_is_touched_half_a_second_later() -> None:
    clock = FixedClock()
    guard = TouchGuard(clock)
    guard.allows_key("all", (50, 17))
    assert not guard.allows((50, 17))
    clock.advance(seconds=0.5)
    assert guard.allows((50, 17))


def test_a_button_without_a_place_is_another_than_one_that_has_one() -> None:
    guard = TouchGuard(FixedClock())
    guard.allows((10, 5))
    assert guard.allows("enter")
    assert guard.allows("space")
