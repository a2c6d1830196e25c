"""A publisher at a real browser: a Polish word changed, published, seen, taken back.

Seen on the glass of the shipped terminal and on a phone.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from kiosk.operations import fleet
from tests.people import ADMINISTRATOR, ENTRANCE
from tests.system.browsers import PHONE, go, press
from tests.system.contrast import hard_to_read, scrolls_sideways
from tests.system.foot_in_cage import foot_in_cage
from tests.system.hub_process import its_state
from tests.system.installation import Installation
from tests.system.visitor import shown, touch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.system.hub_process import HubProcess
    from tests.system.office import Office
    from tests.system.real_terminal import RealTerminal

POLISH = "/content/services/bank-account/pl"
ON_THE_PHONE = "/s/bank-account/pl"
OLD, NEW = "Konto bankowe", "Konto w banku"
DRAWN_MS = 90_000.0
"""Every screen of a release is drawn before it is published, on a busy machine too."""
ASKS = "Type what you are looking for, in any language."
SHOWN_S = 240.0
"""Until a terminal counts as never showing it: it draws every screen first."""
WIDTHS = (390, 1024, 1280)


def change_the_title(page: Page) -> None:
    go(page, POLISH)
    expect(page.locator(f'#shown img[alt*="{OLD}"]')).to_be_visible(timeout=DRAWN_MS)
    page.get_by_label("Title").fill(NEW)
    expect(page.locator(f'#shown img[alt*="{NEW}"]')).to_be_visible(timeout=DRAWN_MS)
    page.get_by_label("A person").check()
    press(page, "Save as a draft")
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()


def press_until_published(page: Page) -> None:
    """The hub draws every screen before; a page does not wait for all of it."""
    published = page.get_by_text("It is published.")
    waiting = page.get_by_text("still being drawn")
    for _ in range(5):
        with page.expect_navigation(timeout=DRAWN_MS):
            page.locator("#publish").click()
        expect(published.or_(waiting)).to_be_visible()
        if published.is_visible():
            return
    raise AssertionError("its screens were never drawn")


@contextmanager
def a_shipped_terminal(hub: HubProcess, folder: Path) -> Iterator[RealTerminal]:
    with its_state(hub) as context:
        _, token = fleet.pair(context, ENTRANCE, "Entrance")
    settings = f'[terminal]\nhub = "{hub.address}"\n'
    shipped = Installation.made(folder, settings, token)
    with foot_in_cage(shipped, grid=(83, 24)) as terminal:
        terminal.wait_for("Polski")
        yield terminal


def test_a_polish_title_is_changed_published_seen_everywhere_and_taken_back(
    office: Office, tmp_path: Path
) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    page.set_default_timeout(DRAWN_MS)
    phone = office.browsers.of_somebody(size=PHONE, locale="pl")
    with a_shipped_terminal(office.hub, tmp_path / "shipped") as terminal:
        change_the_title(page)
        go(phone, ON_THE_PHONE)
        expect(phone.get_by_role("heading", level=1)).to_have_text(OLD)
        _is_on_the_glass(terminal, OLD)

        publish(page)
        _reads(phone, NEW)
        _until_it_shows(office.hub, 2)
        _is_on_the_glass(terminal, NEW)
        terminal.picture(tmp_path / "published.png")

        take_back(page)
        _reads(phone, OLD)
        _until_it_shows(office.hub, 3)
        _is_on_the_glass(terminal, OLD)


def publish(page: Page) -> None:
    go(page, "/releases/new")
    expect(page.locator("ins", has_text=NEW)).to_be_visible()
    page.get_by_label("Why this release?").fill("Jak mówi bank")
    press_until_published(page)
    expect(page.get_by_role("row", name="Jak mówi bank")).to_contain_text("public now")


def take_back(page: Page) -> None:
    page.get_by_role("link", name="Go back to release 1").click()
    expect(page.locator("ins", has_text=OLD)).to_be_visible()
    page.locator("#roll-back").click()
    expect(page.get_by_text("It is published.")).to_be_visible(timeout=DRAWN_MS)
    expect(page.get_by_text("back to 1")).to_be_visible()


def test_the_pages_of_releases_are_readable_and_fit(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    change_the_title(page)
    found = []
    for path in ("/releases", "/releases/new", "/releases/1", "/releases/1/roll-back"):
        go(page, f"{path}?lang=de")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{path} {text}" for text in hard_to_read(page)]
            if wider := scrolls_sideways(page):
                found.append(f"{path} at {width}: {wider} pixels too wide")
    assert found == []


def _reads(phone: Page, title: str) -> None:
    """As soon as the hub shows it; a phone must ask again."""
    heading = phone.get_by_role("heading", level=1)
    for _ in range(30):
        phone.reload()
        if heading.inner_text() == title:
            return
        phone.wait_for_timeout(1000)
    expect(heading).to_have_text(title)


def _until_it_shows(hub: HubProcess, release: int) -> None:
    """What the terminal tells its hub of itself."""
    ended = time.monotonic() + SHOWN_S
    while True:
        with its_state(hub) as context:
            (report,) = [
                terminal.report
                for terminal in fleet.terminals(context)
                if terminal.series == ENTRANCE
            ]
        if report is not None and report.release == release:
            return
        assert time.monotonic() < ended, report
        time.sleep(1)


def _is_on_the_glass(terminal: RealTerminal, title: str) -> None:
    """Found as a visitor finds it, who then leaves."""
    touch(terminal, "Polski")
    touch(terminal, shown("Search", "pl"))
    terminal.wait_for(shown(ASKS, "pl"))
    terminal.type("konto", pause_ms=150)
    terminal.wait_for(title)
    terminal.key("Escape", "Escape")
    terminal.wait_for("Polski")
