"""A whole day in one browser: three counsellors, a display, phones, a hub that dies.

Pictures of it lie in the test's folder, for whoever wants to look.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kiosk.domain.events import EventKind
from kiosk.domain.site_notices import NoticeKind
from kiosk.domain.tickets import TicketState
from kiosk.operations import calling, housekeeping, notices
from kiosk.operations.notices import WantedNotice
from tests.builders import DE, EN
from tests.fakes.clock import FixedClock
from tests.hub_context import record
from tests.people import COUNSELLOR_1, COUNSELLOR_2, NEWCOMER
from tests.system.browsers import PHONE, Chromium, a_chromium, go, press
from tests.system.contrast import hard_to_read, scrolls_sideways
from tests.system.hall import Hall, expect_largest, expect_quiet
from tests.system.hub_process import HubProcess, its_state
from tests.system.office import number_of_mine, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from kiosk.domain.tickets import Ticket
    from tests.system.office import Office

NETWORK = re.compile(r"net::ERR_|Failed to load resource|htmx|Response Status")
LOST_BY_DISPLAY = "Nicht aktuell. Stand:"
COMES_BACK_MS = 90_000.0
NOTE = "Formular liegt bei. Bitte Foto nachreichen."
NOTICE = "Heute schließen wir eine Stunde früher."
LONG_NOTICE = "Der Eingang am Tor drei ist wegen Bauarbeiten zu. " * 3
SLACK_PIXELS = 14
"""Of letters that reach beyond their line, and less than half a line."""
PC, TABLET = (1024, 768), (768, 1024)


@pytest.fixture
def hub(tmp_path: Path, begun: Path) -> Iterator[HubProcess]:
    """Without a voice: a chime is quicker, and what is spoken has tests of its own."""
    folder = tmp_path / "hub-data"
    shutil.copytree(begun, folder, symlinks=True)
    running = HubProcess(folder, variables={"PATH": str(folder)}, warm=True)
    running.start()
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """The display may sound without having been touched."""
    with a_chromium("--autoplay-policy=no-user-gesture-required") as browser:
        yield browser


@dataclass
class OpenDay:
    """Who is there, and what they have open before them."""

    office: Office
    folder: Path
    display: Page
    staff: list[Page]
    tickets: list[Ticket] = field(default_factory=list)
    phones: dict[int, Page] = field(default_factory=dict)

    def come(self, count: int) -> None:
        self.tickets += [self.office.entrance.check_in("en") for _ in range(count)]

    def phone(self, nth: int) -> Page:
        """Of the visitor with this number, opened once."""
        if nth not in self.phones:
            page = self.office.browsers.of_somebody(size=PHONE)
            go(page, f"/t/{self.tickets[nth - 1].code}")
            self.phones[nth] = page
        return self.phones[nth]

    def number(self, nth: int) -> str:
        return str(self.tickets[nth - 1].number)

    def calls_next(self, who: int, nth: int) -> None:
        """This counsellor, and it is this visitor's turn."""
        press(self.staff[who], "Call next")
        expect(number_of_mine(self.staff[who])).to_have_text(self.number(nth))

    def helps(self, who: int) -> None:
        press(self.staff[who], "Is at the desk")
        expect(self.staff[who].get_by_text("At your desk")).to_be_visible()
        press(self.staff[who], "Finish")
        expect(self.staff[who].get_by_text("You have no visitor now")).to_be_visible()

    def called_out(self) -> list[str]:
        """By the display since it was opened, in order."""
        said = self.display.locator("html").get_attribute("data-called-out")
        return said.split(", ") if said else []

    def look(self, page: Page, name: str) -> None:
        """A picture, with the two faults that nobody should have to find in it."""
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        assert scrolls_sideways(page) == 0, name
        assert hard_to_read(page) == [], name


def test_a_day_from_the_first_visitor_to_the_close(
    office: Office, tmp_path: Path
) -> None:
    office.browsers.complaints.allowed = NETWORK
    day = the_opening(office, tmp_path)
    a_transfer_with_a_note(day)
    who_does_not_come_comes_after_all(day)
    help_and_a_pause(day)
    the_visitors_decide(day)
    the_network_is_cut(day)
    the_hub_dies(day)
    a_notice_is_put_up(day)
    the_afternoon(day)
    the_close(day)


def the_opening(office: Office, folder: Path) -> OpenDay:
    display = Hall(office).display()
    expect(display.get_by_text("Gerade ist niemand aufgerufen.")).to_be_visible()
    staff = office.staffed_by(COUNSELLOR_1, COUNSELLOR_2, NEWCOMER)
    newest = staff[2]
    newest.get_by_label("Desk 3", exact=True).check()
    press(newest, "Go to the queue")
    newest.wait_for_url("**/queue")
    day = OpenDay(office, folder, display, staff)
    day.come(9)
    for page in staff:
        expect(waiting(page)).to_have_count(9)
    expect(day.phone(5).locator(".before strong")).to_have_text("4")
    day.look(day.phone(5), "phone-waiting")
    return day


