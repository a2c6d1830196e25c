from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.hub.password_threads import PasswordThreads
from kiosk.operations import accounts
from kiosk.operations.tries import Asker, AskerKind
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import (
    ADMINISTRATOR,
    COUNSELLOR_1,
    EDITOR,
    NEWCOMER,
    PASSWORD,
    Person,
)

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

ELSEWHERE = Asker(AskerKind.ADDRESS, "192.0.2.1")
PROTECTED = ("/", "/queue", "/queue/live", "/today", "/desk", "/staff", "/devices")


@pytest.mark.parametrize("path", PROTECTED)
def test_nobody_sees_a_page_without_signing_in(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    going = urlencode({"then": path})
    where = "/sign-in" if path == "/" else f"/sign-in?{going}"
    assert (answer.status_code, answer.headers["location"]) == (303, where)


def test_who_signs_in_gets_where_they_wanted_to_go(
    browser: Browser, ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    asked = browser.get("/sign-in?then=/today").text
    assert '<input type="hidden" name="then" value="/today">' in asked
    name = COUNSELLOR_1.sign_in_name
    wrong = browser.post("/sign-in", name=name, password="no", then="/today")
    assert 'name="then" value="/today"' in wrong.text
    answer = browser.post("/sign-in", name=name, password=PASSWORD, then="/today")
    assert answer.headers["location"] == "/today"


@pytest.mark.parametrize(
    "then", ["//evil.example", "https://evil.example", "/x\\y", "x", ""]
)
def test_nobody_is_led_to_another_place(
    browser: Browser, ctx: Context, then: str
) -> None:
    join(ctx, COUNSELLOR_1)
    name = COUNSELLOR_1.sign_in_name
    answer = browser.post("/sign-in", name=name, password=PASSWORD, then=then)
    assert answer.headers["location"] == "/queue"


def test_the_second_factor_comes_between(browser: Browser, ctx: Context) -> None:
    join(ctx, ADMINISTRATOR)
    name = ADMINISTRATOR.sign_in_name
    answer = browser.post("/sign-in", name=name, password=PASSWORD, then="/audit")
    assert answer.headers["location"] == "/second-factor?then=%2Faudit"


def test_who_only_writes_begins_with_the_content(
    browser: Browser, ctx: Context
) -> None:
    join(ctx, EDITOR)
    assert browser.sign_in(EDITOR).headers["location"] == "/content"


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


WRONG = "wrong and long enough"


@pytest.fixture
def delays(app: Litestar) -> list[float]:
    """How long tries had to wait, without waiting."""
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    app.state.hub.passwords.delay = note
    return waited


def fail(browser: Browser, times: int) -> list[httpx.Response]:
    return [browser.sign_in(COUNSELLOR_1, password=WRONG) for _ in range(times)]


def test_after_ten_failures_a_stranger_must_wait(
    browser: Browser, ctx: Context, delays: list[float]
) -> None:
    join(ctx, COUNSELLOR_1)
    fail(browser, 10)
    answer = browser.sign_in(COUNSELLOR_1)
    assert answer.status_code == 429
    assert "Wait 15 min, then try again." in answer.text
    assert answer.headers["retry-after"] == "900"


def test_a_strangers_failures_lock_the_real_person_out_of_nothing(
    first: Browser, client: TestClient[Litestar], delays: list[float]
) -> None:
    """In the browser where they were signed in before, not even for a second."""
    first.post("/sign-out")
    stranger = Browser(client)
    fail(stranger, 12)
    assert stranger.sign_in(COUNSELLOR_1).status_code == 429
    delays.clear()
    assert first.sign_in(COUNSELLOR_1).status_code == 303
    assert delays == [0]


def test_from_another_address_it_only_takes_seconds_longer(
    client: TestClient[Litestar], ctx: Context, delays: list[float]
) -> None:
    join(ctx, COUNSELLOR_1)
    stranger, real = Browser(client), Browser(client)
    fail(stranger, 12)
    client.app.state.hub.known_browsers.asker = lambda *_: ELSEWHERE
    delays.clear()
    assert real.sign_in(COUNSELLOR_1).status_code == 303
    assert delays == [8]


def test_who_is_slowed_down_is_told_why(
    browser: Browser, ctx: Context, delays: list[float]
) -> None:
    join(ctx, COUNSELLOR_1)
    *early, late = fail(browser, 7)
    assert all("takes a few seconds longer" not in answer.text for answer in early[:5])
    assert "takes a few seconds longer" in late.text
    assert "do not fit together" in late.text
    assert delays == [0, 0, 0, 0, 0, 1, 2]


def test_a_known_browser_is_known_for_one_name(
    first: Browser, ctx: Context, delays: list[float]
) -> None:
    first.post("/sign-out")
    for _ in range(7):
        first.sign_in(NEWCOMER, password=WRONG)
    assert delays[-1] == 2


@pytest.mark.parametrize("forged", ["", "x", "a.b", "." * 300, "nonce. x", "null"])
def test_a_known_browser_cannot_be_invented(
    browser: Browser, ctx: Context, delays: list[float], forged: str
) -> None:
    join(ctx, COUNSELLOR_1)
    browser.cookies["kiosk-known"] = forged
    fail(browser, 7)
    assert delays[-1] == 2


def test_one_machine_may_not_try_many_names(
    browser: Browser, delays: list[float]
) -> None:
    statuses = [
        browser.post("/sign-in", name=f"name-{n}", password="guess").status_code
        for n in range(31)
    ]
    assert statuses == [401] * 30 + [429]


def test_when_very_many_sign_in_one_is_told_to_come_again(
    app: Litestar, browser: Browser, ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    app.state.hub.passwords = PasswordThreads(threads=1, most_waiting=-1)
    answer = browser.sign_in(COUNSELLOR_1)
    assert answer.status_code == 503
    assert "Try again in a few seconds." in answer.text
    assert answer.headers["retry-after"] == "3"


def test_a_name_in_another_spelling_is_the_same(browser: Browser, ctx: Context) -> None:
    wide = Person(
        "\uff23\uff2f\uff35\uff2e\uff33\uff25\uff2c\uff2c\uff2f\uff32-1",
        Rights.of(Role.COUNSELLOR),
    )
    join(ctx, COUNSELLOR_1)
    assert browser.sign_in(wide).status_code == 303


@pytest.mark.parametrize("name", ["a\x00b", "\x00", "x" * 5000, "\ud7ff\uffff", "%00"])
def test_a_name_that_nobody_can_have_is_a_failed_try(
    browser: Browser, name: str
) -> None:
    answer = browser.post("/sign-in", name=name, password="\x00")
    assert answer.status_code == 401


def test_a_name_that_is_html_stays_text(browser: Browser) -> None:
    answer = browser.post("/sign-in", name='"><script>', password="guess")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_form_without_fields_is_a_failed_try(browser: Browser) -> None:
    assert browser.post("/sign-in").status_code == 401


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
    assert first.get("/queue").headers["location"].startswith("/sign-in")


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
