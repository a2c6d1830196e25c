"""In which language a service is read on a phone, and who asks in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.short_links import code_of
from tests.builders import a_catalogue

if TYPE_CHECKING:
    from tests.hub_web import Browser


def test_the_code_on_the_glass_names_the_language_in_capitals(browser: Browser) -> None:
    browser.language = "de"
    page = browser.get("/S/REGISTRATION/AR").text
    assert '<html lang="ar" dir="rtl">' in page
    assert page == browser.get(f"/s/{code_of('/s/registration')}/ar").text


@pytest.mark.parametrize(
    ("path", "wished", "lang"),
    [
        ("/s/registration", "pl", "pl"),
        ("/s/registration", "xx", "de"),
        ("/s/registration?lang=uk", "pl", "uk"),
        ("/s", "pl", "pl"),
        ("/s?lang=uk", "pl", "uk"),
    ],
)
def test_without_one_it_is_that_of_the_address_or_of_the_browser(
    browser: Browser, path: str, wished: str, lang: str
) -> None:
    browser.language = wished
    answer = browser.get(path)
    assert f'<html lang="{lang}"' in answer.text
    assert answer.headers["vary"] == "Accept-Language"


def test_every_language_is_one_touch_away(browser: Browser) -> None:
    page = browser.get("/s/registration/en").text
    for code in a_catalogue().site.languages:
        assert f'href="/s/registration/{code}" lang="{code}"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/s/gone/en",
        "/s/registration/xx",
        "/s/registration?lang=xx",
        "/s?lang=xx",
        "/s/registration/en/more",
        "/S/000000/EN",
        "/s/%2e%2e/en",
    ],
)
def test_an_unknown_service_or_language_is_told_kindly_with_a_way_on(
    browser: Browser, path: str
) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "This address leads nowhere" in answer.text
    assert re.search(r'href="/s\?lang=\w+">Find information</a>', answer.text)
    assert "no-store" in answer.headers["cache-control"]
    assert "/sign-in" not in answer.text


def test_who_asks_for_what_is_gone_is_told_in_the_language_of_the_code(
    browser: Browser,
) -> None:
    assert '<html lang="ar" dir="rtl">' in browser.get("/S/GONE/AR").text
