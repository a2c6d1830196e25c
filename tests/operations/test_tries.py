from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.errors import TooManyTries
from kiosk.operations.tries import MOST, MOST_NAMES, WITHIN, Tries
from tests.fakes.clock import NOON


def _exhausted(name: str = "somebody") -> Tries:
    tries = Tries()
    for _ in range(MOST):
        tries.begin(name, NOON)
    return tries


def test_the_eleventh_try_must_wait() -> None:
    with pytest.raises(TooManyTries) as refusal:
        _exhausted().begin("somebody", NOON + timedelta(minutes=5))
    assert "Wait 10 minutes" in refusal.value.remedy


def test_another_name_need_not_wait() -> None:
    _exhausted().begin("somebody else", NOON)


def test_after_a_quarter_of_an_hour_all_is_forgotten() -> None:
    _exhausted().begin("somebody", NOON + WITHIN)


def test_waiting_does_not_count_as_a_try() -> None:
    tries = _exhausted()
    for _ in range(5):
        with pytest.raises(TooManyTries):
            tries.begin("somebody", NOON + timedelta(minutes=14))
    tries.begin("somebody", NOON + WITHIN)


def test_a_success_wipes_the_slate() -> None:
    tries = _exhausted()
    tries.succeeded("somebody")
    tries.succeeded("nobody")
    tries.begin("somebody", NOON)


def test_a_flood_of_names_takes_bounded_memory() -> None:
    tries = _exhausted("first")
    for number in range(MOST_NAMES):
        tries.begin(f"name-{number}", NOON)
    tries.begin("first", NOON)
