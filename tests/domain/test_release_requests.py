"""When the time of a release has come, and when it is over for too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.release_requests import ReleaseRequest, RequestState
from tests.fakes.clock import NOON

ASKED = ReleaseRequest("1", "anna", NOON, based_on=3)
TONIGHT = replace(ASKED, due_at=NOON + timedelta(hours=9))
WAITS = {RequestState.ASKED, RequestState.SCHEDULED}


def test_one_that_was_just_asked_for_is_open_and_nobodys_decision_yet() -> None:
    assert (ASKED.state, ASKED.is_open) == (RequestState.ASKED, True)
    assert (ASKED.comment, ASKED.decided_by, ASKED.reason) == ("", "", "")
    assert (ASKED.due_at, ASKED.decided_at, ASKED.version) == (None, None, None)


@pytest.mark.parametrize("state", list(RequestState))
def test_only_what_waits_for_somebody_or_its_time_is_open(state: RequestState) -> None:
    assert replace(ASKED, state=state).is_open is (state in WAITS)


def test_one_without_a_time_has_come_and_is_never_too_late() -> None:
    long_after = NOON + timedelta(days=400)
    assert ASKED.has_come(NOON)
    assert not ASKED.is_too_late(long_after)


def test_one_comes_at_its_time_and_is_too_late_a_day_after() -> None:
    assert TONIGHT.due_at
    assert not TONIGHT.has_come(TONIGHT.due_at - timedelta(seconds=1))
    assert TONIGHT.has_come(TONIGHT.due_at)
    a_day_after = TONIGHT.due_at + timedelta(days=1)
    assert not TONIGHT.is_too_late(a_day_after)
    assert TONIGHT.is_too_late(a_day_after + timedelta(seconds=1))
