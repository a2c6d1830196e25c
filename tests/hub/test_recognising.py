"""A page that tells why a form was refused unread is a page of who sent it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kiosk.hub.app import LARGEST_BODY
from tests.hub_web import FORM_COOKIE, SESSION_COOKIE, Browser
from tests.people import ADMINISTRATOR

if TYPE_CHECKING:
    import httpx

MENU = 'href="/devices"'
IN_PARTS = "multipart/form-data; boundary=x"


def too_large(somebody: Browser) -> httpx.Response:
    return somebody.post("/staff/invite", name="x" * (LARGEST_BODY + 1))


def of_before(somebody: Browser) -> httpx.Response:
    return somebody.post_without_token("/desk/leave", _csrf_token="of before")


def in_parts(somebody: Browser) -> httpx.Response:
    """A request for a page will do: it is refused for what it says it brings."""
    return somebody.get("/devices", content_type=IN_PARTS)


def token_of(page: httpx.Response) -> str:
    """Of its first form, which signs out."""
    found = re.search(r'name="_csrf_token" value="(\w+)"', page.text)
    assert found
    return found.group(1)


REFUSALS = {413: too_large, 403: of_before, 415: in_parts}


@pytest.mark.parametrize("status", REFUSALS)
def test_it_has_the_menu_and_its_sign_out_works(
    administrator: Browser, status: int
) -> None:
    page = REFUSALS[status](administrator)
    assert page.status_code == status
    assert MENU in page.text
    assert f">{ADMINISTRATOR.sign_in_name}</span>" in page.text
    token = token_of(page)
    left = administrator.post_without_token("/sign-out", _csrf_token=token)
    assert left.headers["location"] == "/sign-in"
    assert SESSION_COOKIE not in administrator.cookies


@pytest.mark.parametrize("status", [403, 415])
def test_also_where_the_browser_brought_no_cookie_of_forms(
    administrator: Browser, status: int
) -> None:
    administrator.cookies.pop(FORM_COOKIE, None)
    page = REFUSALS[status](administrator)
    assert administrator.cookies[FORM_COOKIE] == token_of(page)
    administrator.post("/sign-out")
    assert SESSION_COOKIE not in administrator.cookies


def test_a_form_of_before_that_is_kept_has_the_menu(administrator: Browser) -> None:
    page = administrator.post_without_token("/staff/invite", name="anna.nowak")
    assert page.status_code == 403
    assert MENU in page.text


@pytest.mark.parametrize("status", REFUSALS)
def test_nobody_is_recognised_without_a_whole_session(
    browser: Browser, administrator: Browser, status: int
) -> None:
    assert MENU not in REFUSALS[status](browser).text
    browser.cookies[SESSION_COOKIE] = "0" * 64
    assert MENU not in REFUSALS[status](browser).text
    browser.cookies.clear()
    browser.give_password(ADMINISTRATOR)
    page = REFUSALS[status](browser).text
    assert MENU not in page
    assert ADMINISTRATOR.sign_in_name not in page


def test_what_was_refused_is_not_done(administrator: Browser) -> None:
    before = administrator.get("/staff").text
    too_large(administrator)
    administrator.post_without_token("/staff/invite", name="anna.nowak")
    assert administrator.get("/staff").text == before
