"""Staff see at once, on their pages, why a number is not issued or not called."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from datetime import date, time
from html import unescape
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from kiosk import wire
from kiosk.domain.hours import OpenSlot, RecurringHours, WeeklyHours
from kiosk.domain.issuing import NotIssuing
from kiosk.hub.background import FleetWatch
from kiosk.operations import fleet, refusals
from tests.builders import AR, PL, a_catalogue, a_ticket
from tests.fakes.waiting import until

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.hub.context import HubContext
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

HEADING = "Terminals need somebody"


@pytest.fixture
def counsellor(first: Browser) -> Browser:
    return first


def seen_by(browser: Browser, path: str = "/queue") -> str:
    """The words of a page, without its tags."""
    text = re.sub(r"<[^>]+>", " ", browser.get(path).text)
    return " ".join(unescape(text).split())


def deliver_nonsense(entrance: Terminal, count: int = 17) -> None:
    body = msgspec.to_builtins(wire.TicketDelivery.of(a_ticket(count)))
    told = {"issued_at": "9999-12-31T12:00:00Z", "service_day": "9999-12-31"}
    assert (
        entrance.put(f"{count:032x}", json.dumps(body | told).encode()).status_code
        == 422
    )


def test_nothing_is_said_while_nothing_is_amiss(
    counsellor: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", grid="83x24", undelivered=2)
    assert HEADING not in seen_by(counsellor)


def test_a_terminal_that_rests_by_the_hours_is_told_quietly_above_the_queue(
    counsellor: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", not_issuing="closed")
    text = seen_by(counsellor)
    assert "issues no numbers: it is outside the consultation hours" in text
    assert HEADING not in text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"not_issuing": "clock"}, "its clock is wrong. Set its clock."),
        ({"not_issuing": "used_up"}, "Give out numbers on paper."),
        ({"not_issuing": "journal"}, "it can keep nothing on its disk"),
        ({"not_issuing": "content"}, "Run kiosk content check there."),
        ({"not_issuing": "no_greeting"}, "Look at its screen and into its log."),
        ({"configured_series": "C"}, "settings say series C, but it is paired as A"),
        ({"clock_offset_seconds": 86400.0}, "Its clock is 1440 min off."),
        ({"clock_offset_seconds": -180.0}, "Its clock is 3 min off."),
        ({"refused": 2}, "that the hub refuses: 2"),
        ({"complaints": ["screen-too-small"]}, "Its screen is too small"),
        ({"complaints": ["font-does-not-fit"]}, "No size of its font fits"),
        ({"complaints": ["touch-not-heard"]}, "hear fingers, only a mouse"),
        ({"complaints": ["journal-damaged"]}, "Its journal was damaged"),
        ({"complaints": ["ticket-unreadable"]}, "cannot be read any more"),
        ({"complaints": ["second-record-fails"]}, "its second record of numbers"),
        ({"complaints": ["of-tomorrow"]}, "It reports: of-tomorrow."),
    ],
    ids=str,
)
def test_what_a_terminal_reports_stands_above_the_queue_and_on_the_staff_page(
    counsellor: Browser,
    administrator: Browser,
    entrance: Terminal,
    said: dict[str, Any],
    words: str,
) -> None:
    assert entrance.report(program="1.0", **said).status_code == 204
    for text in (
        seen_by(counsellor),
        seen_by(counsellor, "/queue/live"),
        seen_by(administrator, "/devices"),
    ):
        assert words in text
        assert "Entrance A" in text


def test_that_nobody_is_at_a_desk_is_not_said_to_who_sits_at_one(
    counsellor: Browser, administrator: Browser, entrance: Terminal
) -> None:
    entrance.report(program="1.0", not_issuing="nobody_counsels")
    told = "As soon as somebody chooses a desk"
    assert told not in seen_by(counsellor)
    assert told not in seen_by(counsellor, "/queue/live")
    assert told in seen_by(administrator, "/devices")


@pytest.mark.parametrize("reason", sorted(NotIssuing))
def test_every_reason_not_to_issue_has_words(
    administrator: Browser, entrance: Terminal, reason: NotIssuing
) -> None:
    entrance.report(program="1.0", not_issuing=reason)
    assert "It issues no numbers" in seen_by(administrator, "/devices")


def test_outside_the_hours_nobody_is_needed(
    counsellor: Browser, administrator: Browser, entrance: Terminal
) -> None:
    entrance.report(program="1.0", not_issuing="closed", grid="83x24")
    assert HEADING not in seen_by(counsellor)
    text = seen_by(administrator, "/devices")
    assert "outside the consultation hours" in text
    assert "Version 1.0 · Screen 83x24 · Not yet delivered: 0" in text
    assert "Online" in text


def test_a_terminal_that_is_not_heard_for_three_minutes_is_missed(
    counsellor: Browser, entrance: Terminal, clock: FixedClock
) -> None:
    entrance.get("/terminal")
    clock.advance(minutes=2, seconds=59)
    assert HEADING not in seen_by(counsellor)
    clock.advance(seconds=1)
    assert "Not heard for 3 min." in seen_by(counsellor)


def test_a_revoked_terminal_that_runs_on_is_told(
    counsellor: Browser, administrator: Browser, entrance: Terminal, clock: FixedClock
) -> None:
    entrance.get("/terminal")
    asked = seen_by(administrator, "/devices/A/revoke")
    assert "Series A runs at this moment" in asked
    administrator.post("/devices/A/revoke", confirmed="yes")
    clock.advance(minutes=1)
    assert entrance.get("/terminal").status_code == 401
    assert "It is revoked and still runs" in seen_by(counsellor)


def test_a_device_with_the_token_before_the_last_pairing_is_told(
    counsellor: Browser, entrance: Terminal, ctx: Context
) -> None:
    fleet.pair(ctx, "A", "Entrance A")
    assert entrance.get("/terminal").status_code == 401
    assert "the token from before the last pairing" in seen_by(counsellor)


def test_two_devices_with_one_token_are_told(
    counsellor: Browser, entrance: Terminal
) -> None:
    for grid in ("83x24", "66x19", "83x24"):
        entrance.report(program="1.0", grid=grid)
    assert "Two devices use its token" in seen_by(counsellor)


def test_a_refused_ticket_stands_there_with_number_and_remedy(
    counsellor: Browser, administrator: Browser, entrance: Terminal
) -> None:
    deliver_nonsense(entrance)
    for text in (seen_by(counsellor), seen_by(administrator, "/devices")):
        assert "A 017 · Entrance A · 12:00" in text
        assert "give this visitor a new number" in text


def test_of_more_refused_tickets_than_are_listed_the_rest_is_counted(
    counsellor: Browser, administrator: Browser, entrance: Terminal
) -> None:
    for count in range(1, fleet.SEEN_AT_ONCE + 1):
        deliver_nonsense(entrance, count)
    assert "not listed here" not in seen_by(counsellor)
    for count in range(fleet.SEEN_AT_ONCE + 1, refusals.MOST_LISTED + 8):
        deliver_nonsense(entrance, count)
    left = refusals.MOST_LISTED + 7 - fleet.SEEN_AT_ONCE
    assert f"Older ones, not listed here: {left}" in seen_by(counsellor)
    everything = seen_by(administrator, "/devices")
    assert f"Refused tickets {refusals.MOST_LISTED + 7}" in everything
    assert "Older ones, not listed here: 7" in everything


def test_a_ticket_that_cannot_be_read_stands_there_too(
    counsellor: Browser, entrance: Terminal
) -> None:
    assert entrance.put("a" * 32, b"{").status_code == 400
    text = seen_by(counsellor)
    assert "unknown number · Entrance A" in text
    assert "Update hub and terminal to the same version" in text


def test_staff_see_what_is_odd_about_a_ticket(
    counsellor: Browser, entrance: Terminal
) -> None:
    twin = a_ticket(17, ticket_id="f" * 32, code="ZZZZZZZZZZZZ", topic="astrology")
    third = a_ticket(17, ticket_id="e" * 32, code="YYYYYYYYYYYY", language="tlh")
    for ticket in (a_ticket(17), twin, third, a_ticket(3, series="B")):
        assert entrance.deliver(ticket).status_code == 201
    text = seen_by(counsellor)
    assert "A 017 second holder unknown topic astrology Arabic" in text
    assert "A 017 holder 3 of this number unknown language Residence tlh" in text
    assert "B 003 series of another terminal" in text
    counsellor.post(f"/tickets/{twin.id}/call")
    assert "Arabic astrology second holder" in seen_by(counsellor)


def test_everything_is_said_in_german_too(
    counsellor: Browser, entrance: Terminal
) -> None:
    deliver_nonsense(entrance)
    entrance.report(program="1.0", not_issuing="clock")
    assert counsellor.get("/queue?lang=de").status_code == 200


@pytest.mark.parametrize("path", ["report", "nonsense", "unread"])
async def test_an_open_queue_page_looks_again_at_once(
    app: Litestar, entrance: Terminal, path: str
) -> None:
    hub: HubContext = app.state.hub
    entrance.report(program="1.0")
    quiet = hub.broadcast.refreshed
    await asyncio.to_thread(
        {
            "report": lambda: entrance.report(program="1.0", not_issuing="clock"),
            "nonsense": lambda: deliver_nonsense(entrance),
            "unread": lambda: entrance.put("a" * 32, b"{"),
        }[path]
    )
    await until(lambda: hub.broadcast.refreshed > quiet)


def test_what_changes_all_the_time_wakes_nobody(
    entrance: Terminal, ctx: Context
) -> None:
    entrance.report(program="1.0", undelivered=1, clock_offset_seconds=0.2)
    (terminal,) = fleet.terminals(ctx)
    assert terminal.report is not None
    said = replace(terminal.report, undelivered=9, clock_offset_seconds=-1.5)
    assert not fleet.report(ctx, terminal, said)


async def test_a_silence_is_noticed_while_somebody_watches(
    app: Litestar, ctx: Context, clock: FixedClock
) -> None:
    hub: HubContext = app.state.hub
    hub.broadcast.open(asyncio.get_running_loop(), 0)
    _terminal, token = fleet.pair(ctx, "A", "Entrance A")
    fleet.seen(ctx, fleet.by_token(ctx, token))
    watch = FleetWatch(hub)
    listening = asyncio.create_task(hub.broadcast.after(0, 10, 0))
    await until(lambda: hub.broadcast.has_listeners)
    await watch.look()
    clock.advance(minutes=5)
    await watch.look()
    assert await listening == 0
    assert hub.broadcast.refreshed == 1
    await watch.look()
    assert hub.broadcast.refreshed == 1


def test_hours_for_appointments_alone_are_told_until_who_walks_in_is_received_again(
    app: Litestar, counsellor: Browser
) -> None:
    hub = app.state.hub
    slots = (
        OpenSlot(0, time(9), time(14), by_appointment=True),
        OpenSlot(0, time(15), time(16)),
    )
    changed = replace(a_catalogue(), consultation_hours=WeeklyHours(slots))
    assert "by appointment only" not in seen_by(counsellor)
    hub.ctx = replace(hub.ctx, catalogue=lambda: changed)
    told = "who has none gets no number. The next hours without an appointment: "
    assert told in seen_by(counsellor)
    assert "15:00" in seen_by(counsellor)


def test_who_gets_no_number_by_appointment_alone_is_one_press_from_a_first_booking(
    app: Litestar, counsellor: Browser
) -> None:
    hub = app.state.hub
    hours = WeeklyHours((OpenSlot(0, time(9), time(14), by_appointment=True),))
    changed = replace(a_catalogue(), consultation_hours=hours)
    hub.ctx = replace(hub.ctx, catalogue=lambda: changed)
    page = counsellor.get("/queue").text
    hint = page.partition('id="by-appointment"')[2].partition("</p>")[0]
    assert 'href="/appointments/new">New appointment</a>' in hint
    assert counsellor.get("/appointments/new").status_code == 200


class EachDay:
    def falls_on(self, _day: date) -> bool:
        return True


def test_languages_in_which_there_is_no_number_now_are_told(
    app: Litestar, counsellor: Browser
) -> None:
    hub = app.state.hub
    polish = RecurringHours(EachDay(), time(9), time(20), languages=(PL,), capacity=1)
    arabic = replace(polish, languages=(AR,), capacity=2)
    hours = WeeklyHours((), recurring=(polish, arabic))
    changed = replace(a_catalogue(), consultation_hours=hours)
    hub.ctx = replace(hub.ctx, catalogue=lambda: changed)
    page = counsellor.get("/queue").text
    hint = page.partition('id="unspoken"')[2].partition("</p>")[0]
    assert "Ukrainian" in hint
    assert "Polish" not in hint
    assert 'href="/desk"' in hint
    assert 'id="full-languages"' not in page


def test_appointments_outside_the_hours_are_told_above_the_queue(
    app: Litestar, counsellor: Browser, entrance: Terminal, ctx: Context
) -> None:
    ticket = a_ticket(17, topic="work")
    entrance.deliver(ticket)
    counsellor.post(f"/tickets/{ticket.id}/follow-up", starts="202603051000")
    assert "outside the consultation hours" not in seen_by(counsellor)
    hub = app.state.hub
    unknown = a_catalogue().without_hours()
    hub.ctx = replace(hub.ctx, catalogue=lambda: unknown)
    told = "Appointments outside the consultation hours by now"
    assert told in seen_by(counsellor)
    assert "Appointments (1)" in seen_by(counsellor)
