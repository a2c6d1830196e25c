from __future__ import annotations

from datetime import timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.waits.estimate import UNREACHED, Wait
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import (
    LONGEST,
    STEP,
    SaidWait,
    WaitRange,
    said_range,
    told,
)
from tests.fakes.clock import NOON

minutes = st.floats(0, LONGEST - STEP)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.0, 0.3, WaitRange(0, 5)),
        (19.9, 33.1, WaitRange(15, 35)),
        (20.0, 35.0, WaitRange(20, 35)),
        (10.0, 10.0, WaitRange(10, 15)),
    ],
)
def test_it_is_rounded_outwards(low: float, high: float, said: WaitRange) -> None:
    assert said_range(Wait(low, (low + high) / 2, high)) == said


@pytest.mark.parametrize(
    "wait", [UNREACHED, Wait(5, 10, inf), Wait(5, 10, LONGEST + 1)]
)
def test_what_may_not_be_reached_is_not_known(wait: Wait) -> None:
    assert said_range(wait) is None


@given(st.tuples(minutes, minutes).map(sorted))
def test_what_was_estimated_is_within_what_is_said(ends: list[float]) -> None:
    low, high = ends
    said = said_range(Wait(low, low, high))
    assert said is not None
    assert said.low <= low <= high <= said.high
    assert said.low < said.high
    assert said.low % STEP == said.high % STEP == 0


def test_after_some_minutes_it_is_old() -> None:
    said = SaidWait(NOON, WaitRange(5, 10))
    assert not said.is_old(NOON + timedelta(minutes=2))
    assert said.is_old(NOON + timedelta(minutes=3))


def test_nobody_is_told_to_wait_through_a_pause_of_hours() -> None:
    noon, five = NOON + timedelta(hours=1), NOON + timedelta(hours=5)
    split = [(NOON, noon), (five, five + timedelta(hours=3))]
    overtaken = told(Wait(310, 330, 350), split, NOON)
    assert overtaken == SaidWait(NOON, None, HoursEnd(noon, five))
    assert told(Wait(5, 10, 20), split, NOON).range == WaitRange(5, 20)
    assert overtaken.is_known
    assert not SaidWait(NOON).is_known


@given(st.tuples(minutes, minutes).map(sorted), st.integers(1, 300))
def test_no_range_ends_after_closing(ends: list[float], open_for: int) -> None:
    """Of the waits that are possible by the plan."""
    low, high = (each if each < open_for else inf for each in ends)
    said = told(
        Wait(low, low, high), [(NOON, NOON + timedelta(minutes=open_for))], NOON
    )
    assert (said.range is None) is (high == inf)
    assert said.is_known
