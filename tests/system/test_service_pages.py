"""A service on a phone and on paper, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.system.browsers import PHONE, go
from tests.system.contrast import hard_to_read

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.system.browsers import Scheme
    from tests.system.office import Office

LANGUAGES = ("de", "ar")
SHEET = re.compile(rb"/Type\s*/Page\b")
PRINTED = (665, 1017)
"""CSS pixels of an A4 sheet within the margins of the print sheet."""
LATE_ICON = re.compile(r"ERR_INTERNET_DISCONNECTED.*/static/icon\.svg")
"""A browser asks for it when the page stands there: the network may be gone by then."""
HEIGHTS = """async addresses => {
  const heights = [];
  for (const address of addresses) {
    const text = await (await fetch(address)).text();
    const read = new DOMParser().parseFromString(text, "text/html");
    document.documentElement.lang = read.documentElement.lang;
    document.documentElement.dir = read.documentElement.dir;
    document.body.innerHTML = read.body.innerHTML;
    heights.push(document.documentElement.scrollHeight);
  }
  return heights;
}"""
"""Of pages that share their sheets, laid out one after the other in one of them."""


@pytest.fixture
def phone(office: Office) -> Page:
    return office.browsers.of_somebody(size=PHONE)


def slugs(office: Office) -> list[str]:
    return [service.slug for service in office.entrance.catalogue.services]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_service_fits_a_phone_and_can_be_read(
    office: Office, phone: Page, language: str
) -> None:
    found = []
    for slug in slugs(office):
        go(phone, f"/s/{slug}/{language}")
        wide = "document.documentElement.scrollWidth - innerWidth"
        if phone.evaluate(wide) > 0:
            found.append(f"{slug} is too wide")
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        phone.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {text}" for text in hard_to_read(phone)]
    assert found == []


def test_every_service_in_every_language_is_one_sheet_of_paper(
    office: Office, phone: Page
) -> None:
    """Laid out as printed; of each language one is printed, to see that it is so."""
    width, height = PRINTED
    phone.set_viewport_size({"width": width, "height": 500})
    found = []
    phone.emulate_media(media="print")
    for language in office.entrance.catalogue.site.languages:
        pages = [f"/s/{slug}/{language}" for slug in slugs(office)]
        go(phone, pages[0])
        heights = dict(zip(pages, phone.evaluate(HEIGHTS, pages), strict=True))
        found += [f"{page}: {h} px" for page, h in heights.items() if h > height]
        tallest = max(pages, key=lambda page: heights[page])
        go(phone, tallest)
        assert (
            phone.evaluate("document.documentElement.scrollHeight")
            == (heights[tallest])
        )
        sheets = len(SHEET.findall(phone.pdf(prefer_css_page_size=True)))
        if sheets != 1:
            found.append(f"{tallest}: {sheets} sheets")
    assert found == []


def test_the_language_is_changed_by_two_touches_without_script(
    office: Office, phone: Page
) -> None:
    go(phone, f"/s/{slugs(office)[0]}/de")
    assert phone.locator("script").count() == 0
    phone.locator("summary").click()
    phone.get_by_role("link", name="العربية").click()
    phone.wait_for_url("**/ar")
    assert phone.locator("html").get_attribute("dir") == "rtl"


def test_what_was_opened_can_be_opened_again_without_a_network(
    office: Office, phone: Page
) -> None:
    office.browsers.complaints.allowed = LATE_ICON
    address = f"/s/{slugs(office)[0]}/ar"
    go(phone, address)
    title = phone.locator("h1").inner_text()
    phone.context.set_offline(True)
    go(phone, "about:blank")
    go(phone, address)
    assert phone.locator("h1").inner_text() == title
    assert phone.evaluate("document.styleSheets.length") == 2


def test_the_sheet_says_whose_it_is_and_has_nothing_to_press(
    office: Office, phone: Page
) -> None:
    go(phone, f"/s/{slugs(office)[0]}/de")
    phone.emulate_media(media="print")
    assert phone.locator(".brand").is_visible()
    assert not phone.locator("details").is_visible()
    assert not phone.locator(".on").is_visible()
