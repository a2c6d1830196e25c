"""An editor at a real browser: types Polish, sees the terminal's screen, saves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.people import ADMINISTRATOR
from tests.system.browsers import go, press
from tests.system.contrast import hard_to_read, scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.system.office import Office

POLISH = "/content/services/bank-account/pl"
FIRST_DRAWING_MS = 60_000
"""A worker process starts, on a busy machine."""
WIDTHS = (1024, 1280)
PATHS = (
    *("/content", "/content/texts", "/content/files", "/content/facts"),
    *("/content/gaps", "/content/resources", "/content/replace", POLISH),
    *("/content/services/bank-account/hours", "/content/files/site.toml"),
    "/content/services/rent-a-home/settings",
    *("/content/languages", "/content/languages/pl/remove"),
    "/content/history/services/bank-account/pl.md",
    *("/content/new/service", "/content/new/area", "/content/new/language"),
    "/content/services/bank-account/remove",
    *("/content/parts/emergency", "/content/parts/resources/bamf"),
)


def screen_text(page: Page) -> str:
    return page.locator("#shown img").get_attribute("alt") or ""


def test_a_polish_text_is_typed_seen_on_the_screen_and_saved(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, POLISH)
    shown = page.locator('#shown img[alt*="Konto bankowe"]')
    expect(shown).to_be_visible(timeout=FIRST_DRAWING_MS)
    before = shown.get_attribute("src")

    page.get_by_label("Title").fill("Konto w banku")
    expect(page.locator('#shown img[alt*="Konto w banku"]')).to_be_visible()
    assert page.locator("#shown img").get_attribute("src") != before
    assert page.evaluate(
        "() => document.querySelector('#shown img').naturalWidth > 0"
    ), "the picture itself could not be shown"

    page.get_by_label("Screen").select_option("100x30")
    expect(page.locator('#shown img[src*="100x30"]')).to_be_visible()
    page.get_by_label("A person").check()
    press(page, "Save as a draft")
    page.wait_for_url(f"**{POLISH}*")
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Konto w banku")


def test_what_was_typed_comes_back_after_the_page_was_lost(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, POLISH)
    page.get_by_label("Title").fill("Konto w banku")
    go(page, "/content")
    go(page, POLISH)
    expect(page.get_by_label("Title")).to_have_value("Konto bankowe")
    press(page, "Put it back")
    expect(page.get_by_label("Title")).to_have_value("Konto w banku")


def test_an_error_is_named_by_field_and_line_and_the_last_good_picture_stays(
    office: Office,
) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, POLISH)
    shown = page.locator('#shown img[alt*="Konto bankowe"]')
    expect(shown).to_be_visible(timeout=FIRST_DRAWING_MS)
    text = page.get_by_label("Text", exact=True)
    text.fill("Pierwszy akapit.\n\nDrugi <b>akapit</b>.")
    expect(page.get_by_text("Text, line 3:")).to_be_visible()
    expect(page.get_by_text("would show the text in this language")).to_be_visible()
    expect(page.get_by_text("Below is the last picture")).to_be_visible()
    expect(shown).to_be_visible()
    text.fill("Pierwszy akapit.\n\nDrugi akapit.")
    expect(page.get_by_text("Below is the last picture")).to_have_count(0)


def test_whoever_is_signed_out_is_told_that_nothing_is_checked(office: Office) -> None:
    office.browsers.complaints.allowed = re.compile("403")
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, POLISH)
    expect(page.locator("#check .verdict")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_label("Title").fill("Konto <b>w banku</b>")
    expect(page.get_by_text("nothing is checked or drawn any more")).to_be_visible()
    expect(page.locator("#check .verdict")).to_have_count(0)


def test_the_picture_follows_who_is_said_to_have_translated(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, POLISH)
    checked = page.locator("#check [data-key]")
    expect(checked).to_be_attached()
    before = checked.get_attribute("data-key")
    is_human = page.get_by_label("A person").is_checked()
    page.get_by_label("A machine" if is_human else "A person").check()
    expect(page.locator(f'#check [data-key="{before}"]')).to_have_count(0)
    expect(checked).to_be_attached()


def test_marks_are_put_before_the_lines_that_are_chosen(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    go(page, POLISH)
    text = page.get_by_label("Text", exact=True)
    text.fill("raz\ndwa")
    text.select_text()
    press(page, "List")
    expect(text).to_have_value("- raz\n- dwa")


def test_the_editors_pages_are_readable_and_fit(office: Office) -> None:
    (page,) = office.staffed_by(ADMINISTRATOR)
    found = []
    for path in PATHS:
        go(page, f"{path}?lang=de")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{path} {text}" for text in hard_to_read(page)]
            if wider := scrolls_sideways(page):
                found.append(f"{path} at {width}: {wider} pixels too wide")
    assert found == []
