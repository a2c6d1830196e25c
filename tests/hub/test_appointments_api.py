"""What terminals learn of a code, and that a terminal cannot guess on and on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.ids import TopicId
from kiosk.operations import appointments
from kiosk.operations.appointments import FollowUp
from tests.builders import AR, PL
from tests.fakes.clock import NOON
from tests.hub_context import join
from tests.people import COUNSELLOR_2

if TYPE_CHECKING:
    from kiosk.domain.appointments import Appointment
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

AT_TEN = NOON + timedelta(days=2, hours=22)


@pytest.fixture
def booked(ctx: Context) -> Appointment:
    staff = join(ctx, COUNSELLOR_2)
    return appointments.book(ctx, staff, FollowUp(TopicId("work"), AR, PL), AT_TEN)


def test_terminals_ask_for_codes_while_somebody_has_one(
    entrance: Terminal, ctx: Context, booked: Appointment
) -> None:
    assert entrance.get("/terminal").json()["appointments"] is True
    appointments.cancel(ctx, booked.code)
    assert "appointments" not in entrance.get("/terminal").json()


def test_a_code_is_good_on_its_day(
    entrance: Terminal, clock: FixedClock, booked: Appointment
) -> None:
    address = f"/appointments/{booked.code}"
    assert entrance.get(address).json()["answer"] == "other-day"
    clock.set(AT_TEN - timedelta(hours=1))
    assert entrance.get(address).json() == {
        "answer": "ready",
        "starts_at": "2026-03-05T09:00:00Z",
        "topic": "work",
        "language": "ar",
        "screen_language": "pl",
    }


def test_a_cancelled_and_an_unknown_code_are_told_apart(
    entrance: Terminal, ctx: Context, booked: Appointment
) -> None:
    appointments.cancel(ctx, booked.code)
    assert entrance.get(f"/appointments/{booked.code}").json()["answer"] == "cancelled"
    for code in ("00000000", "x", "P" * 300):
        assert entrance.get(f"/appointments/{code}").json() == {"answer": "unknown"}


def test_a_terminal_at_which_codes_are_guessed_waits_half_a_minute_and_says_until_when(
    entrance: Terminal, booked: Appointment, clock: FixedClock
) -> None:
    for guess in range(10):
        entrance.get(f"/appointments/{guess:08d}")
    answer = entrance.get(f"/appointments/{booked.code}").json()
    assert answer == {"answer": "too-many", "again_at": "2026-03-02T11:00:30Z"}
    clock.advance(seconds=30)
    answer = entrance.get(f"/appointments/{booked.code}").json()
    assert answer["answer"] == "other-day"


def test_only_terminals_are_told(browser: Browser, booked: Appointment) -> None:
    assert browser.get(f"/api/v1/appointments/{booked.code}").status_code == 401


@pytest.mark.parametrize("nonsense", ["%00", "P000000%00", "P000000%F0%9F%98%80"])
def test_what_can_be_no_code_is_unknown(entrance: Terminal, nonsense: str) -> None:
    answer = entrance.get(f"/appointments/{nonsense}")
    assert (answer.status_code, answer.json()) == (200, {"answer": "unknown"})
