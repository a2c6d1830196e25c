"""The messages as they were before the hub said how long a ticket will wait, and
whether the line is full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import msgspec
from litestar.testing import TestClient

from kiosk import wire
from kiosk.domain.issuing import HubWord
from kiosk.domain.tickets import TicketState  # noqa: TC001 - msgspec reads it
from kiosk.journal import notes
from kiosk.operations import presence
from kiosk.sync.client import HubClient
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import a_hub, join
from tests.hub_web import Terminal, an_app
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from typing import Any

FILES = Path(__file__).parent / "sixth"


class StandingOfThen(wire.Answer, frozen=True):
    """What a terminal of then knew of a ticket's standing."""

    state: TicketState
    people_before: int
    desk: str | None
    as_of: wire.Moment
    counsellors: int | None = None
    at_desks: int | None = None
    for_topic: int | None = None


def recorded(name: str) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / f"{name}.json").read_bytes())
    return said


async def test_a_hub_of_then_says_nothing_of_the_wait() -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=recorded("standing"))
    )
    client = HubClient("http://hub.test", "token", transport)
    stands = await client.standing(a_ticket().id)
    await client.close()
    assert (stands.people_before, stands.counsellors) == (3, 2)
    assert stands.wait is None


def test_a_terminal_of_then_reads_the_standing_of_today(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        somebody = join(ctx, COUNSELLOR_1)
        presence.choose_desk(ctx, somebody.id, ctx.catalogue().desks[0].id)
        terminal = Terminal(http, ctx)
        terminal.deliver(a_ticket())
        said = terminal.get(f"/tickets/{a_ticket().id}").content
        assert b'"wait"' in said
        assert msgspec.json.decode(said, type=StandingOfThen).counsellors == 1
        assert set(recorded("standing")) | {"wait"} == set(msgspec.json.decode(said))
        terminal.format = None
        assert "wait" not in terminal.get(f"/tickets/{a_ticket().id}").json()
    ctx.database.close()


async def test_a_hub_of_then_says_nothing_of_a_full_line() -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=recorded("terminal"))
    )
    client = HubClient("http://hub.test", "token", transport)
    greeting = await client.greet()
    await client.close()
    assert (greeting.counselling, greeting.line_full) == (True, None)


def test_a_terminal_of_then_kept_a_greeting_that_is_read_today() -> None:
    word = HubWord("A", NOON, NOON.date(), counselling=True)
    kept = msgspec.json.decode(notes.written(word))
    del kept["line_full"]
    assert notes.read(msgspec.json.encode(kept).decode()) == word
