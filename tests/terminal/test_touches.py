"""Which touches count."""

from __future__ import annotations

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
