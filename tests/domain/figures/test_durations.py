from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.figures.durations import step_of, usual

SECONDS = st.integers(0, 24 * 3600 - 1)


@given(SECONDS, SECONDS)
def test_steps_are_in_the_order_of_time(one: int, other: int) -> None:
    if one <= other:
        assert step_of(one) <= step_of(other)


@given(st.lists(st.integers(0, 3599), min_size=5))
def test_the_median_is_true_to_a_minute(seconds: list[int]) -> None:
    found = usual(Counter(map(step_of, seconds)))
    assert found is not None
    ordered = sorted(seconds)
    middle = ordered[(len(ordered) + 1) // 2 - 1]
    assert abs(found.median * 60 - middle) <= 30
    assert found.median <= found.most


@given(st.lists(SECONDS, min_size=5), st.lists(SECONDS, min_size=5))
def test_days_that_are_merged_say_the_same_as_if_it_had_been_one(
    one: list[int], other: list[int]
) -> None:
    merged = Counter(map(step_of, one)) + Counter(map(step_of, other))
    assert usual(merged) == usual(Counter(map(step_of, one + other)))


@pytest.mark.parametrize("count", range(5))
def test_of_fewer_than_five_nothing_is_said(count: int) -> None:
    assert usual({step_of(600): count}) is None
    assert usual({step_of(600): 5}) is not None


def test_one_that_waited_long_does_not_move_the_median() -> None:
    usually = Counter([step_of(600)] * 9)
    with_one = usual(usually + Counter([step_of(23 * 3600)]))
    assert with_one is not None
    assert with_one.median == 10.5
