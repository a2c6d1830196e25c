"""Signing in with password and second factor, as a browser sees it."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from cairosvg import svg2png  # type: ignore[import-untyped]
from PIL import Image

from kiosk.operations import accounts, second_factor
from tests import pocket
from tests.hub.test_staff import id_of
from tests.hub_context import code_of, join, set_up_second_factor
from tests.hub_web import Browser
from tests.people import ADMINISTRATOR, COUNSELLOR_1, EDITOR, PASSWORD, PUBLISHER

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

ASK, SET_UP = "/second-factor", "/second-factor/set-up"
EVERYWHERE = ("/", "/queue", "/desk", "/account", "/staff", "/audit")


@pytest.fixture
def invited(browser: Browser, ctx: Context) -> Browser:
    """A publisher who has just set a password, and nothing else."""
    secret = accounts.invite(ctx, PUBLISHER.sign_in_name, PUBLISHER.rights)
    answer = browser.post(f"/welcome/{secret}", password=PASSWORD, again=PASSWORD)
    assert answer.headers["location"] == ASK
    return browser


def key_on(page: httpx.Response) -> str:
    (shown,) = re.findall(r'<code class="key">([A-Z2-7 ]+)</code>', page.text)
    return str(shown).replace(" ", "")


def codes_on(page: httpx.Response) -> list[str]:
    return re.findall(r"<li><code>([0-9A-Z-]{19})</code></li>", page.text)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_password_alone_opens_no_page(invited: Browser, path: str) -> None:
    answer = invited.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(ASK)


def test_nor_does_it_do_anything(invited: Browser, ctx: Context) -> None:
    for path in ("/queue/next", "/account/sessions/end"):
        answer = invited.post(path, name="x", roles="editor")
        assert (answer.status_code, answer.headers["location"]) == (303, ASK)
    kept = invited.post("/staff/invite", name="somebody-new", roles="editor")
    assert (kept.status_code, "somebody-new" in kept.text) == (401, True)
    assert len(accounts.list_staff(ctx)) == 1


def test_nor_does_it_open_a_stream_or_a_part_of_a_page(invited: Browser) -> None:
    assert invited.get("/events").status_code == 401
    assert invited.get("/queue/live", HX_Request="true").headers["hx-redirect"] == ASK


def test_setting_it_up_comes_before_anything_else(
    invited: Browser, ctx: Context
) -> None:
    assert invited.get(ASK).headers["location"] == SET_UP
    page = invited.get(SET_UP)
    assert page.headers["cache-control"] == "no-store"
    assert 'href="/queue"' not in page.text
    answer = invited.post(SET_UP, code=code_of(ctx, key_on(page)))
    assert answer.status_code == 200
    assert len(codes_on(answer)) == 10
    assert invited.get("/account").status_code == 200


def test_the_picture_says_the_key_that_stands_below_it(invited: Browser) -> None:
    page = invited.get(SET_UP)
    (picture,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page.text)
    png = svg2png(base64.b64decode(picture), output_width=600)
    (read,) = zxingcpp.read_barcodes(_picture(png))
    assert read.text.startswith("otpauth://totp/")
    assert f"secret={key_on(page)}" in read.text


def _picture(png: bytes) -> Image.Image:
    import io

    return Image.open(io.BytesIO(png)).convert("L")


def test_a_wrong_code_is_told_and_the_key_stays(invited: Browser) -> None:
    key = key_on(invited.get(SET_UP))
    answer = invited.post(SET_UP, code="000000")
    assert answer.status_code == 401
    assert "not right" in answer.text
    assert key_on(answer) == key


def test_who_has_one_is_asked_for_it(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    assert browser.give_password(ADMINISTRATOR).headers["location"] == ASK
    assert browser.get(SET_UP).headers["location"] == f"{ASK}?then={SET_UP}"
    asked = browser.get(ASK).text
    assert 'autocomplete="one-time-code"' in asked
    assert "A stolen password then opens nothing." in asked, "why it is asked"
    answer = browser.post(ASK, code=pocket.take(ADMINISTRATOR.sign_in_name))
    assert answer.headers["location"] == "/desk"
    assert browser.get("/staff").status_code == 200


def test_the_session_is_another_one_afterwards(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    browser.give_password(ADMINISTRATOR)
    before = dict(browser.cookies)
    browser.post(ASK, code=pocket.take(ADMINISTRATOR.sign_in_name))
    assert browser.cookies["kiosk"] != before["kiosk"]
    stolen = Browser(client)
    stolen.cookies = before
    assert stolen.get("/staff").headers["location"].startswith("/sign-in")


def test_wrong_codes_are_told_and_bounded(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    browser.give_password(ADMINISTRATOR)
    for _ in range(6):
        assert browser.post(ASK, code="000000").status_code == 401
    answer = browser.post(ASK, code=pocket.take(ADMINISTRATOR.sign_in_name))
    assert answer.status_code == 429
    assert "Wait 15 min" in answer.text


def test_there_is_a_quarter_of_an_hour_to_find_the_phone(
    client: TestClient[Litestar], ctx: Context, clock: FixedClock
) -> None:
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    browser.give_password(ADMINISTRATOR)
    clock.advance(minutes=15)
    assert browser.get(ASK).headers["location"] == "/sign-in"


def test_who_went_somewhere_gets_there(
    client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    browser.give_password(ADMINISTRATOR)
    asked = browser.get("/audit").headers["location"]
    assert asked == f"{ASK}?then=%2Faudit"
    assert 'name="then" value="/audit"' in browser.get(asked).text
    code = pocket.take(ADMINISTRATOR.sign_in_name)
    answer = browser.post(ASK, code=code, then="/audit")
    assert answer.headers["location"] == "/audit"


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/a?b=c", "nowhere"],
)
def test_nobody_is_led_elsewhere(administrator: Browser, then: str) -> None:
    code = pocket.take(ADMINISTRATOR.sign_in_name)
    answer = administrator.post(ASK, code=code, then=then)
    assert answer.headers["location"] == "/desk"
    assert then not in administrator.get(f"{ASK}?then={then}").text


def test_a_counsellor_needs_none_and_may_have_one(
    first: Browser, ctx: Context, clock: FixedClock
) -> None:
    page = first.get(SET_UP)
    assert 'href="/queue"' in page.text
    first.post(SET_UP, code=code_of(ctx, key_on(page)))
    first.post("/sign-out")
    assert first.give_password(COUNSELLOR_1).headers["location"] == ASK
    clock.advance(seconds=30)
    answer = first.post(ASK, code=code_of(ctx, key_on(page)))
    assert answer.headers["location"] == "/desk"


def test_a_new_role_asks_for_it_at_the_next_click(
    administrator: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    join(ctx, EDITOR)
    editor = Browser(client)
    editor.sign_in(EDITOR)
    rights = f"/staff/{id_of(ctx, 'editor')}/rights"
    administrator.post(rights, roles=["editor", "publisher"])
    assert editor.get("/account").headers["location"] == f"{ASK}?then=%2Faccount"
    assert editor.get(ASK).headers["location"] == SET_UP


def test_a_password_alone_signs_nobody_off_their_desk(
    first: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    somebody = accounts.by_name(ctx, COUNSELLOR_1.sign_in_name)
    set_up_second_factor(ctx, somebody)
    thief = Browser(client)
    thief.give_password(COUNSELLOR_1)
    assert thief.post("/sign-out").headers["location"] == "/sign-in"
    assert accounts.staff(ctx, somebody.id).desk is not None


def test_new_recovery_codes_are_made_with_a_fresh_factor(
    administrator: Browser, clock: FixedClock
) -> None:
    assert len(codes_on(administrator.post(f"{ASK}/codes"))) == 10
    clock.advance(minutes=11)
    answer = administrator.post(f"{ASK}/codes")
    assert answer.headers["location"] == f"{ASK}?then=/account"


def test_an_administrator_resets_it_with_a_fresh_factor(
    administrator: Browser, first: Browser, ctx: Context, clock: FixedClock
) -> None:
    somebody = accounts.by_name(ctx, COUNSELLOR_1.sign_in_name)
    set_up_second_factor(ctx, somebody)
    page = f"/staff/{somebody.id}/second-factor"
    assert page in administrator.get(f"/staff/{somebody.id}/access").text
    assert "Make sure that it is really this person" in administrator.get(page).text
    administrator.post(page)
    assert second_factor.state(ctx, somebody.id).app_since
    clock.advance(minutes=11)
    asked = administrator.get(page).headers["location"]
    assert asked.startswith(ASK)
    administrator.post(page, confirmed="yes")
    assert second_factor.state(ctx, somebody.id).app_since
    administrator.post(ASK, code=pocket.take(ADMINISTRATOR.sign_in_name), then=page)
    administrator.post(page, confirmed="yes")
    assert second_factor.state(ctx, somebody.id).app_since is None
    assert first.get("/queue").headers["location"].startswith("/sign-in")


def test_giving_it_once_more_keeps_the_forms_that_are_open(
    administrator: Browser, clock: FixedClock, ctx: Context
) -> None:
    administrator.get("/staff")
    cookies = dict(administrator.cookies)
    clock.advance(minutes=30)
    administrator.post(ASK, code=pocket.take(ADMINISTRATOR.sign_in_name))
    assert administrator.cookies == cookies
    assert administrator.post("/staff/invite", name="n", roles="editor").is_success


def test_its_owner_switches_the_app_off_with_password_and_code(
    first: Browser, ctx: Context, clock: FixedClock
) -> None:
    page = first.get(SET_UP)
    key = key_on(page)
    first.post(SET_UP, code=code_of(ctx, key))
    assert 'href="/second-factor/off"' in first.get("/account").text
    clock.advance(seconds=60)
    for said in (
        {"password": "wrong", "code": code_of(ctx, key)},
        {"password": PASSWORD, "code": "000000"},
        {"password": PASSWORD, "code": ""},
    ):
        answer = first.post("/second-factor/off", **said)
        assert answer.status_code == 422
        assert "Password or code is not right." in answer.text
    clock.advance(seconds=60)
    done = first.post("/second-factor/off", password=PASSWORD, code=code_of(ctx, key))
    assert done.headers["location"] == "/account"
    assert "/second-factor/off" not in first.get("/account").text
    first.post("/sign-out")
    assert first.give_password(COUNSELLOR_1).headers["location"] == "/desk"


def test_who_needs_a_second_factor_cannot_switch_the_only_one_off(
    administrator: Browser, ctx: Context
) -> None:
    assert "/second-factor/off" not in administrator.get("/account").text
    assert administrator.get("/second-factor/off").headers["location"] == "/account"
    code = pocket.take(ADMINISTRATOR.sign_in_name)
    sent = administrator.post("/second-factor/off", password=PASSWORD, code=code)
    assert sent.headers["location"] == "/account"
    staff = accounts.staff(ctx, id_of(ctx, ADMINISTRATOR.sign_in_name))
    assert second_factor.state(ctx, staff.id).app_since is not None


def test_a_hub_that_lost_its_key_says_so_and_takes_a_recovery_code(
    administrator: Browser, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.post("/sign-out")
    administrator.give_password(ADMINISTRATOR)
    monkeypatch.setattr(ctx.seal, "_key", None)
    answer = administrator.post(ASK, code="123456")
    assert answer.status_code == 503
    assert "its key for them is missing" in answer.text
    code = pocket.take(ADMINISTRATOR.sign_in_name)
    assert administrator.post(ASK, code=code).status_code == 303
