"""A plan on a phone, in a real browser: to read, to tick off, to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.system.browsers import PHONE, go
from tests.system.contrast import hard_to_read

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.system.browsers import Scheme
    from tests.system.office import Office

PLAN = "/P/SVHBWYCBTYGLLY"
"""Nearly all that can be answered with yes."""
TICKED = "[...document.querySelectorAll('.steps :checked')].map(box => box.name)"


@pytest.fixture
def phone(office: Office) -> Page:
    return office.browsers.of_somebody(size=PHONE)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_it_fits_a_phone_and_can_be_read(phone: Page, language: str) -> None:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        phone.emulate_media(color_scheme=scheme)
        go(phone, f"{PLAN}/{language.upper()}")
        assert phone.locator(".steps li").count() > 15
        wide = "document.documentElement.scrollWidth - innerWidth"
        assert phone.evaluate(wide) <= 0
        assert hard_to_read(phone) == []


def test_what_was_ticked_is_there_again_in_every_language(phone: Page) -> None:
    go(phone, f"{PLAN}/de")
    phone.locator("[name=register]").check()
    phone.locator("[name=account]").check()
    phone.locator("[name=account]").uncheck()
    go(phone, f"{PLAN}/uk")
    assert phone.evaluate(TICKED) == ["register"]
    assert phone.context.cookies() == []


def test_nobody_else_sees_what_somebody_ticked(office: Office, phone: Page) -> None:
    go(phone, f"{PLAN}/de")
    phone.locator("[name=register]").check()
    other = office.browsers.of_somebody(size=PHONE)
    go(other, f"{PLAN}/de")
    assert other.evaluate(TICKED) == []


def test_a_browser_that_keeps_nothing_shows_and_ticks_all_the_same(phone: Page) -> None:
    refuse = (
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error(); }})"
    )
    phone.add_init_script(refuse)
    go(phone, f"{PLAN}/de")
    phone.locator("[name=register]").check()
    assert phone.evaluate(TICKED) == ["register"]


def test_what_somebody_else_wrote_there_is_not_believed(phone: Page) -> None:
    go(phone, f"{PLAN}/de")
    phone.evaluate("localStorage.setItem('kiosk-plan', '{\"register\": 1}')")
    go(phone, f"{PLAN}/de")
    assert phone.evaluate(TICKED) == []
    phone.locator("[name=register]").check()
    go(phone, f"{PLAN}/de")
    assert phone.evaluate(TICKED) == ["register"]


def test_a_step_leads_to_its_text_in_the_same_language(phone: Page) -> None:
    go(phone, f"{PLAN}/pl")
    phone.locator(".steps a").first.click()
    phone.wait_for_url("**/s/*/pl")
    assert phone.locator("h1").inner_text()
