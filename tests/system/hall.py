"""The hall where people wait: paired displays, and what each has called out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from kiosk.operations import calling, pairing, undoing
from tests.fakes.clock import FixedClock
from tests.hub_context import join
from tests.system.browsers import Browsers, go
from tests.system.hub_process import its_state

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from kiosk.domain.access import Staff
    from kiosk.domain.tickets import Ticket
    from tests.people import Person
    from tests.system.office import Office

NOTE_CALLS = """
addEventListener("DOMContentLoaded", () => {
  const noted = [];
  document.documentElement.dataset.calledOut = "";
  new MutationObserver(() => {
    const seq = document.body.dataset.calling;
    const largest = document.querySelector("[data-latest] [data-number]");
    if (seq) noted.push(largest ? largest.textContent : seq);
    document.documentElement.dataset.calledOut = noted.join(", ");
  }).observe(document.body, {attributes: true, attributeFilter: ["data-calling"]});
});
"""
"""A page that comes anew begins its notes anew."""
CALLED_OUT_MS = 60_000.0
"""For a handful of calls, each of which takes its time."""
WIDE, SMALL, TALL = (1920, 1080), (1280, 720), (1080, 1920)


@dataclass
class Hall:
    office: Office

    def display(
        self, *, size: tuple[int, int] = WIDE, address: str | None = None
    ) -> Page:
        """Paired by what stands on it, as an administrator does."""
        page = self.unpaired(size=size, address=address)
        with its_state(self.office.hub) as context:
            pairing.pair_display(context, page.locator(".code").inner_text(), "Hall")
        page.locator("[data-board]").wait_for()
        return page

    def unpaired(
        self, *, size: tuple[int, int] = WIDE, address: str | None = None
    ) -> Page:
        browsers = self.office.browsers
        if address is not None:
            browsers = Browsers(browsers.program, address, browsers.complaints)
        page = browsers.of_somebody(size=size)
        page.add_init_script(NOTE_CALLS)
        go(page, "/display")
        page.locator(".code").wait_for()
        return page

    def counsellor(self, person: Person) -> Counsellor:
        with its_state(self.office.hub) as context:
            return Counsellor(self.office, join(context, person))


@dataclass
class Counsellor:
    """Calls from beside the hub: its pages hear of it within a second."""

    office: Office
    staff: Staff

    def calls_next(self, *, minutes_ago: int = 0) -> Ticket:
        with its_state(self.office.hub) as context:
            moment = context.clock.now() - timedelta(minutes=minutes_ago)
            context = replace(context, clock=FixedClock(moment))
            called = calling.call_next(context, self.staff).ticket
        assert called is not None
        return called

    def sends_away(self, ticket: Ticket) -> None:
        with its_state(self.office.hub) as context:
            calling.no_show(context, self.staff, ticket.id)

    def takes_back(self, ticket: Ticket) -> None:
        with its_state(self.office.hub) as context:
            undoing.undo(context, self.staff, ticket.id)

    def serves(self, ticket: Ticket) -> None:
        with its_state(self.office.hub) as context:
            calling.at_desk(context, self.staff, ticket.id)
            calling.finish(context, self.staff, ticket.id)


def expect_called_out(page: Page, *tickets: Ticket) -> None:
    """These in this order, and no other: each as it stood largest when it chimed."""
    numbers = ", ".join(str(ticket.number) for ticket in tickets)
    expect(page.locator("html")).to_have_attribute(
        "data-called-out", numbers, timeout=CALLED_OUT_MS
    )


def expect_largest(page: Page, ticket: Ticket) -> None:
    largest = page.locator("[data-latest] [data-number]")
    expect(largest).to_have_text(str(ticket.number))


def expect_quiet(page: Page) -> None:
    """Nothing is called out any more."""
    expect(page.locator("body[data-calling]")).to_have_count(0, timeout=CALLED_OUT_MS)
