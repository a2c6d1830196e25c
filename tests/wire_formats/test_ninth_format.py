"""The messages as they were before the hub said what an ended desk was called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import msgspec

from kiosk import wire
from kiosk.domain.tickets import TicketState  # noqa: TC001 - msgspec reads it
from kiosk.sync.client import HubClient
from tests.builders import AR, PL, a_ticket

if TYPE_CHECKING:
    from typing import Any

    from kiosk.domain.queues import Standing

FILES = Path(__file__).parent / "ninth"


class StandingOfThen(wire.Answer, frozen=True):
    """What a terminal of then knew of a ticket that is called."""

    state: TicketState
    people_before: int
    desk: str | None
    as_of: wire.Moment


def recorded() -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / "standing.json").read_bytes())
    return said


async def read(said: dict[str, Any]) -> Standing:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=said))
    client = HubClient("http://hub.test", "token", transport)
    stands = await client.standing(a_ticket().id)
    await client.close()
    return stands


async def test_a_hub_of_then_says_nothing_of_the_name() -> None:
    assert (await read(recorded())).desk_title is None


async def test_the_name_of_today_is_read_in_the_visitors_language_or_german() -> None:
    texts = {"de": "Raum 2", "pl": "Pokój 2"}
    title = (await read(recorded() | {"desk_title": texts})).desk_title
    assert title
    assert (title[PL], title[AR]) == ("Pokój 2", "Raum 2")


async def test_a_name_that_nobody_can_fall_back_to_is_none() -> None:
    said = recorded() | {"desk_title": {"pl": "Pokój 2"}}
    assert (await read(said)).desk_title is None


def test_a_terminal_of_then_reads_the_standing_of_today() -> None:
    said = msgspec.json.encode(recorded() | {"desk_title": {"de": "Raum 2"}})
    assert msgspec.json.decode(said, type=StandingOfThen).desk == "desk-2"


def test_a_terminal_of_the_first_format_is_not_told() -> None:
    today = msgspec.convert(
        recorded() | {"desk_title": {"de": "Raum 2"}}, wire.TicketStanding
    )
    told = msgspec.json.decode(msgspec.json.encode(wire.as_known_by(today, None)))
    assert told == recorded()
