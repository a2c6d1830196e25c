from __future__ import annotations

import random

import pytest

from kiosk.sync.backoff import FIRST, LONGEST, Backoff
from tests.fakes.clock import FixedClock


class Highest(random.Random):
    """Chance that always draws the most."""

    def uniform(self, a: float, b: float) -> float:
        return max(a, b)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def test_nothing_is_held_back_at_first(clock: FixedClock) -> None:
    assert Backoff(clock, Highest()).remaining() == 0


def test_it_doubles_from_a_second_to_a_minute(clock: FixedClock) -> None:
    backoff = Backoff(clock, Highest())
    spans = []
    for _ in range(8):
        backoff.grow()
        spans.append(backoff.remaining())

    assert spans == [FIRST, 2, 4, 8, 16, 32, LONGEST, LONGEST]


def test_jitter_spreads_over_the_whole_span_but_never_to_nothing(
    clock: FixedClock,
) -> None:
    spans = []
    for seed in range(200):
        backoff = Backoff(clock, random.Random(seed))
        for _ in range(6):
            backoff.grow()
        spans.append(backoff.remaining())

    assert min(spans) >= FIRST / 2
    assert min(spans) < 4
    assert max(spans) > 28


def test_it_runs_out_with_time_and_ends_with_success(clock: FixedClock) -> None:
    backoff = Backoff(clock, Highest())
    backoff.grow()
    backoff.grow()
    clock.advance(seconds=0.5)
    assert backoff.remaining() == 1.5

    backoff.end()

    assert backoff.remaining() == 0
    backoff.grow()
    assert backoff.remaining() == FIRST


def test_a_clock_set_back_by_a_day_holds_nothing_back(clock: FixedClock) -> None:
    backoff = Backoff(clock, Highest())
    backoff.grow()
    clock.advance(days=-1)

    assert backoff.remaining() == 0