def a_transfer_with_a_note(day: OpenDay) -> None:
    for who in range(3):
        day.calls_next(who, who + 1)
        expect(day.display.locator("[data-shown]")).to_have_count(who + 1)
    page = day.staff[0]
    press(page, "Is at the desk")
    page.get_by_role("link", name=f"More about {day.number(1)}").click()
    page.get_by_label("To which topic?").select_option(index=3)
    page.get_by_label("Note for the next counsellor").fill(NOTE)
    day.look(page, "staff-transfer")
    press(page, "Transfer")
    page.wait_for_url("**/queue")
    expect(waiting(day.staff[1]).first).to_contain_text(day.number(1))
    expect(waiting(day.staff[1]).first).to_contain_text(NOTE)


def who_does_not_come_comes_after_all(day: OpenDay) -> None:
    page, phone = day.staff[1], day.phone(2)
    expect(phone.locator(".call .desk")).to_have_text("Desk 2")
    day.look(phone, "phone-called")
    press(page, "Call again")
    expect(page.get_by_text("Called 2 times")).to_be_visible()
    press(page, "Did not come")
    expect(phone.get_by_text("You were called, but you did not come.")).to_be_visible()
    press(page, "Undo")
    expect(number_of_mine(page)).to_have_text(day.number(2))
    expect(phone.locator(".call .desk")).to_have_text("Desk 2")
    day.helps(1)
    press(phone, "Good")
    expect(phone.get_by_text("Thank you for your answer.")).to_be_visible()
    day.look(phone, "phone-faces")


def help_and_a_pause(day: OpenDay) -> None:
    first, second, third = day.staff
    press(third, "Is at the desk")
    press(third, "Call for help")
    for page in (first, second):
        expect(page.get_by_text("counsellor-3 needs help: Desk 3")).to_be_visible()
    day.look(second, "staff-help")
    press(second, "I am coming")
    expect(third.get_by_text("counsellor-2 is coming to help you.")).to_be_visible()
    press(third, "No help needed any more")
    expect(second.get_by_text("counsellor-3 needs help")).to_be_hidden()
    press(first, "Lunch")
    expect(second.get_by_text("counsellor-1 pauses since")).to_be_visible()
    # whoever calls is back; whom they passed on kept number and place, and is in a row
    first.get_by_role("button", name=f"Call {day.number(1)}").click()
    expect(number_of_mine(first)).to_have_text(day.number(1))
    expect(second.get_by_text("counsellor-1 pauses since")).to_be_hidden()


def the_visitors_decide(day: OpenDay) -> None:
    """The fifth lets two go first, the ninth leaves; 4, 6, 7, 5, 8 remain."""
    patient, leaving = day.phone(5), day.phone(9)
    expect(patient.locator(".before strong")).to_have_text("1")
    patient.get_by_role("link", name="Let 2 people go before me").click()
    press(patient, "Yes, I will wait longer")
    expect(patient.locator(".before strong")).to_have_text("3")
    leaving.get_by_role("link", name="I do not want to wait any longer").click()
    press(leaving, "Yes, give up my place")
    expect(leaving.get_by_text("You have given up your place.")).to_be_visible()
    expect(waiting(day.staff[1])).to_have_count(5)


def the_network_is_cut(day: OpenDay) -> None:
    """The display says so; who is called meanwhile is called out once it is back."""
    lost = day.display.get_by_text(LOST_BY_DISPLAY)
    expect_quiet(day.display)
    expect_largest(day.display, day.tickets[0])
    before = day.called_out()
    day.display.context.set_offline(True)
    expect(lost).to_be_visible()
    day.look(day.display, "display-lost")
    day.calls_next(1, 4)
    day.display.context.set_offline(False)
    expect(lost).to_be_hidden(timeout=COMES_BACK_MS)
    expect_largest(day.display, day.tickets[3])
    expect_quiet(day.display)
    assert day.called_out() == [*before, day.number(4)]


def the_hub_dies(day: OpenDay) -> None:
    """Every page says so and comes back by itself; nobody is called out again."""
    hub, before = day.office.hub, day.called_out()
    day.display.evaluate("document.documentElement.dataset.before = true")
    told = "The connection is lost."
    pages = (day.staff[1], day.phone(5))
    shown = [
        day.display.get_by_text(LOST_BY_DISPLAY),
        *(page.get_by_text(told) for page in pages),
    ]
    hub.kill()
    for lost in shown:
        expect(lost).to_be_visible()
    hub.start()
    hub.wait_until_ready()
    for lost in shown:
        expect(lost).to_be_hidden(timeout=COMES_BACK_MS)
    expect_largest(day.display, day.tickets[3])
    assert day.called_out() == before
    expect(day.display.locator("html[data-before]")).to_have_count(1)


