from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.closing import ClockWatch, look
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import Collection

MINUTE = timedelta(minutes=1)
EVENLY, APART, ALONE = 10 * MINUTE, 60 * MINUTE, 120 * MINUTE
"""What whoever looks after the hub is told."""
A_DAY = timedelta(days=1)
TRUSTED = ClockWatch(NOON, NOON)


def _after(
    watch: ClockWatch, span: timedelta, differences: Collection[timedelta] = ()
) -> ClockWatch:
    """Looking every minute."""
    now = watch.looked_at
    for _ in range(span // MINUTE):
        now += MINUTE
        watch = look(watch, now, differences)
    return watch


def test_a_clock_that_goes_on_evenly_is_trusted_all_day() -> None:
    watch = _after(TRUSTED, A_DAY)
    assert watch.trusted
    assert watch.trusted_at == NOON + A_DAY


@pytest.mark.parametrize("jump", [EVENLY, -EVENLY, timedelta()])
def test_a_small_step_is_none(jump: timedelta) -> None:
    now = NOON + jump
    assert look(TRUSTED, now, ()) == ClockWatch(now, now, None, confirmed=False)


@pytest.mark.parametrize("jump", [A_DAY, -A_DAY, EVENLY + MINUTE, -EVENLY - MINUTE])
def test_a_jump_either_way_is_doubted(jump: timedelta) -> None:
    doubted = look(TRUSTED, NOON + jump, ())
    assert not doubted.trusted
    assert doubted.trusted_at == NOON


def test_a_clock_that_is_put_right_again_is_trusted_at_once() -> None:
    doubted = _after(look(TRUSTED, NOON + A_DAY, ()), timedelta(minutes=5))
    assert not doubted.trusted
    assert look(doubted, NOON + timedelta(minutes=6), ()).trusted


@pytest.mark.parametrize("difference", [timedelta(), APART, -APART])
def test_one_terminal_that_agrees_ends_the_doubt(difference: timedelta) -> None:
    now = NOON + A_DAY
    watch = look(TRUSTED, now, [A_DAY, difference])
    assert watch == ClockWatch(now, now, None, confirmed=True)


def test_what_a_terminal_confirmed_stays_so_while_the_clock_goes_on() -> None:
    confirmed = look(TRUSTED, NOON + A_DAY, [timedelta()])
    assert _after(confirmed, 2 * A_DAY).confirmed
    assert not _after(look(confirmed, NOON, ()), ALONE + MINUTE).confirmed


def test_a_trusted_clock_needs_no_terminal_to_agree() -> None:
    """Theirs may be wrong as well, and the night's close must not wait for it."""
    assert _after(TRUSTED, A_DAY, [APART + MINUTE]).trusted


@pytest.mark.parametrize(
    ("differences", "patience"),
    [((), timedelta(hours=2)), ([A_DAY, -A_DAY], timedelta(hours=12))],
)
def test_a_clock_is_believed_in_the_end_for_tickets_must_not_stay(
    differences: Collection[timedelta], patience: timedelta
) -> None:
    doubted = look(TRUSTED, NOON + A_DAY, differences)
    assert not _after(doubted, patience - MINUTE, differences).trusted
    believed = _after(doubted, patience, differences)
    now = doubted.looked_at + patience
    assert believed == ClockWatch(now, now, None, confirmed=False)


def test_ten_minutes_without_a_look_are_even_and_more_are_not() -> None:
    doubted = look(TRUSTED, NOON + A_DAY, ())
    assert look(doubted, doubted.looked_at + EVENLY, ()).doubted == EVENLY
    longer = look(doubted, doubted.looked_at + EVENLY + MINUTE, ())
    assert longer.doubted == timedelta()


def test_only_time_in_which_the_hub_ran_evenly_counts() -> None:
    doubted = look(TRUSTED, NOON + A_DAY, ())
    almost = _after(doubted, ALONE - MINUTE)
    again = look(almost, NOON + 9 * A_DAY, ())
    assert again.doubted == timedelta()
    assert not _after(again, ALONE - MINUTE).trusted


def test_who_looks_twice_at_one_moment_forgets_nothing() -> None:
    doubted = _after(look(TRUSTED, NOON + A_DAY, ()), ALONE - MINUTE)
    assert look(doubted, doubted.looked_at, ()) == doubted
