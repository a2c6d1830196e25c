"""Signing in by the site's own sign-on, against a small provider that really runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from kiosk.operations import accounts
from kiosk.sign_on.provider import OpenIdProvider
from tests import pocket
from tests.fakes.oidc_provider import CLIENT, SECRET, Provider, running
from tests.hub_context import join, set_up_second_factor
from tests.hub_web import Browser, an_app
from tests.people import ADMINISTRATOR, COUNSELLOR_1, NEWCOMER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.people import Person

TRY = "kiosk-sign-on"


@pytest.fixture
def provider(clock: FixedClock) -> Iterator[Provider]:
    with running(clock) as started:
        yield started


@pytest.fixture
def app(ctx: Context, provider: Provider, clock: FixedClock) -> Litestar:
    asked = OpenIdProvider(provider.address, CLIENT, SECRET, clock)
    return an_app(ctx, sign_on=asked)


def round_trip(browser: Browser, start: str = "/sign-on") -> httpx.Response:
    """There and back, as the browser is sent."""
    return browser.get(came_back(browser, start))


def came_back(browser: Browser, start: str = "/sign-on") -> str:
    leaving = browser.get(start)
    assert leaving.status_code == 303
    there = httpx.get(leaving.headers["location"], trust_env=False)
    parts = urlsplit(there.headers["location"])
    return f"{parts.path}?{parts.query}"


def link(browser: Browser, ctx: Context, person: Person) -> httpx.Response:
    secret = accounts.invite(ctx, person.sign_in_name, person.rights)
    page = browser.get(f"/welcome/{secret}").text
    assert f'href="/welcome/{secret}/sign-on"' in page
    return round_trip(browser, f"/welcome/{secret}/sign-on")


def test_an_invitation_is_linked_once_and_opens_from_then_on(
    browser: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    assert link(browser, ctx, NEWCOMER).headers["location"] == "/desk"
    assert browser.get("/desk").status_code == 200
    later = Browser(client)
    assert 'href="/sign-on"' in later.get("/sign-in").text
    assert round_trip(later).headers["location"] == "/desk"
    assert TRY not in later.cookies


def test_who_was_never_linked_gets_no_account(browser: Browser, ctx: Context) -> None:
    join(ctx, COUNSELLOR_1)
    answer = round_trip(browser)
    assert answer.status_code == 401
    assert "linked to nobody here" in answer.text
    assert browser.get("/queue").headers["location"].startswith("/sign-in")


def test_the_second_factor_is_asked_for_all_the_same(
    browser: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    assert link(browser, ctx, ADMINISTRATOR).headers["location"] == "/second-factor"
    assert browser.get("/staff").status_code == 303
    somebody = accounts.by_name(ctx, ADMINISTRATOR.sign_in_name)
    set_up_second_factor(ctx, somebody)
    later = Browser(client)
    assert round_trip(later).headers["location"] == "/second-factor"
    later.post("/second-factor", code=pocket.take(ADMINISTRATOR.sign_in_name))
    assert later.get("/staff").status_code == 200


def test_only_the_browser_that_left_comes_back(
    browser: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    """Else somebody could be signed in as somebody else without noticing."""
    link(browser, ctx, NEWCOMER)
    victim = Browser(client)
    answer = victim.get(came_back(Browser(client)))
    assert answer.status_code == 401
    assert "did not work" in answer.text
    came_back(victim)  # left itself, and is handed another one's answer
    assert victim.get(came_back(Browser(client))).status_code == 401


def test_a_try_is_over_after_ten_minutes(
    browser: Browser, ctx: Context, clock: FixedClock
) -> None:
    link(browser, ctx, NEWCOMER)
    back = came_back(browser)
    clock.advance(minutes=11)
    assert browser.get(back).status_code == 401


@pytest.mark.parametrize(
    "asked", ["", "?code=x&state=y", "?error=access_denied", "?state=%C3%A4"]
)
def test_who_comes_back_with_nonsense_is_told(browser: Browser, asked: str) -> None:
    browser.get("/sign-on")
    answer = browser.get(f"/sign-on/back{asked}")
    assert answer.status_code == 401
    assert "did not work" in answer.text
    browser.cookies[TRY] = "forged"
    assert browser.get(f"/sign-on/back{asked}").status_code == 401


def test_a_provider_that_is_broken_leaves_the_password(
    browser: Browser, provider: Provider, ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    provider.answers["/.well-known/openid-configuration"] = (500, b"")
    answer = browser.get("/sign-on")
    assert answer.status_code == 401
    assert "use name and password" in answer.text
    assert browser.sign_in(COUNSELLOR_1).headers["location"] == "/queue"


def test_an_invitation_that_is_over_leads_nowhere(browser: Browser) -> None:
    answer = browser.get("/welcome/nothing/sign-on")
    assert answer.headers["location"] == "/sign-in"


def test_the_try_holds_nothing_that_a_browser_could_read(browser: Browser) -> None:
    leaving = browser.get("/sign-on")
    assert "httponly" in leaving.headers["set-cookie"].lower()
    state = leaving.headers["location"].partition("state=")[2].partition("&")[0]
    assert state not in browser.cookies[TRY]


class TestWithoutOne:
    @pytest.fixture
    def app(self, ctx: Context) -> Litestar:
        return an_app(ctx)

    def test_none_is_offered(self, browser: Browser) -> None:
        assert "/sign-on" not in browser.get("/sign-in").text
        assert browser.get("/sign-on").status_code == 404
