"""Who has the code sees the appointment, moves and cancels it; who guesses, nothing."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient
from msgspec import structs

import kiosk
from kiosk.domain.appointments import MOST_MOVES, AppointmentState
from kiosk.domain.hours import RecurringHours, WeeklyHours
from kiosk.hub.app import create_app
from kiosk.hub.settings import HubSettings
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import AppointmentCode, TopicId
from kiosk.operations import appointments, check_in
from kiosk.operations.appointments import FollowUp
from tests.builders import AR, EN, a_catalogue, a_ticket
from tests.each import each
from tests.fakes.clock import NOON
from tests.fakes.words import Overheard
from tests.hub_context import join, pair
from tests.people import COUNSELLOR_1, COUNSELLOR_2, ENTRANCE

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.domain.appointments import Appointment
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

LOCALES = Path(kiosk.__file__).parent.parent / "locales"
AT_TEN = NOON + timedelta(days=2, hours=22)
AT_HALF_PAST, AT_ELEVEN = "202603051030", "202603051100"


@pytest.fixture
def booked(ctx: Context) -> Appointment:
    staff = join(ctx, COUNSELLOR_2)
    about = FollowUp(TopicId("work"), AR, EN)
    return appointments.book(ctx, staff, about, AT_TEN)


@pytest.fixture
def page(booked: Appointment) -> str:
    return f"/a/{booked.code}"


def now(ctx: Context) -> Appointment:
    (one,) = appointments.upcoming(ctx)
    return one


def test_it_says_when_with_which_code_and_by_which_rule(
    browser: Browser, page: str, booked: Appointment
) -> None:
    for address in (page, f"/A/{booked.code}", f"/a/{booked.code.lower()}"):
        text = browser.get(address).text
        assert "Thursday" in text
        assert "10:00" in text
        assert f"{booked.code[:4]} {booked.code[4:]}" in text
        assert "come 30 minutes before your appointment" in text


def test_it_speaks_every_language_and_weighs_little(ctx: Context, page: str) -> None:
    words = Overheard(Catalogs(LOCALES))
    settings = HubSettings("https://willkommen.example.de", "a secret of the tests" * 2)
    with TestClient(create_app(ctx, words, settings)) as client:
        for language in each(LANGUAGES):
            for part in ("", "/move", "/move?day=2026-03-05", "/cancel", "0"):
                sign = "&" if "?" in part else "?"
                answer = client.get(f"{page}{part}{sign}lang={language}")
                assert f'lang="{language}"' in answer.text
                assert len(answer.content) < 30_000
    assert not words.missing


def test_from_the_times_of_a_day_one_gets_back_to_the_days(
    browser: Browser, page: str
) -> None:
    there = browser.get(f"{page}/move?day=2026-03-05").text
    assert f'<a href="{page}/move">' in there
    days = browser.get(f"{page}/move").text
    assert f'<a href="{page}/move">' not in days
    assert f"{page}/move?day=2026-03-05" in days


def test_it_is_moved_to_a_free_time_and_only_once_by_a_double_press(
    browser: Browser, ctx: Context, page: str
) -> None:
    assert "?day=2026-03-05" in browser.get(f"{page}/move").text
    times = browser.get(f"{page}/move?day=2026-03-05").text
    assert f'value="{AT_HALF_PAST}"' in times
    assert 'name="moves" value="0"' in times
    for _ in range(2):
        answer = browser.post_without_token(
            f"{page}/move?lang=pl", starts=AT_HALF_PAST, moves="0"
        )
        assert answer.headers["location"] == f"{page}?lang=pl"
    assert (now(ctx).moves, now(ctx).slot.starts_at) == (
        1,
        AT_TEN + timedelta(minutes=30),
    )


def test_moved_it_says_from_when_to_when(browser: Browser, page: str) -> None:
    assert "was moved" not in browser.get(page).text
    browser.post_without_token(f"{page}/move", starts=AT_HALF_PAST, moves="0")
    text = " ".join(browser.get(page).text.split())
    told = re.search(r"was moved: from ([^<]*) to ([^<]*)\.<", text)
    assert told
    assert [each[-5:] for each in told.groups()] == ["10:00", "10:30"]
    assert all(each.startswith("Thursday, 5 March") for each in told.groups())


def test_a_move_is_told_as_done_and_not_as_an_alarm(
    browser: Browser, page: str
) -> None:
    browser.post_without_token(f"{page}/move", starts=AT_HALF_PAST, moves="0")
    text = browser.get(page).text
    assert '<p class="done">Your appointment was moved' in text
    assert 'class="notice"' not in text
    assert ".done::before" in browser.get("/static/visitor.css").text
    assert "مارس 2026، 10:30" in browser.get(f"{page}?lang=ar").text


def test_it_says_where_to_go_as_far_as_that_is_known(
    app: Litestar, browser: Browser, page: str
) -> None:
    where = browser.get(page).text.split("Where to go")[1].split("Your code")[0]
    assert "NEXUS-HUB Welcome" in where
    assert "Spremberg/Grodk" in where
    assert "None" not in where
    hub, catalogue = app.state.hub, a_catalogue()
    street, gate = "Beispielweg 1, Spremberg", "Tor 9"
    site = structs.replace(catalogue.site, street=street, gate=gate)
    asg = site.partners[-1]
    rule = RecurringHours(Daily(), time(9), time(16), partner=asg.id)
    hours = WeeklyHours((), recurring=(rule,))
    known = replace(catalogue, site=site, consultation_hours=hours)
    hub.ctx = replace(hub.ctx, catalogue=lambda: known)
    where = browser.get(page).text.split("Where to go")[1].split("Your code")[0]
    for told in (street, gate, asg.name):
        assert told in where


class Daily:
    def falls_on(self, _day: date) -> bool:
        return True


def test_a_time_that_was_taken_meanwhile_is_said_and_others_are_offered(
    browser: Browser, ctx: Context, page: str
) -> None:
    staff = join(ctx, COUNSELLOR_1)
    about = FollowUp(TopicId("work"), AR, AR)
    appointments.book(ctx, staff, about, AT_TEN + timedelta(minutes=30))
    answer = browser.post_without_token(f"{page}/move", starts=AT_HALF_PAST, moves="0")
    assert answer.headers["location"] == f"{page}/move?taken=1"
    text = browser.get(answer.headers["location"]).text
    assert "not free any more" in text
    assert "?day=" in text


@pytest.mark.parametrize(
    ("starts", "moves"),
    [("", "0"), ("x", "0"), (AT_ELEVEN, "x"), (AT_ELEVEN, "9" * 30), (AT_ELEVEN, "7")],
)
def test_nonsense_moves_nothing(
    browser: Browser, ctx: Context, page: str, starts: str, moves: str
) -> None:
    before = now(ctx)
    answer = browser.post_without_token(f"{page}/move", starts=starts, moves=moves)
    assert answer.headers["location"].startswith(page)
    assert now(ctx) == before


def test_after_so_many_moves_it_stays_as_it_is(
    browser: Browser, ctx: Context, page: str
) -> None:
    for moves in range(MOST_MOVES):
        starts = (AT_HALF_PAST, AT_ELEVEN)[moves % 2]
        browser.post_without_token(f"{page}/move", starts=starts, moves=str(moves))
    assert now(ctx).moves == MOST_MOVES
    assert "/move" not in browser.get(page).text
    assert browser.get(f"{page}/move").headers["location"] == page


def test_it_is_cancelled_after_a_question_and_the_page_says_what_else_there_is(
    browser: Browser, ctx: Context, page: str
) -> None:
    asked = browser.get(f"{page}/cancel").text
    assert "Do you want to cancel the appointment?" in asked
    assert now(ctx).state is AppointmentState.BOOKED
    for _ in range(2):
        assert browser.post_without_token(f"{page}/cancel").headers["location"] == page
    assert now(ctx).state is AppointmentState.CANCELLED
    text = browser.get(page).text
    assert "The appointment is cancelled." in text
    assert "take a number at the terminal" in text
    for part in ("/move", "/cancel"):
        assert browser.get(page + part).headers["location"] == page


def test_who_has_come_gets_from_it_to_the_page_of_their_number(
    browser: Browser, ctx: Context, clock: FixedClock, page: str, booked: Appointment
) -> None:
    clock.set(AT_TEN)
    ticket = a_ticket(1, issued_at=AT_TEN, service_day=AT_TEN.date())
    ticket = replace(ticket, appointment=AppointmentCode(booked.code))
    check_in.accept(ctx, pair(ctx, ENTRANCE), ticket)
    text = browser.get(page).text
    assert "You have checked in with this appointment." in text
    assert f"/t/{ticket.code}" in text
    browser.post_without_token(f"{page}/cancel")
    assert now(ctx).state is AppointmentState.ARRIVED


def test_its_calendar_entry_stays_the_same_when_it_is_moved(
    browser: Browser, page: str
) -> None:
    first = browser.get(f"{page}/calendar")
    assert first.headers["content-type"].startswith("text/calendar")
    browser.post_without_token(f"{page}/move", starts=AT_ELEVEN, moves="0")
    second = browser.get(f"{page}/calendar").text
    assert "DTSTART:20260305T090000Z" in first.text
    assert "DTSTART:20260305T100000Z" in second
    (uid,) = [line for line in first.text.splitlines() if line.startswith("UID:")]
    assert uid in second
    assert "SEQUENCE:0" in first.text
    assert "SEQUENCE:1" in second


def test_after_its_day_and_with_a_wrong_code_the_page_says_so_and_what_to_do(
    browser: Browser, clock: FixedClock, page: str
) -> None:
    clock.set(AT_TEN + timedelta(days=1))
    for address in (page, "/a/00000000", "/A/x", f"/a/{'9' * 300}"):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "no appointment with this code" in answer.text
        assert "take a number at the terminal" in answer.text


def test_who_guesses_is_slowed_down_and_nobody_behind_the_same_address_is_shut_out(
    app: Litestar, browser: Browser, page: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    app.state.hub.code_turns.wait = note
    for guess in range(10):
        assert browser.get(f"/a/{guess:08d}").status_code == 404
    assert browser.get("/a/00000010").status_code == 404
    assert browser.get(page).status_code == 200
    assert browser.get(page).status_code == 200
    assert waited == [*([0] * 10), 0.1, 0.2, 0]
    for guess in range(11, 49):
        assert browser.get(f"/a/{guess:08d}").status_code == 404
    answer = browser.get("/a/00000049")
    assert answer.status_code == 429
    assert "Too many wrong codes" in answer.text
    assert "load this page again in a few seconds" in answer.text
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("kiosk")]
    assert len(ours) > len(waited)
    assert not any(code in line for line in ours for code in (page[3:], "00000007"))
