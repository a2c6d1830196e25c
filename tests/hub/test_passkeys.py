"""Passkeys on the pages, with a device that answers as a browser would let it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import accounts, second_factor
from tests import pocket
from tests.fakes.authenticator import Authenticator
from tests.people import ADMINISTRATOR

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

ASK, ADD = "/second-factor", "/second-factor/passkeys/add"
USE, REMOVE = "/second-factor/passkeys/use", "/account/passkeys/remove"


@pytest.fixture
def client(client: TestClient[Litestar]) -> TestClient[Litestar]:
    """On this very machine, where browsers make passkeys without https."""
    client.base_url = "http://localhost:8080"
    return client


@pytest.fixture
def device() -> Authenticator:
    return Authenticator("http://localhost:8080")


def options(page: httpx.Response) -> str:
    (said,) = re.findall(r'data-passkey="([^"]+)"', page.text)
    return html.unescape(said)


def add(
    browser: Browser, device: Authenticator, name: str = "laptop"
) -> httpx.Response:
    answer = device.make(options(browser.get(ADD)))
    return browser.post(ADD, name=name, answer=answer)


def boss(ctx: Context) -> Staff:
    return accounts.by_name(ctx, ADMINISTRATOR.sign_in_name)


def test_one_that_was_added_opens_in_place_of_a_code(
    administrator: Browser, device: Authenticator
) -> None:
    assert add(administrator, device).headers["location"] == "/account"
    assert "Passkey laptop" in administrator.get("/account").text
    administrator.post("/sign-out")
    administrator.give_password(ADMINISTRATOR)
    asked = administrator.get(f"{ASK}?then=/audit")
    assert "passkeys.js" in asked.text
    signed = device.sign(options(asked))
    answer = administrator.post(USE, answer=signed, then="/audit")
    assert answer.headers["location"] == "/audit"
    assert administrator.get("/audit").status_code == 200


def test_a_wrong_answer_is_told_and_opens_nothing(
    administrator: Browser, device: Authenticator
) -> None:
    add(administrator, device)
    administrator.post("/sign-out")
    administrator.give_password(ADMINISTRATOR)
    stranger = Authenticator(device.origin, 2)
    signed = stranger.sign(options(administrator.get(ASK)))
    answer = administrator.post(USE, answer=signed)
    assert answer.status_code == 401
    assert "This did not work." in answer.text
    assert administrator.get("/staff").status_code == 303


def test_adding_asks_for_a_fresh_second_factor(
    administrator: Browser, clock: FixedClock
) -> None:
    clock.advance(minutes=11)
    assert administrator.get(ADD).headers["location"] == f"{ASK}?then={ADD}"


def test_what_no_device_made_is_refused(administrator: Browser, ctx: Context) -> None:
    answer = administrator.post(ADD, name="x", answer="{}")
    assert answer.status_code == 401
    assert "This did not work." in answer.text
    assert not second_factor.state(ctx, boss(ctx).id).passkeys


def test_one_is_removed_with_a_fresh_second_factor(
    administrator: Browser, device: Authenticator, ctx: Context, clock: FixedClock
) -> None:
    add(administrator, device)
    (kept,) = second_factor.state(ctx, boss(ctx).id).passkeys
    clock.advance(minutes=11)
    asked = administrator.post(REMOVE, passkey=kept.id_hash).headers["location"]
    assert asked == f"{ASK}?then=/account"
    administrator.post(ASK, code=pocket.take(ADMINISTRATOR.sign_in_name))
    administrator.post(REMOVE, passkey=kept.id_hash)
    assert not second_factor.state(ctx, boss(ctx).id).passkeys


def test_by_http_from_elsewhere_none_is_offered(
    client: TestClient[Litestar], administrator: Browser
) -> None:
    client.base_url = "http://hub.example"
    assert administrator.get(ADD).status_code == 404
    assert ADD not in administrator.get("/account").text
