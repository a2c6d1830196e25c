"""A hub whose public address is https, and somebody who comes by http all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from tests.hub_context import join
from tests.hub_web import Browser, an_app
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from litestar import Litestar

    from kiosk.operations.context import Context

PROXIED = {"X_Forwarded_Proto": "https"}


def cookies(answer: httpx.Response) -> list[str]:
    return answer.headers.get_list("set-cookie")


@pytest.fixture
def app(ctx: Context) -> Litestar:
    join(ctx, COUNSELLOR_1)
    return an_app(ctx, secure=True)


@pytest.fixture
def by_http(app: Litestar) -> Iterator[Browser]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Browser(client)


def test_by_http_the_page_says_what_is_wrong_and_where_to_go(by_http: Browser) -> None:
    """It has no form: the cookies of a form would not come back."""
    answer = by_http.get("/sign-in")
    assert answer.status_code == 200
    assert "opened without encryption" in answer.text
    assert 'href="https://hub.example/sign-in"' in answer.text
    assert 'action="/sign-in"' not in answer.text


def test_a_form_sent_by_http_is_answered_with_the_same_words(by_http: Browser) -> None:
    answer = by_http.post_without_token("/sign-in", name="a", password="b")
    assert answer.status_code == 403
    assert "opened without encryption" in answer.text


def test_behind_a_proxy_that_speaks_https_nothing_is_wrong(by_http: Browser) -> None:
    """Also while the settings do not name it yet."""
    answer = by_http.get("/sign-in", **PROXIED)
    assert "opened without encryption" not in answer.text
    assert 'action="/sign-in"' in answer.text


def test_a_hub_without_https_says_nothing_of_it(browser: Browser, ctx: Context) -> None:
    with TestClient(an_app(ctx)) as client:
        assert "encryption" not in Browser(client).get("/sign-in").text


def test_by_https_all_cookies_are_bound_to_this_host(app: Litestar) -> None:
    with TestClient(app, base_url="https://hub.example") as client:
        browser = Browser(client)
        answer = browser.get("/sign-in?lang=en")
        token = browser.cookies["__Host-kiosk-form"]
        fields = {
            "name": COUNSELLOR_1.sign_in_name,
            "password": "four quiet birds wait",
        }
        entered = browser.post_without_token("/sign-in", _csrf_token=token, **fields)
        assert browser.get("/queue").status_code == 200
    assert entered.status_code == 303
    lines = [
        *answer.headers.get_list("set-cookie"),
        *entered.headers.get_list("set-cookie"),
    ]
    names = {line.partition("=")[0] for line in lines}
    assert names == {
        "__Host-kiosk-form",
        "__Host-kiosk",
        "__Host-kiosk-known",
        "kiosk-language",
    }
    for line in lines:
        assert "Secure" in line
        assert "HttpOnly" in line
        assert "Path=/" in line
        assert "Domain" not in line
