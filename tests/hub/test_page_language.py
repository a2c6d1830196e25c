from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from litestar.testing import RequestFactory

from kiosk.hub import page_language
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from typing import Any

    from litestar import Request

    from tests.hub_web import Browser

AR = LanguageCode("ar")


def a_request(wish: str = "", asked: str = "", **more: Any) -> Request[Any, Any, Any]:
    return RequestFactory().get(
        "/",
        headers={"Accept-Language": wish},
        query_params={"lang": asked} if asked else None,
        **more,
    )


@pytest.mark.parametrize(
    ("wish", "got"),
    [
        ("", "de"),
        ("fr", "de"),
        ("*", "de"),
        ("pl", "pl"),
        ("de-AT,de;q=0.9", "de"),
        ("EN-us", "en"),
        ("fr;q=1, uk;q=0.3, ar;q=0.7", "ar"),
        ("pl;q=nonsense, en;q=0.1", "en"),
        ("en, pl", "en"),
        (";;;,,q=,=", "de"),
        ("x" * 5000, "de"),
    ],
)
def test_the_best_wish_that_is_offered_counts(wish: str, got: str) -> None:
    assert page_language.wished(a_request(wish), tuple(LANGUAGES)) == got


def test_staff_read_german_or_english() -> None:
    assert page_language.for_staff(a_request("pl, en;q=0.5")).code == "en"
    assert page_language.for_staff(a_request("pl")).code == "de"


def test_staff_may_ask_for_the_other_one() -> None:
    assert page_language.for_staff(a_request("en", asked="de")).code == "de"
    assert page_language.for_staff(a_request("en", asked="pl")).code == "en"


def test_what_staff_asked_for_is_remembered_by_the_browser() -> None:
    request = a_request("en", asked="de")
    page_language.for_staff(request)
    cookie = page_language.to_remember(request, secure=True)
    assert cookie is not None
    assert (cookie.key, cookie.value) == ("kiosk-language", "de")
    again = a_request("en", cookies="kiosk-language=de")
    assert page_language.for_staff(again).code == "de"


@pytest.mark.parametrize("kept", ["pl", "", "x" * 500])
def test_a_language_that_is_not_offered_is_not_kept(kept: str) -> None:
    request = a_request("en", cookies=f"kiosk-language={kept}")
    assert page_language.for_staff(request).code == "en"


def test_reading_a_page_changes_nothing() -> None:
    request = a_request("en")
    page_language.for_staff(request)
    assert page_language.to_remember(request, secure=False) is None
    again = a_request("en", asked="de", cookies="kiosk-language=de")
    page_language.for_staff(again)
    assert page_language.to_remember(again, secure=False) is None


def test_a_visitor_reads_the_tickets_language() -> None:
    assert page_language.for_visitor(a_request("pl"), AR).code == "ar"


def test_a_visitor_may_choose_another_one() -> None:
    assert page_language.for_visitor(a_request("pl", asked="uk"), AR).code == "uk"


def test_a_ticket_in_an_unknown_language_falls_back_to_the_browsers() -> None:
    own = LanguageCode("tlh")
    assert page_language.for_visitor(a_request("pl"), own).code == "pl"


def test_the_choice_holds_on_the_next_page(first: Browser) -> None:
    assert '<html lang="en"' in first.get("/queue").text
    assert '<html lang="de"' in first.get("/queue?lang=de").text
    assert '<html lang="de"' in first.get("/today").text
    assert '<html lang="en"' in first.get("/today?lang=en").text
