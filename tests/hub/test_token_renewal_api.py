"""A terminal's token is renewed over HTTP, and the old one opens nothing then."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from tests.fakes.clock import FixedClock
    from tests.hub_web import Terminal

HASH = sha256(b"fresh").hexdigest()


def announce(
    client: TestClient[Litestar], terminal: Terminal, said: object
) -> httpx.Response:
    return client.put("/api/v1/terminal/token", json=said, headers=terminal.headers)


def test_the_greeting_asks_for_it_when_the_token_is_old(
    entrance: Terminal, clock: FixedClock
) -> None:
    assert "renew_token" not in entrance.get("/terminal").json()
    clock.advance(days=30)
    assert entrance.get("/terminal").json()["renew_token"] is True
    entrance.format = None
    assert "renew_token" not in entrance.get("/terminal").json()


def test_the_old_token_is_good_until_the_new_one_is_used(
    client: TestClient[Litestar], entrance: Terminal, clock: FixedClock
) -> None:
    clock.advance(days=30)
    old = entrance.token
    assert announce(client, entrance, {"token_hash": HASH}).status_code == 204
    assert entrance.get("/terminal").status_code == 200
    entrance.token = "fresh"
    greeting = entrance.get("/terminal")
    assert (greeting.status_code, greeting.json()["series"]) == (200, "A")
    assert "renew_token" not in greeting.json()
    entrance.token = old
    assert entrance.get("/terminal").status_code == 401


def test_a_second_device_with_the_same_token_is_refused(
    client: TestClient[Litestar], entrance: Terminal
) -> None:
    announce(client, entrance, {"token_hash": HASH})
    other = {"token_hash": sha256(b"other").hexdigest()}
    assert announce(client, entrance, other).status_code == 409


@pytest.mark.parametrize("said", [{}, {"token_hash": "x"}, {"token": "fresh"}])
def test_nonsense_is_refused(
    client: TestClient[Litestar], entrance: Terminal, said: object
) -> None:
    assert announce(client, entrance, said).status_code == 400


def test_nobody_else_announces_one(client: TestClient[Litestar]) -> None:
    answer = client.put("/api/v1/terminal/token", json={"token_hash": HASH})
    assert answer.status_code == 401
