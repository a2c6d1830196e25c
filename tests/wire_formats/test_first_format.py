"""Hub and terminal one version apart, either way round: what was recorded is played.

The files are the messages as they were before answers were read tolerantly. When the
format grows again, today's messages are recorded beside them, and played the same way.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from litestar.testing import TestClient

from kiosk import wire
from kiosk.domain.queues import Lack
from kiosk.domain.tickets import TicketState
from kiosk.journal.outbox import body_of
from kiosk.operations import calling
from kiosk.sync.client import HubClient
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.reporting import TerminalReporter
from tests.builders import OPENING, a_ticket
from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub, join
from tests.hub_web import Terminal, an_app
from tests.people import COUNSELLOR_1
from tests.whole.site import a_site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FILES = Path(__file__).parent / "first"
TICKET = a_ticket(17, code="0123456789AB")


def recorded(name: str) -> bytes:
    return (FILES / f"{name}.json").read_bytes()


def fields(said: bytes) -> set[str]:
    return set(json.loads(said))


class RecordedHub:
    """Answers as it was recorded, and takes what it took then, to the letter."""

    def __init__(self) -> None:
        self.called = False
        self.taken: list[bytes] = []
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix(wire.PREFIX)
        if path == "/terminal":
            return self._said("terminal")
        if not path.startswith("/tickets/"):
            return self._said("problem", 404)
        if request.method == "PUT":
            if fields(request.content) != fields(recorded("delivery")):
                return self._said("problem", 400)
            self.taken.append(request.content)
            return self._said("standing", 201)
        return self._said("standing_called" if self.called else "standing")

    def _said(self, name: str, status: int = 200) -> httpx.Response:
        kind = "application/problem+json" if name == "problem" else "application/json"
        return httpx.Response(
            status, content=recorded(name), headers={"Content-Type": kind}
        )


@pytest.fixture
def hub() -> RecordedHub:
    return RecordedHub()


@pytest.fixture
async def client(hub: RecordedHub) -> AsyncIterator[HubClient]:
    client = HubClient("http://hub.test", "token", hub.transport)
    yield client
    await client.close()


async def test_the_hub_of_then_takes_a_ticket_of_today(
    hub: RecordedHub, client: HubClient
) -> None:
    standing = await client.deliver("ticket", TICKET.id, body_of(TICKET))

    assert hub.taken == [recorded("delivery")]
    assert standing is not None
    assert (standing.state, standing.people_before) == (TicketState.WAITING, 3)
    assert standing.counsellors is None


async def test_where_a_ticket_stands_is_read_from_the_hub_of_then(
    hub: RecordedHub, client: HubClient
) -> None:
    hub.called = True
    standing = await client.standing(TICKET.id)
    assert (standing.state, standing.desk) == (TicketState.CALLED, "desk-1")


async def test_the_greeting_of_then_says_nothing_of_counts_and_counsellors(
    client: HubClient,
) -> None:
    greeting = await client.greet()
    assert greeting.series == "A"
    assert greeting.service_day is None
    assert greeting.last_count is None
    assert greeting.counselling is None


async def test_the_hub_of_then_is_not_troubled_with_reports(
    client: HubClient,
) -> None:
    own = FixedClock()
    reporter = TerminalReporter(ScreenNotes(), own.running)
    await reporter.tell(client, None, None, HubClock(own, own.running))


def played_by_then(tmp_path: Path, *, told: bool) -> dict[str, dict[str, Any]]:
    """What today's hub answers to a terminal of then, or to one that says it is new."""
    ctx = a_hub(tmp_path)
    join(ctx, COUNSELLOR_1)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        terminal.format = wire.FORMAT if told else None
        answers = {
            "delivery": terminal.put(TICKET.id, recorded("delivery")),
            "standing": terminal.get(f"/tickets/{TICKET.id}"),
            "terminal": terminal.get("/terminal"),
        }
    assert [ticket.id for ticket in calling.queue(ctx)] == [TICKET.id]
    ctx.database.close()
    assert answers["delivery"].status_code == 201
    return {name: answer.json() for name, answer in answers.items()}


def test_the_hub_of_today_answers_a_terminal_of_then_in_words_it_knows(
    tmp_path: Path,
) -> None:
    """It read answers to the letter: one field more would take it down."""
    said = played_by_then(tmp_path, told=False)
    assert set(said["delivery"]) == fields(recorded("standing"))
    assert set(said["standing"]) == fields(recorded("standing"))
    assert set(said["terminal"]) == fields(recorded("terminal"))


def test_the_hub_of_today_says_all_to_a_terminal_of_today(tmp_path: Path) -> None:
    said = played_by_then(tmp_path, told=True)
    assert {"service_day", "last_count", "counselling"} <= set(said["terminal"])
    assert {"counsellors", "at_desks", "for_topic"} <= set(said["standing"])


async def test_a_field_of_tomorrow_does_not_keep_a_ticket_from_the_hub_of_today(
    tmp_path: Path,
) -> None:
    """The hub names what it does not know, and the terminal sends the rest."""
    body = {**json.loads(recorded("delivery")), "wish": "a chair", "mood": None}
    async with a_site(tmp_path, OPENING) as site:
        standing = await site.entrance.client.deliver(
            "ticket", TICKET.id, json.dumps(body).encode()
        )
        assert standing is not None
        [arrived] = calling.queue(site.ctx)
    assert (arrived.id, arrived.topic) == (TICKET.id, TICKET.topic)


async def test_an_answer_of_tomorrow_is_read_by_the_terminal_of_today() -> None:
    more = {**json.loads(recorded("standing")), "counsellors": 2, "weather": ["rain"]}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=more))
    client = HubClient("http://hub.test", "token", transport)
    standing = await client.standing(TICKET.id)
    await client.close()
    assert standing.counsellors == 2


async def test_why_nobody_fits_is_not_invented_where_an_older_hub_does_not_say() -> (
    None
):
    second = {**json.loads(recorded("standing")), "counsellors": 0}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=second))
    client = HubClient("http://hub.test", "token", transport)
    standing = await client.standing(TICKET.id)
    await client.close()
    assert standing.lack() is Lack.SOMEBODY_FOR_IT
