from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.clock import SystemClock, seconds_running
from kiosk.sync.hub_clock import SAMPLES, HubClock
from tests.fakes.clock import NOON, FixedClock


def told(clock: HubClock, moment: datetime, took: float = 0.0) -> None:
    """The hub answered just now, after so many seconds."""
    heard_at = clock.running()
    clock.hear(moment, heard_at - took, heard_at)


def test_before_the_hub_speaks_the_own_clock_must_do() -> None:
    own = FixedClock()
    clock = HubClock(own, own.running)
    assert (clock.now(), clock.answered, clock.offset_seconds) == (NOON, False, 0.0)
    own.advance(minutes=5)
    assert clock.now() == NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    "wrong",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        NOON - timedelta(days=1),
        NOON + timedelta(days=400),
    ],
)
def test_whatever_the_own_clock_says_the_hubs_time_counts(wrong: datetime) -> None:
    own = FixedClock(wrong)
    clock = HubClock(own, own.running)
    told(clock, NOON)
    own.advance(seconds=90)

    assert clock.now() == NOON + timedelta(seconds=90)
    assert clock.offset_seconds == (NOON - wrong).total_seconds()


def test_a_clock_that_is_set_while_it_runs_changes_nothing() -> None:
    own = FixedClock(NOON - timedelta(days=1))
    clock = HubClock(own, own.running)
    told(clock, NOON)
    own.set(NOON)  # it was put right
    own.advance(seconds=10)
    assert clock.now() == NOON + timedelta(seconds=10)
    assert clock.offset_seconds == 0.0
    own.set(datetime(1999, 1, 1, tzinfo=UTC))
    assert clock.now() == NOON + timedelta(seconds=10)


def test_half_of_the_way_there_and_back_is_added() -> None:
    own = FixedClock()
    clock = HubClock(own, own.running)
    told(clock, NOON + timedelta(seconds=100), took=4.0)
    assert clock.offset_seconds == pytest.approx(102.0)


def test_the_quickest_of_several_greetings_counts() -> None:
    own = FixedClock()
    clock = HubClock(own, own.running)
    for took, seen in [(3.0, 1.5), (0.02, 0.01), (4.0, 0.3)]:
        told(clock, NOON - timedelta(seconds=seen) + timedelta(hours=1), took)
        own.set(NOON)
    assert clock.offset_seconds == pytest.approx(3600.0, abs=0.01)


def test_a_quick_greeting_of_long_ago_makes_room() -> None:
    own = FixedClock()
    clock = HubClock(own, own.running)
    told(clock, NOON, took=0.0)
    for _ in range(SAMPLES):
        told(clock, NOON + timedelta(seconds=1), took=0.2)
    assert clock.offset_seconds == pytest.approx(1.1)


def test_a_hub_whose_clock_is_set_is_followed_at_once() -> None:
    own = FixedClock()
    clock = HubClock(own, own.running)
    told(clock, NOON)
    told(clock, NOON + timedelta(hours=1), took=0.5)
    assert clock.offset_seconds == pytest.approx(3600.25)


def test_the_difference_of_last_time_holds_until_the_hub_speaks() -> None:
    own = FixedClock(NOON - timedelta(days=1))
    clock = HubClock(own, own.running)
    clock.begin_with(86400.0)
    own.advance(hours=1)
    assert clock.now() == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    "start", [NOON - timedelta(days=1), datetime(1970, 1, 1, tzinfo=UTC)]
)
def test_a_clock_put_right_before_the_hub_speaks_needs_no_difference_any_more(
    start: datetime,
) -> None:
    own = FixedClock(start)
    clock = HubClock(own, own.running)
    clock.begin_with(86400.0)
    own.set(NOON)
    assert clock.now() == NOON
    own.advance(seconds=5)
    assert clock.now() == NOON + timedelta(seconds=5)


def test_the_seconds_of_the_system_go_on() -> None:
    clock = HubClock(SystemClock(), seconds_running)
    told(clock, NOON)
    first = clock.now()
    assert NOON <= first <= clock.now() < NOON + timedelta(minutes=1)