def a_notice_is_put_up(day: OpenDay) -> None:
    """From beside the hub; the display, phones and nobody's work are told."""
    with its_state(day.office.hub) as context:
        now = context.clock.now()
        english = "Today we close an hour earlier."
        for texts in ({DE: NOTICE, EN: english}, {DE: LONG_NOTICE}):
            until = now + timedelta(hours=1)
            wanted = WantedNotice(NoticeKind.INFO, texts, now, until)
            notices.put_up(context, "mira", wanted)
    expect(day.display.get_by_text(NOTICE)).to_be_visible()
    expect(day.display.locator(".site-notice")).to_have_count(2)
    cut = """() => [...document.querySelectorAll(".board footer, .site-notice p")]
      .filter((each) => each.scrollHeight > each.clientHeight + SLACK)
      .map((each) => each.textContent)"""
    day.look(day.display, "display-notices")
    assert day.display.evaluate(cut.replace("SLACK", str(SLACK_PIXELS))) == []
    expect(day.phone(5).get_by_text("Today we close an hour earlier.")).to_be_visible()
    expect(number_of_mine(day.staff[1])).to_have_text(day.number(4))
    day.look(day.phone(5), "phone-notice")


def the_afternoon(day: OpenDay) -> None:
    """Until three are left: one waits, one is parked, one is at a desk."""
    for who in range(3):
        if who != 2:
            press(day.staff[who], "Is at the desk")
        press(day.staff[who], "Finish")
    for who, nth in ((0, 6), (1, 7), (2, 5)):
        day.calls_next(who, nth)
    expect(day.phone(5).locator(".call .desk")).to_have_text("Desk 3")
    expect(day.display.locator("[data-shown]")).to_have_count(6)
    day.look(day.display, "display-six")
    day.helps(0)
    press(day.staff[1], "Park")
    expect(day.staff[0].get_by_role("region", name="Parked")).to_contain_text(
        day.number(7)
    )
    press(day.staff[2], "Is at the desk")
    expect(day.phone(5).get_by_text("You are at the desk now.")).to_be_visible()
    day.come(1)
    day.calls_next(0, 8)
    press(day.staff[0], "Did not come")
    expect(day.staff[0].get_by_text("You have no visitor now")).to_be_visible()
    expect(waiting(day.staff[0])).to_have_count(1)
    for size, name in ((PC, "pc"), (TABLET, "tablet")):
        for who, page in enumerate((day.staff[0], day.staff[2])):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            day.look(page, f"staff-{name}-{'busy' if who else 'free'}")


STATES = {
    1: TicketState.DONE,
    2: TicketState.DONE,
    3: TicketState.DONE,
    4: TicketState.DONE,
    5: TicketState.SERVING,
    6: TicketState.DONE,
    7: TicketState.PARKED,
    8: TicketState.NO_SHOW,
    9: TicketState.WITHDRAWN,
    10: TicketState.WAITING,
}


def the_close(day: OpenDay) -> None:
    """Tomorrow, from beside the hub: each ticket is counted once, none is left."""
    last = day.phone(10)
    expect(last.get_by_text("You are next.")).to_be_visible()
    with its_state(day.office.hub) as context:
        today = context.today()
        known = {ticket.number.count: ticket.state for ticket in calling.today(context)}
        assert known == STATES
        issued = [e.ticket for e in record(context) if e.kind is EventKind.ISSUED]
        assert sorted(issued) == sorted(ticket.id for ticket in day.tickets)
        tomorrow = FixedClock(context.clock.now() + timedelta(days=1))
        closed = housekeeping.close_days(replace(context, clock=tomorrow))
        assert (closed.tickets, closed.still_open) == (10, 3)
        counts = housekeeping.counts_of(context, today)
    ends = [row.state for row in counts for _ in range(row.tickets)]
    assert {state: ends.count(state) for state in ends} == {
        TicketState.DONE: 6,
        TicketState.NO_SHOW: 1,
        TicketState.WITHDRAWN: 3,
    }
    for page in (last, day.phone(5)):
        expect(page.get_by_role("heading", name="This ticket is over")).to_be_visible()
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.context.cookies() == []
    assert day.number(10) not in last.content()
    day.look(last, "phone-over")
    for page in day.staff:
        expect(waiting(page)).to_have_count(0)
    expect(day.staff[2].get_by_text("You have no visitor now")).to_be_visible()
    expect(day.display.locator("[data-shown]")).to_have_count(0)
    day.look(day.display, "display-closed")
