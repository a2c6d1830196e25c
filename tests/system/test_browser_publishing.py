"""Whoever publishes in a real browser: told at once what takes long, pressed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.people import ADMINISTRATOR
from tests.system.browsers import go, press

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.system.office import Office

TITLE = "/content/services/bank-account/pl"
NEW = "/releases/new"
LONGER_THAN_A_QUICK_ANSWER = 20_000
TOLD = "All screens are tried out. The answer comes within a minute."


def change_a_title(page: Page) -> None:
    go(page, TITLE)
    page.get_by_label("Title").fill("Konto w banku")
    page.get_by_label("A person").check()
    press(page, "Save as a draft")
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()


def test_while_screens_are_tried_out_the_page_says_so_and_its_button_is_dead(
    office: Office,
) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    change_a_title(page)
    page.clock.install()
    go(page, NEW)
    pressed: list[str] = []

    def keep(route: Route) -> None:
        """An answer that leaves the page as it is."""
        if route.request.method == "POST":
            pressed.append(route.request.post_data or "")
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route(f"**{NEW}", keep)
    button = page.locator("#publish")
    expect(page.get_by_text(TOLD)).to_have_count(0)
    page.get_by_label("Why this release?").fill("Quickly")
    button.click()
    expect(page.get_by_text(TOLD)).to_be_visible()
    expect(button).to_be_disabled()
    page.clock.run_for(LONGER_THAN_A_QUICK_ANSWER)
    expect(page.get_by_text(TOLD)).to_be_visible()
    expect(button).to_be_disabled()
    assert [said.count("comment=Quickly") for said in pressed] == [1]
    page.keyboard.press("Escape")
    expect(button).to_be_enabled()
    expect(page.get_by_text(TOLD)).to_have_count(0)
