from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.operations import accounts
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import COUNSELLOR_1, NEWCOMER

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

PROTECTED = ("/", "/queue", "/queue/live", "/today", "/desk", "/staff")


@pytest.mark.parametrize("path", PROTECTED)
def test_nobody_sees_a_page_without_signing_in(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_nobody_does_anything_without_signing_in(browser: Browser) -> None:
    for path in ("/queue/next", "/desk", "/staff/invite", "/tickets/x/call"):
        answer = browser.post(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_part_of_a_page_takes_the_whole_page_to_the_sign_in(browser: Browser) -> None:
    answer = browser.get("/queue/live", HX_Request="true")
    assert answer.headers["hx-redirect"] == "/sign-in"
    assert answer.text == ""


def test_a_stream_just_ends(browser: Browser) -> None:
    assert browser.get("/events").status_code == 401


def test_the_form_asks_for_name_and_password(browser: Browser) -> None:
    answer = browser.get("/sign-in")
    assert answer.status_code == 200
    assert 'autocomplete="username"' in answer.text
    assert 'autocomplete="current-password"' in answer.text


def test_signing_in_leads_to_the_queue(browser: Browser, ctx: Context) -> None:
    join(ctx, COUNSELLOR_1)
    answer = browser.sign_in(COUNSELLOR_1)
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    assert browser.get("/queue").status_code == 200


def test_somebody_without_a_desk_chooses_one_first(
    browser: Browser, ctx: Context
) -> None:
    join(ctx, NEWCOMER)
    assert browser.sign_in(NEWCOMER).headers["location"] == "/desk"


def test_a_wrong_password_is_refused_and_the_name_kept(
    browser: Browser, ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    answer = browser.sign_in(COUNSELLOR_1, password="wrong and long enough")
    assert answer.status_code == 401
    assert "do not fit together" in answer.text
    assert f'value="{COUNSELLOR_1.sign_in_name}"' in answer.text
    assert "wrong and long enough" not in answer.text


def test_an_unknown_name_gets_the_same_answer(browser: Browser, ctx: Context) -> None:
    join(ctx, COUNSELLOR_1)
    unknown = browser.sign_in(NEWCOMER)
    wrong = browser.sign_in(COUNSELLOR_1, password="wrong and long enough")
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.text.replace(NEWCOMER.sign_in_name, "") == wrong.text.replace(
        COUNSELLOR_1.sign_in_name, ""
    )


def test_after_ten_failures_a_name_must_wait(browser: Browser, ctx: Context) -> None:
    join(ctx, COUNSELLOR_1)
    for _ in range(10):
        browser.sign_in(COUNSELLOR_1, password="wrong and long enough")
    answer = browser.sign_in(COUNSELLOR_1)
    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.text


def test_one_machine_may_not_try_many_names(browser: Browser) -> None:
    statuses = [
        browser.post("/sign-in", name=f"name-{n}", password="guess").status_code
        for n in range(31)
    ]
    assert statuses == [401] * 30 + [429]
    assert "tried too often" in browser.post("/sign-in", name="x", password="y").text


def test_a_name_that_is_html_stays_text(browser: Browser) -> None:
    answer = browser.post("/sign-in", name='"><script>', password="guess")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_form_without_fields_is_a_failed_try(browser: Browser) -> None:
    assert browser.post("/sign-in").status_code == 401


def test_signing_in_gives_a_new_identity(browser: Browser, ctx: Context) -> None:
    """A session planted before signing in must open nothing afterwards."""
    join(ctx, COUNSELLOR_1)
    browser.get("/sign-in?lang=en")
    planted = browser.cookies["kiosk"]
    browser.sign_in(COUNSELLOR_1)
    assert browser.cookies["kiosk"] != planted
    browser.cookies["kiosk"] = planted
    assert browser.get("/queue").status_code == 303


def test_the_language_survives_signing_in(browser: Browser, ctx: Context) -> None:
    join(ctx, COUNSELLOR_1)
    browser.get("/sign-in?lang=de")
    browser.sign_in(COUNSELLOR_1)
    assert '<html lang="de"' in browser.get("/queue").text


def test_signing_out_ends_the_session(first: Browser) -> None:
    before = first.cookies["kiosk"]
    answer = first.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "kiosk" not in first.cookies
    first.cookies["kiosk"] = before
    assert first.get("/queue").status_code == 303


def test_whoever_left_is_signed_out_at_once(
    first: Browser, administrator: Browser, ctx: Context
) -> None:
    (gone,) = (s for s in accounts.list_staff(ctx) if not s.may_administer())
    administrator.post(f"/staff/{gone.id}/deactivate", confirmed="yes")
    assert first.get("/queue").headers["location"] == "/sign-in"


def test_session_cookies_are_out_of_reach_for_scripts_and_strangers(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    answer = Browser(client).sign_in(COUNSELLOR_1)
    (cookie,) = (
        line
        for line in answer.headers.get_list("set-cookie")
        if line.startswith("kiosk=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
