"""The messages as they were before a terminal asked for codes of appointments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import msgspec
from litestar.testing import TestClient

from kiosk import wire
from kiosk.domain.appointments import CheckInAnswer
from kiosk.ids import AppointmentCode
from kiosk.journal.outbox import body_of
from kiosk.sync import bookings
from kiosk.sync.client import HubClient
from tests.builders import a_ticket
from tests.hub_context import a_hub
from tests.hub_web import Terminal, an_app

FILES = Path(__file__).parent / "eighth"
CODE = AppointmentCode("P0000001")
TICKET = a_ticket(17, code="0123456789AB", about="contract")
WITH_A_CODE = replace(TICKET, appointment=CODE)


def recorded(name: str) -> bytes:
    return (FILES / f"{name}.json").read_bytes()


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
    about: str | None = None


async def test_the_hub_of_then_takes_the_ticket_without_the_appointment() -> None:
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
    await client.deliver("ticket", WITH_A_CODE.id, body_of(WITH_A_CODE))
    await client.close()
    assert taken == [recorded("delivery")]


def test_a_ticket_without_appointment_is_told_as_then() -> None:
    assert body_of(TICKET) == recorded("delivery")


def test_the_hub_of_today_takes_the_ticket_of_then(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        assert terminal.put(TICKET.id, recorded("delivery")).status_code == 201
        assert terminal.put(TICKET.id, body_of(WITH_A_CODE)).status_code == 200
    ctx.database.close()


def test_a_hub_of_then_does_not_answer_for_codes() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/api/v1/appointments/P0000001"
        return httpx.Response(404, json={"title": "Not Found"})

    def connect() -> HubClient:
        return HubClient("http://hub.test", "token", httpx.MockTransport(answer))

    assert bookings.look_up(connect, CODE).answer is CheckInAnswer.NO_ANSWER


def test_the_greeting_of_then_says_nothing_of_appointments() -> None:
    greeting = msgspec.json.decode(recorded("terminal"), type=wire.Greeting)
    assert (greeting.line_full, greeting.appointments) == (True, None)


def test_an_answer_of_a_later_hub_is_no_answer() -> None:
    told = wire.ToldAppointment(answer="come-back-at-ten")
    assert told.found(CODE).answer is CheckInAnswer.NO_ANSWER
    empty = wire.ToldAppointment(answer="ready")
    assert empty.found(CODE).answer is CheckInAnswer.NO_ANSWER
