"""A plan to take home: all of it is in the address, and nothing of it is kept."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from tests.builders import a_catalogue
from tests.hub_web import Browser, an_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.catalogue import Catalogue
    from kiosk.operations.context import Context


@contextmanager
def showing(ctx: Context, catalogue: Catalogue | None = None) -> Iterator[Browser]:
    told = catalogue or a_catalogue()
    app = an_app(replace(ctx, catalogue=lambda: told, content=None))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Browser(client)


def test_it_says_the_steps_in_order_each_with_a_way_to_its_text(ctx: Context) -> None:
    with showing(ctx) as browser:
        page = browser.get("/P/HHCY/EN").text
    assert '<html lang="en" dir="ltr">' in page
    parts = (
        "<h1>My next steps</h1>",
        "No legal advice.",
        "<h2>Now</h2>",
        '<ol class="steps" start="1">',
        "register (en)",
        "Soon.",
        'href="/s/registration/en"',
        "<h2>Soon</h2>",
        '<ol class="steps" start="2">',
        "doctor (en)",
        "<h2>Later</h2>",
        '<ol class="steps" start="3">',
        "contract (en)",
        "Your answers are in the address of this page, and nowhere else.",
    )
    found = [page.index(part) for part in parts]
    assert found == sorted(found)
    assert "no longer asked" not in page


def test_every_language_is_one_touch_away_with_the_same_answers(ctx: Context) -> None:
    with showing(ctx) as browser:
        page = browser.get("/p/hhcy/ar").text
    assert '<html lang="ar" dir="rtl">' in page
    for code in ("de", "en", "pl", "uk", "ar"):
        assert f'href="/p/HHCY/{code}"' in page


def test_without_a_language_it_speaks_the_browsers(ctx: Context) -> None:
    with showing(ctx) as browser:
        browser.language = "ar"
        answer = browser.get("/P/HA")
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert answer.headers["vary"] == "Accept-Language"


def test_what_is_not_translated_is_german_and_marked_as_such(ctx: Context) -> None:
    with showing(ctx) as browser:
        page = browser.get("/p/HHCY/pl").text
    assert '<b lang="de" dir="ltr">Melden Sie sich an</b>' in page
    assert "This text is only available in Deutsch." in page


def test_answers_of_an_older_release_are_told_as_such(ctx: Context) -> None:
    with showing(ctx) as browser:
        page = browser.get("/p/ZZHA/en").text
    assert "Some questions that you answered are no longer asked." in page
    assert "contract (en)" in page


def test_a_browser_may_keep_it_and_nobody_between(ctx: Context) -> None:
    with showing(ctx) as browser:
        first = browser.get("/p/HHCY/en")
        told = first.headers["cache-control"]
        assert told.startswith("private, max-age=15")
        again = browser.get("/p/HHCY/en", **{"if-none-match": first.headers["etag"]})
        other = browser.get("/p/HHCN/en")
    assert again.status_code == 304
    assert first.headers["etag"] != other.headers["etag"]
    assert first.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        *("/p/H/en", "/p/HHC/en", "/p/HHCY/xx", "/p/HH%00/en", "/p/%D9%A3%D9%A3/en"),
        *(f"/p/{'HH' * 500}/en", "/p/HH../en", "/p/<b>x/en"),
    ],
)
def test_what_is_no_plan_leads_nowhere_with_a_way_on(ctx: Context, path: str) -> None:
    with showing(ctx) as browser:
        answer = browser.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.text
    assert "<b>x" not in answer.text


def test_content_without_a_path_has_no_plans(ctx: Context) -> None:
    bare = replace(a_catalogue(), pathway=lambda: None)
    with showing(ctx, bare) as browser:
        assert browser.get("/p/HHCY/en").status_code == 404
    with showing(ctx, a_catalogue().with_services(())) as browser:
        assert browser.get("/p/HHCY/en").status_code == 404


def test_the_log_does_not_say_what_somebody_answered(
    ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), showing(ctx) as browser:
        browser.get("/p/HHCY/en")
        browser.get("/p/HHC/en")
    told = [r.getMessage() for r in caplog.records if r.name.startswith("kiosk")]
    assert any("/p/{plan}" in line for line in told)
    assert not any("HHC" in line for line in told)
