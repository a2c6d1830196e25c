from __future__ import annotations

import pytest

from kiosk.cli.touring.steps import Steps, TourFailed, check


class Ticking:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        self._now += 1.0
        return self._now


def test_each_step_is_told_with_its_time_once_it_is_done() -> None:
    said: list[str] = []
    steps = Steps(said.append, Ticking())
    with steps.step("open the door"):
        assert said == []
    assert said == ["    1.00 s  open the door"]
    with steps.step("go in"):
        pass
    assert steps.summary() == "2 steps in 2.0 s"


def test_a_step_that_fails_is_named_and_not_counted() -> None:
    said: list[str] = []
    steps = Steps(said.append, Ticking())
    with (
        pytest.raises(TourFailed, match="open the door: it is locked"),
        steps.step("open the door"),
    ):
        check(False, "it is locked")
    assert said == []
    assert steps.taken == []


def test_what_happened_is_not_complained_about() -> None:
    check("something", "nothing")
    with pytest.raises(TourFailed, match="nothing"):
        check("", "nothing")


def test_a_failed_tour_is_told_without_a_trace_and_with_exit_status_1() -> None:
    assert TourFailed("x").exit_code == 1
