"""How long a second factor is fresh."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.sessions import is_fresh
from tests.fakes.clock import NOON


@pytest.mark.parametrize(
    ("seconds", "fresh"), [(0, True), (600, True), (601, False), (-1, False)]
)
def test_it_is_fresh_for_ten_minutes_and_not_before_it_was_given(
    seconds: int, *, fresh: bool
) -> None:
    assert is_fresh(NOON, NOON + timedelta(seconds=seconds)) is fresh


def test_one_that_was_never_given_is_not() -> None:
    assert not is_fresh(None, NOON)
