"""Asking to be paired needs no token, and tells nothing but the asker's own code."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.operations import fleet, pairing

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

WISH = {"token_hash": sha256(b"own token").hexdigest(), "program": "1.0"}


def ask(client: TestClient[Litestar], **more: Any) -> httpx.Response:
    return client.put("/api/v1/pairing", json=WISH | more)


def test_who_asks_gets_a_code_and_learns_that_it_was_typed(
    client: TestClient[Litestar], ctx: Context
) -> None:
    answer = ask(client)
    assert answer.status_code == 200
    assert set(answer.json()) == {"code", "seconds_left"}
    pairing.pair(ctx, answer.json()["code"], "B", "Side door")
    assert ask(client).json() == {"paired": True}
    headers = {"Authorization": "Bearer own token"}
    assert client.get("/api/v1/terminal", headers=headers).json()["series"] == "B"


def test_where_it_asked_from_is_kept_while_it_waits(
    client: TestClient[Litestar], ctx: Context
) -> None:
    ask(client)
    [waiting] = pairing.waiting(ctx)
    assert (waiting.address, waiting.program) == ("testclient", "1.0")


@pytest.mark.parametrize(
    "wish",
    [
        {"token_hash": "0" * 63},
        {"token_hash": "A" * 64},
        {"token_hash": "0" * 64 + "\n"},
        {"token_hash": 7},
        {"program": ""},
        {"program": "two words"},
        {"program": "x" * 33},
        {"code": "K7QM2XR0"},
    ],
    ids=str,
)
def test_anything_else_is_refused(
    client: TestClient[Litestar], ctx: Context, wish: dict[str, Any]
) -> None:
    answer = ask(client, **wish)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert pairing.waiting(ctx) == []


def test_a_flood_is_told_to_wait(client: TestClient[Litestar]) -> None:
    answers = [ask(client, token_hash=f"{number:064x}") for number in range(6)]
    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert "kiosk pair" in answers[-1].json()["remedy"]


def test_a_revoked_token_gets_no_code(
    client: TestClient[Litestar], ctx: Context
) -> None:
    pairing.pair(ctx, ask(client).json()["code"], "B", "Side door")
    fleet.revoke(ctx, "B")
    assert ask(client).status_code == 401
