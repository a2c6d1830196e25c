"""What terminals, phones and staff are told of waiting times."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.hours import OpenSlot, WeeklyHours
from kiosk.operations import presence
from kiosk.operations.kept_waits import KeptWaits
from kiosk.store import waits
from kiosk.store.waits import KeptWait
from tests.builders import SERVICE_DAY, a_catalogue, a_ticket
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal


@pytest.fixture
def afternoon(
    first: Browser, entrance: Terminal, ctx: Context, clock: FixedClock
) -> None:
    """Somebody is at a desk, and three wait."""
    clock.set(NOON + timedelta(hours=2))
    for somebody in presence.present(ctx):
        presence.seen(ctx, somebody.id)
    first.post("/desk", desk="desk-1")
    for count in (1, 2, 3):
        entrance.deliver(a_ticket(count, issued_at=clock.now(), screen_language="en"))


@pytest.mark.usefixtures("afternoon")
def test_a_terminal_is_told_a_range_in_steps_of_five_minutes(
    entrance: Terminal,
) -> None:
    said = entrance.get(f"/tickets/{a_ticket(3).id}").json()
    wait = said["wait"]
    assert wait["low"] % 5 == wait["high"] % 5 == 0
    assert 0 < wait["low"] < wait["high"]
    assert wait["as_of"] == said["as_of"]


@pytest.mark.usefixtures("afternoon")
def test_a_phone_shows_it_in_words(browser: Browser) -> None:
    text = browser.get(f"/t/{a_ticket(3).code}").text
    assert "Waiting time: about " in text
    assert "Waiting time: less than " in browser.get(f"/t/{a_ticket(1).code}").text


@pytest.mark.usefixtures("afternoon")
def test_who_may_not_be_called_before_closing_reads_it_and_is_marked_for_staff(
    browser: Browser, entrance: Terminal, first: Browser, clock: FixedClock
) -> None:
    clock.set(NOON + timedelta(hours=4, minutes=45))
    first.post("/desk", desk="desk-1")
    for count in range(4, 12):
        entrance.deliver(a_ticket(count, issued_at=clock.now(), screen_language="en"))
    text = browser.get(f"/t/{a_ticket(11).code}").text
    assert "Perhaps we cannot call your number today: we close at 17:00." in text
    assert "ask a person here" in text
    assert "ask a person here" not in browser.get(f"/t/{a_ticket(1).code}").text
    queue = first.get("/queue").text
    assert "may not be called before these hours are over" in queue
    assert 0 < queue.count("not today perhaps") < 11
    assert entrance.get(f"/tickets/{a_ticket(11).id}").json()["wait"]["closes"]


@pytest.mark.usefixtures("first")
def test_where_nobody_can_call_no_wait_is_said(
    browser: Browser, entrance: Terminal, first: Browser
) -> None:
    first.post("/desk/leave")
    entrance.deliver(a_ticket(1, screen_language="en"))
    assert "Waiting time" not in browser.get(f"/t/{a_ticket(1).code}").text
    assert "wait" not in entrance.get(f"/tickets/{a_ticket(1).id}").json()


@pytest.mark.usefixtures("afternoon")
def test_a_terminal_is_told_when_nobody_more_would_be_called_today(
    entrance: Terminal, first: Browser, clock: FixedClock
) -> None:
    assert "line_full" not in entrance.get("/terminal").json()
    assert "as long as the day" not in first.get("/queue").text
    clock.set(NOON + timedelta(hours=4, minutes=50))
    first.post("/desk", desk="desk-1")
    for count in range(4, 15):
        entrance.deliver(a_ticket(count, issued_at=clock.now()))
    assert entrance.get("/terminal").json()["line_full"] is True
    assert "as long as the day" in first.get("/queue").text
    entrance.format = None
    assert "line_full" not in entrance.get("/terminal").json()


@pytest.mark.usefixtures("afternoon")
def test_staff_read_that_no_numbers_are_given_into_a_long_pause(
    app: Litestar, entrance: Terminal, first: Browser
) -> None:
    assert "called only after the pause" not in first.get("/queue").text
    hub = app.state.hub
    slots = (OpenSlot(0, time(10), time(14, 20)), OpenSlot(0, time(17), time(20)))
    split = replace(a_catalogue(), consultation_hours=WeeklyHours(slots))
    hub.ctx = replace(hub.ctx, catalogue=lambda: split, waits=KeptWaits())
    for count in range(4, 12):
        entrance.deliver(a_ticket(count, issued_at=hub.ctx.clock.now()))
    page = first.get("/queue").text
    assert "say when it goes on (17:00)" in page
    assert "perhaps" in page


def test_before_the_first_day_staff_read_that_nothing_is_known(first: Browser) -> None:
    assert "Nothing is known yet." in first.get("/waits").text


def test_staff_see_week_by_week_how_far_off_it_was(
    first: Browser, ctx: Context
) -> None:
    said = KeptWait(NOON, 300, 600, 1200)
    with ctx.database.begin() as connection:
        for days, waited in ((3, 300), (10, 1200), (10, 1000)):
            day = SERVICE_DAY - timedelta(days=days)
            waits.keep_waits(connection, day, [(said, waited)])
    text = " ".join(first.get("/waits").text.split())
    assert text.index("23 Feb 2026") < text.index("16 Feb 2026")
    assert "5 minutes too long" in text
    assert "8 minutes too short" in text
    assert "100 %" in text


def test_only_staff_see_it(browser: Browser) -> None:
    assert browser.get("/waits").status_code in (303, 401)
