from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.hub.outgoing import HEADERS
from kiosk.hub.rendering import STATIC, TEMPLATES
from tests.builders import a_ticket
from tests.hub_web import Browser, an_app

if TYPE_CHECKING:
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.hub_web import Terminal

PATHS = (
    "/sign-in",
    "/nothing",
    "/queue",
    "/health",
    "/api/v1/openapi.json",
    "/api/v1/terminal",
    "/static/hub.css",
    "/t/ZZZZZZZZZZZZ",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_guarded(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, name


@pytest.mark.parametrize("secure", [True, False])
def test_only_a_secure_page_has_an_opener_policy(ctx: Context, *, secure: bool) -> None:
    """Over http browsers ignore it, and say so in the console on each page."""
    with TestClient(an_app(ctx, secure=secure)) as client:
        headers = client.get("/health").headers
    assert ("cross-origin-opener-policy" in headers) is secure


@pytest.mark.parametrize("path", [path for path in PATHS if "static" not in path])
def test_nothing_but_files_is_kept(browser: Browser, path: str) -> None:
    assert browser.get(path).headers["cache-control"] == "no-store"


def test_files_are_kept_for_a_year_under_the_name_of_their_content(
    browser: Browser,
) -> None:
    address = re.findall(r'href="(/static/hub.css[^"]+)"', browser.get("/sign-in").text)
    assert re.fullmatch(r"/static/hub\.css\?v=[0-9a-f]{12}", address[0])
    answer = browser.get(address[0])
    assert "max-age=31536000" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers


def test_scripts_run_only_from_files_of_the_hub() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=str)
def test_no_page_has_a_script_or_a_style_of_its_own(template: Path) -> None:
    text = template.read_text("utf-8")
    assert not re.search(r"<script(?![^>]+src=)|<style| style=| on\w+=", text)
    assert "http:" not in text
    assert "https:" not in text


def test_no_file_of_ours_asks_somebody_else() -> None:
    comment = re.compile(r"^\s*// .*$|  // .*$", re.M)
    for name in ("hub.css", "hub.js"):
        assert "//" not in comment.sub("", (STATIC / name).read_text("utf-8"))


def test_behind_https_cookies_and_connections_stay_there(ctx: Context) -> None:
    app = an_app(ctx, secure=True)
    with TestClient(app, base_url="https://hub.example") as client:
        answer = Browser(client).get("/sign-in?lang=en")
    cookies = answer.headers.get_list("set-cookie")
    assert any(line.startswith("__Host-kiosk-form=") for line in cookies)
    assert all("Secure" in line for line in cookies)
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_plain_http_promises_no_https(browser: Browser) -> None:
    assert "strict-transport-security" not in browser.get("/sign-in").headers


def test_the_log_tells_of_refused_terminals_but_not_of_each_that_asks(
    entrance: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="kiosk.hub.access")
    entrance.deliver(a_ticket(1))
    entrance.deliver(a_ticket(1, topic="astrology"))
    entrance.deliver(a_ticket(2, service_day=date(9999, 1, 1)))
    assert [record.getMessage() for record in caplog.records] == [
        "PUT /api/v1/tickets/{ticket_id} 409",
        "PUT /api/v1/tickets/{ticket_id} 422",
    ]


def test_the_log_holds_routes_and_no_codes(
    app: Litestar,
    browser: Browser,
    entrance: Terminal,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", logger="kiosk")
    ticket = a_ticket(17)
    entrance.deliver(ticket)
    for path in ("", "/live", "/withdraw"):
        browser.get(f"/t/{ticket.code}{path}")
    browser.get("/welcome/a-secret")
    browser.get(f"/t/{ticket.code}/nothing")
    app.state.hub.ctx = None  # everything fails from here on
    browser.get(f"/t/{ticket.code}")
    assert "GET /t/{code} 200" in caplog.text
    assert "GET /welcome/{secret} 404" in caplog.text
    assert "GET (no route) 404" in caplog.text
    assert "GET /t/{code} failed" in caplog.text
    for secret in (ticket.code, "a-secret", entrance.token):
        assert secret not in caplog.text
