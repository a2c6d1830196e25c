from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.waits.spread import Spread

minutes = st.floats(0, 500)
weighted = st.lists(st.tuples(minutes, st.floats(0.1, 10)), min_size=1, max_size=40)


def alike(*values: float) -> Spread:
    return Spread([(value, 1.0) for value in values])


def test_its_quantiles_stand_for_all_values() -> None:
    assert alike(4, 1, 3, 2).quantiles(4) == [1, 2, 3, 4]
    assert alike(1, 9).quantiles(4) == [1, 1, 9, 9]


def test_a_heavier_value_comes_more_often() -> None:
    assert Spread([(1.0, 3.0), (9.0, 1.0)]).quantiles(4) == [1, 1, 1, 9]


def test_a_value_without_weight_is_none() -> None:
    assert Spread([(1.0, 0.0), (9.0, 1.0)]).values == [9]
    with pytest.raises(ValueError, match="needs a value"):
        Spread([(1.0, 0.0)])


def test_its_middle_is_where_half_of_the_weight_lies_below() -> None:
    assert alike(1, 2, 3, 4, 5).at(0.5) == 3
    assert alike(1, 2).at(1.0) == 2


def test_what_has_lasted_long_lasts_on_as_the_longer_ones_did() -> None:
    assert alike(1, 2, 10, 20, 30).beyond(5, 3) == [5, 15, 25]


def test_what_lasts_longer_than_all_known_may_end_any_moment() -> None:
    rest = alike(*range(1, 20)).beyond(100, 200)
    assert rest == sorted(rest)
    assert rest[0] < 0.1
    assert fmean(rest) == pytest.approx(5, rel=0.05)


@given(weighted, minutes, st.integers(1, 50))
def test_what_remains_is_never_less_than_nothing(
    pairs: list[tuple[float, float]], passed: float, count: int
) -> None:
    rest = Spread(pairs).beyond(passed, count)
    assert len(rest) == count
    assert rest == sorted(rest)
    assert rest[0] >= 0
