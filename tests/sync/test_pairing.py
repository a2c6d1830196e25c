"""What a terminal makes of the hub's answer to its wish."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import httpx
import msgspec
import pytest

from kiosk import wire
from kiosk.errors import DeliveryRefused, HubUnreachable
from kiosk.sync.pairing import PairingDesk

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "own-token"


def desk(answer: Callable[[httpx.Request], httpx.Response]) -> PairingDesk:
    return PairingDesk("http://hub.test", httpx.MockTransport(answer))


def test_the_token_itself_stays_on_the_terminal() -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json={"code": "K7QM2XR0", "seconds_left": 600})

    told = desk(answer).ask(TOKEN, "1.0")
    assert told == wire.PairingCode(code="K7QM2XR0", seconds_left=600)
    [request] = sent
    assert (request.method, request.url.path) == ("PUT", "/api/v1/pairing")
    assert TOKEN.encode() not in request.content
    assert "authorization" not in request.headers
    wish = msgspec.json.decode(request.content, type=wire.PairingWish)
    assert wish.token_hash == sha256(TOKEN.encode()).hexdigest()


def test_an_answer_of_a_newer_hub_is_understood() -> None:
    told = desk(lambda _: httpx.Response(200, json={"paired": True, "colour": "red"}))
    assert told.ask(TOKEN, "1.0").paired


@pytest.mark.parametrize("status", [401, 404, 429])
def test_a_refusal_keeps_its_status(status: int) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        desk(lambda _: httpx.Response(status)).ask(TOKEN, "1.0")
    assert refused.value.status == status


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(502),
        httpx.Response(302, headers={"Location": "http://elsewhere.test"}),
        httpx.Response(200, html="<p>sign in</p>"),
        httpx.Response(200, json={"code": 7}),
        httpx.Response(200, content=b" " * 70_000),
        httpx.Response(200, content=b"[" * 60_000),
    ],
    ids=["proxy", "elsewhere", "portal", "wrong", "endless", "deep"],
)
def test_what_is_no_hub_is_silence(answer: httpx.Response) -> None:
    with pytest.raises(HubUnreachable):
        desk(lambda _: answer).ask(TOKEN, "1.0")


def test_nobody_there_is_silence() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(HubUnreachable, match="does not answer"):
        desk(answer).ask(TOKEN, "1.0")
