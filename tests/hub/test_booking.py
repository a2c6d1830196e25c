"""A counsellor books a follow-up in a few clicks, and sees what is booked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.appointments import AppointmentState
from kiosk.operations import appointments
from tests.builders import a_catalogue, a_ticket

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.domain.appointments import Appointment
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

TICKET = a_ticket(17, topic="work", screen_language="pl")
FOLLOW_UP = f"/tickets/{TICKET.id}/follow-up"
THURSDAY_AT_TEN = "202603051000"


@pytest.fixture(autouse=True)
def served(entrance: Terminal, first: Browser) -> None:
    entrance.deliver(TICKET)
    first.post("/queue/next")
    first.post(f"/tickets/{TICKET.id}/at-desk")


def booked(ctx: Context) -> Appointment:
    (one,) = appointments.upcoming(ctx)
    return one


def test_from_the_visitor_at_the_desk_to_a_code_in_three_clicks(
    first: Browser, ctx: Context
) -> None:
    assert f'href="{FOLLOW_UP}"' in first.get("/queue").text
    days = first.get(FOLLOW_UP).text
    assert f"{FOLLOW_UP}?day=2026-03-05" in days
    times = first.get(f"{FOLLOW_UP}?day=2026-03-05").text
    assert f'value="{THURSDAY_AT_TEN}"' in times
    answer = first.post(FOLLOW_UP, starts=THURSDAY_AT_TEN)
    one = booked(ctx)
    assert answer.headers["location"] == f"/appointments/{one.id}"
    assert (one.topic, one.language, one.screen_language) == ("work", "ar", "pl")
    shown = first.get(answer.headers["location"]).text
    assert f"{one.code[:4]} {one.code[4:]}" in shown
    assert "data:image/svg+xml" in shown
    assert "10:00" in shown


def test_a_time_that_a_colleague_took_meanwhile_is_said_to_be_taken(
    first: Browser, second: Browser, entrance: Terminal, ctx: Context
) -> None:
    other = a_ticket(18, topic="work")
    entrance.deliver(other)
    second.post(f"/tickets/{other.id}/follow-up", starts=THURSDAY_AT_TEN)
    answer = first.post(FOLLOW_UP, starts=THURSDAY_AT_TEN)
    assert answer.headers["location"] == f"{FOLLOW_UP}?notice=taken"
    assert "not free any more" in first.get(answer.headers["location"]).text
    assert len(appointments.upcoming(ctx)) == 1
    times = first.get(f"{FOLLOW_UP}?day=2026-03-05").text
    assert THURSDAY_AT_TEN not in times


PAST, FAR_OFF = "202603020900", "209901010900"


@pytest.mark.parametrize("starts", ["", "now", "2" * 99, PAST, FAR_OFF])
def test_what_is_no_time_to_book_is_not_booked(
    first: Browser, ctx: Context, starts: str
) -> None:
    answer = first.post(FOLLOW_UP, starts=starts)
    assert answer.headers["location"].startswith(FOLLOW_UP)
    assert appointments.upcoming(ctx) == []


@pytest.mark.parametrize("day", ["", "yesterday", "2026-03-03", "0001-01-01"])
def test_a_day_without_times_leads_back_to_days(first: Browser, day: str) -> None:
    assert "?day=2026-03-05" in first.get(f"{FOLLOW_UP}?day={day}").text


def test_without_consultation_hours_the_page_says_what_is_missing(
    app: Litestar, first: Browser
) -> None:
    hub = app.state.hub
    unknown = a_catalogue().without_hours()
    hub.ctx = replace(hub.ctx, catalogue=lambda: unknown)
    assert "consultation hours are not known" in first.get(FOLLOW_UP).text


def test_all_appointments_are_listed_and_can_be_cancelled_after_a_question(
    first: Browser, second: Browser, ctx: Context
) -> None:
    assert "Nobody has an appointment" in second.get("/appointments").text
    first.post(FOLLOW_UP, starts=THURSDAY_AT_TEN)
    cancel = f"/appointments/{booked(ctx).id}/cancel"
    assert f'href="{cancel}"' in second.get("/appointments").text
    assert "Cancel the appointment on" in second.get(cancel).text
    second.post(cancel)
    assert booked(ctx).state is AppointmentState.BOOKED
    second.post(cancel, confirmed="yes")
    assert booked(ctx).state is AppointmentState.CANCELLED
    assert "cancelled" in second.get("/appointments").text
    nobody = f"/appointments/{'0' * 32}"
    for path in (cancel, nobody, f"{nobody}/cancel"):
        assert second.get(path).headers["location"] == "/appointments"


def test_who_is_no_counsellor_books_nothing(browser: Browser, ctx: Context) -> None:
    assert browser.post(FOLLOW_UP, starts=THURSDAY_AT_TEN).status_code in {303, 403}
    assert appointments.upcoming(ctx) == []


def test_the_same_form_sent_twice_books_once_and_shows_the_same_appointment(
    first: Browser, ctx: Context
) -> None:
    answers = [first.post(FOLLOW_UP, starts=THURSDAY_AT_TEN) for _ in range(2)]
    shown = f"/appointments/{booked(ctx).id}"
    assert [answer.headers["location"] for answer in answers] == [shown, shown]


@pytest.mark.parametrize(("topic", "spoken"), [("tax", "ar"), ("work", "fa")])
def test_what_is_not_offered_is_not_booked_and_the_page_says_so(
    first: Browser, entrance: Terminal, ctx: Context, topic: str, spoken: str
) -> None:
    odd = a_ticket(18, topic=topic, language=spoken)
    entrance.deliver(odd)
    page = f"/tickets/{odd.id}/follow-up"
    answer = first.post(page, starts=THURSDAY_AT_TEN)
    assert answer.headers["location"] == page
    assert appointments.upcoming(ctx) == []
    shown = first.get(f"{page}?day=2026-03-05").text
    assert "no longer offered, so nothing can be booked" in shown
    assert THURSDAY_AT_TEN not in shown
