from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import calling
from tests.builders import a_ticket
from tests.hub_web import FORM_COOKIE, Browser

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Terminal

FORMS = ("/sign-out", "/queue/next", "/desk", "/staff/invite", "/tickets/x/finish")


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_its_token_is_refused(administrator: Browser, path: str) -> None:
    answer = administrator.post_without_token(path)
    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_a_forged_call_changes_nothing(
    first: Browser, entrance: Terminal, ctx: Context
) -> None:
    entrance.deliver(a_ticket(17))
    assert first.post_without_token("/queue/next").status_code == 403
    assert calling.queue(ctx)[0].state == "waiting"


def test_a_token_of_another_browser_is_refused(
    first: Browser, client: TestClient[Litestar]
) -> None:
    other = Browser(client)
    other.get("/sign-in")
    stolen = other.cookies[FORM_COOKIE]
    answer = first.post_without_token("/queue/next", _csrf_token=stolen)
    assert answer.status_code == 403


def test_token_and_cookie_of_another_session_are_refused(
    first: Browser, second: Browser
) -> None:
    """Both halves planted by a neighbouring host name: they are somebody else's."""
    second.get("/queue")
    planted = second.cookies[FORM_COOKIE]
    first.cookies[FORM_COOKIE] = planted
    answer = first.post_without_token("/queue/next", _csrf_token=planted)
    assert answer.status_code == 403


def test_a_token_of_a_guest_is_worth_nothing_after_signing_in(
    first: Browser, browser: Browser
) -> None:
    browser.get("/sign-in")
    guests = browser.cookies[FORM_COOKIE]
    first.cookies[FORM_COOKIE] = guests
    answer = first.post_without_token("/queue/next", _csrf_token=guests)
    assert answer.status_code == 403


def test_a_page_hands_out_a_token_that_fits_its_session(
    first: Browser, browser: Browser
) -> None:
    browser.get("/sign-in")
    first.cookies[FORM_COOKIE] = browser.cookies[FORM_COOKIE]
    first.get("/queue")
    assert first.cookies[FORM_COOKIE] != browser.cookies[FORM_COOKIE]
    assert first.post("/queue/next").status_code == 303
    kept = first.cookies[FORM_COOKIE]
    first.get("/queue")
    assert first.cookies[FORM_COOKIE] == kept


def test_a_visitors_page_and_an_address_that_leads_nowhere_set_no_cookie(
    browser: Browser, entrance: Terminal
) -> None:
    entrance.deliver(a_ticket(17))
    for path in (f"/t/{a_ticket(17).code}?lang=en", "/s/x", "/nothing", "/t/x"):
        assert "set-cookie" not in browser.get(path).headers


def test_an_invented_token_is_refused(first: Browser) -> None:
    first.cookies[FORM_COOKIE] = "0" * 128
    answer = first.post_without_token("/queue/next", _csrf_token="0" * 128)
    assert answer.status_code == 403


def test_every_form_of_staff_pages_carries_the_token(administrator: Browser) -> None:
    administrator.post("/desk", desk="desk-1")
    for path in ("/sign-in", "/desk", "/queue", "/today", "/staff", "/devices"):
        text = administrator.get(path).text
        changing = text.count("<form") - text.count('method="get"')
        assert changing == text.count('name="_csrf_token"') > 0, path
