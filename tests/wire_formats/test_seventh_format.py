"""The messages as they were before a ticket named the service its visitor came from."""

from __future__ import annotations

from pathlib import Path

import httpx
import msgspec
from litestar.testing import TestClient

from kiosk import wire
from kiosk.journal.outbox import body_of
from kiosk.operations import calling
from kiosk.sync.client import HubClient
from tests.builders import a_ticket
from tests.hub_context import a_hub
from tests.hub_web import Terminal, an_app

FILES = Path(__file__).parent / "seventh"
TICKET = a_ticket(17, code="0123456789AB")
FROM_A_TEXT = a_ticket(17, code="0123456789AB", about="contract")


def recorded() -> bytes:
    return (FILES / "delivery.json").read_bytes()


class DeliveryOfThen(wire.Message, frozen=True):
    """What a hub of then took, to the letter."""

    series: str
    count: int
    service_day: str
    topic: str
    language: str
    screen_language: str
    code: str
    issued_at: str


async def test_the_hub_of_then_takes_the_ticket_without_the_service() -> None:
    taken = []

    def answer(request: httpx.Request) -> httpx.Response:
        try:
            msgspec.json.decode(request.content, type=DeliveryOfThen)
        except msgspec.ValidationError as error:
            return httpx.Response(400, json={"detail": str(error)})
        taken.append(request.content)
        said = {"state": "waiting", "people_before": 0, "desk": None}
        return httpx.Response(201, json={**said, "as_of": "2026-03-02T11:00:00Z"})

    client = HubClient("http://hub.test", "token", httpx.MockTransport(answer))
    await client.deliver("ticket", FROM_A_TEXT.id, body_of(FROM_A_TEXT))
    await client.close()
    assert taken == [recorded()]


def test_a_ticket_from_no_text_is_told_as_then() -> None:
    assert body_of(TICKET) == recorded()


def test_the_hub_of_today_takes_the_ticket_of_then(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        assert terminal.put(TICKET.id, recorded()).status_code == 201
        assert terminal.put(TICKET.id, body_of(FROM_A_TEXT)).status_code == 200
    (kept,) = calling.queue(ctx)
    assert kept.about is None
    ctx.database.close()


def test_the_hub_of_today_keeps_the_service(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        answer = Terminal(http, ctx).put(TICKET.id, body_of(FROM_A_TEXT))
        assert answer.status_code == 201
    (kept,) = calling.queue(ctx)
    assert kept.about == "contract"
    ctx.database.close()
