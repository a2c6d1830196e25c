from __future__ import annotations

import asyncio
import gzip
import json
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk import wire
from kiosk.domain.tickets import TicketState
from kiosk.errors import DeliveryRefused, HubFailed, HubUnreachable
from kiosk.journal.outbox import body_of
from kiosk.sync import client as module
from kiosk.sync.client import LONGEST_REASON, MOST_UNKNOWN, HubClient
from tests.builders import a_ticket
from tests.fakes.hub import AS_OF, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket
    from tests.fakes.hub import FakeHub


async def deliver(client: HubClient, ticket: Ticket) -> Standing:
    standing = await client.deliver("ticket", ticket.id, body_of(ticket))
    assert standing is not None
    return standing


async def test_a_delivered_ticket_arrives_whole_and_its_standing_comes_back(
    hub: FakeHub, client: HubClient
) -> None:
    ticket = a_ticket()

    standing = await deliver(client, ticket)

    assert hub.arrived == [ticket]
    assert hub.requests == [("PUT", f"/api/v1/tickets/{ticket.id}")]
    assert standing.state is TicketState.WAITING
    assert standing.people_before == 0
    assert standing.as_of == AS_OF


async def test_delivering_again_does_no_harm(hub: FakeHub, client: HubClient) -> None:
    await deliver(client, a_ticket())
    await deliver(client, a_ticket())

    assert len(hub.arrived) == 1


async def test_the_standing_says_where_the_visitor_is_called(
    hub: FakeHub, client: HubClient
) -> None:
    ticket = a_ticket()
    await deliver(client, ticket)
    hub.called[ticket.id] = "desk-2"

    standing = await client.standing(ticket.id)

    assert (standing.state, standing.desk) == (TicketState.CALLED, "desk-2")


async def test_the_greeting_says_who_the_terminal_is(client: HubClient) -> None:
    assert (await client.greet()).name == "Tor 1"


@pytest.mark.parametrize("trouble", ["down", "slow", "losing_answers"])
async def test_silence_of_any_kind_is_an_unreachable_hub(
    hub: FakeHub, client: HubClient, trouble: str
) -> None:
    setattr(hub, trouble, True)

    with pytest.raises(HubUnreachable) as caught:
        await deliver(client, a_ticket())

    assert caught.value.remedy
    assert not isinstance(caught.value, HubFailed)


@pytest.mark.parametrize("status", [301, 302, 404, 405, 408, 425, 429, 502, 503, 504])
async def test_an_answer_that_is_not_a_hubs_is_an_unreachable_hub(
    hub: FakeHub, client: HubClient, status: int
) -> None:
    hub.status = status

    with pytest.raises(HubUnreachable):
        await deliver(client, a_ticket())


async def test_the_page_of_a_portal_is_no_hub(hub: FakeHub, client: HubClient) -> None:
    hub.page = "<h1>Welcome to our guest network</h1>"

    with pytest.raises(HubUnreachable, match="no hub of this version"):
        await deliver(client, a_ticket())


async def test_a_hub_that_breaks_over_a_ticket_is_told_from_one_that_is_away(
    hub: FakeHub, client: HubClient
) -> None:
    hub.refusing = {"residence": 500}

    with pytest.raises(HubFailed):
        await deliver(client, a_ticket(topic="residence"))


@pytest.mark.parametrize("status", [400, 409, 413, 422])
async def test_a_refusal_names_status_reason_and_remedy(
    hub: FakeHub, client: HubClient, status: int
) -> None:
    hub.refusing = {"residence": status}

    with pytest.raises(DeliveryRefused, match="residence is not taken") as caught:
        await deliver(client, a_ticket(topic="residence"))

    assert caught.value.status == status
    assert caught.value.remedy


async def test_a_wrong_token_asks_for_pairing(hub: FakeHub) -> None:
    client = HubClient("http://hub.test", "wrong", hub.transport)

    with pytest.raises(DeliveryRefused) as caught:
        await client.greet()

    await client.close()
    assert caught.value.status == 401
    assert "Pair" in caught.value.remedy


async def test_a_problem_without_end_is_shortened() -> None:
    def endless(request: httpx.Request) -> httpx.Response:
        return httpx.Response(422, json={"detail": "x" * 100_000})

    client = HubClient("http://hub.test", TOKEN, httpx.MockTransport(endless))

    with pytest.raises(DeliveryRefused) as caught:
        await deliver(client, a_ticket())

    await client.close()
    assert len(str(caught.value)) < LONGEST_REASON + 10


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"detail": 7}', b"\xff"])
async def test_a_refusal_without_a_proper_problem_is_still_a_refusal(
    body: bytes,
) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        json = {"Content-Type": "application/json"}
        return httpx.Response(422, content=body, headers=json)

    client = HubClient("http://hub.test", TOKEN, httpx.MockTransport(refuse))

    with pytest.raises(DeliveryRefused, match="422"):
        await deliver(client, a_ticket())

    await client.close()


def an_endless_answer(sent: list[int], *, status: int = 200) -> httpx.MockTransport:
    """A megabyte more, as often as somebody asks for it."""

    async def parts() -> AsyncIterator[bytes]:
        while True:
            sent.append(1)
            yield b"[" * 1_000_000

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=parts())

    return httpx.MockTransport(answer)


async def test_an_answer_without_end_is_left_after_its_first_part() -> None:
    sent: list[int] = []
    client = HubClient("http://hub.test", TOKEN, an_endless_answer(sent))

    with pytest.raises(HubUnreachable, match="too long"):
        await client.greet()

    await client.close()
    assert len(sent) == 1


async def test_a_refusal_without_end_is_a_refusal() -> None:
    sent: list[int] = []
    client = HubClient("http://hub.test", TOKEN, an_endless_answer(sent, status=401))

    with pytest.raises(DeliveryRefused, match="401"):
        await client.greet()

    await client.close()
    assert len(sent) == 1


async def test_an_answer_that_drips_is_left_when_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WHOLE_ANSWER_SECONDS", 0.05)

    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.005)

    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=drops()))
    client = HubClient("http://hub.test", TOKEN, transport)

    with pytest.raises(HubUnreachable, match="does not end"):
        await client.greet()

    await client.close()


async def test_an_answer_nested_without_end_is_no_hub() -> None:
    deep = b"[" * 60_000
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=deep))
    client = HubClient("http://hub.test", TOKEN, transport)

    with pytest.raises(HubUnreachable, match="no hub of this version"):
        await client.greet()

    await client.close()


async def test_a_packed_answer_is_not_unpacked() -> None:
    packed = {"Content-Encoding": "gzip"}

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return httpx.Response(200, content=gzip.compress(b"{}"), headers=packed)

    client = HubClient("http://hub.test", TOKEN, httpx.MockTransport(answer))

    with pytest.raises(HubUnreachable):
        await client.greet()

    await client.close()


async def test_nobody_is_followed_elsewhere_with_the_token() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(307, headers={"Location": "http://evil.test/"})

    client = HubClient("http://hub.test", TOKEN, httpx.MockTransport(answer))

    with pytest.raises(HubUnreachable):
        await client.greet()

    await client.close()
    assert asked == ["hub.test"]


async def test_a_kind_of_row_without_a_way_asks_nothing_of_the_hub(
    hub: FakeHub, client: HubClient
) -> None:
    with pytest.raises(DeliveryRefused, match="no way"):
        await client.deliver("song", "k", b"{}")
    assert hub.requests == []


async def test_every_request_says_its_format(hub: FakeHub) -> None:
    said = []

    def note(request: httpx.Request) -> httpx.Response:
        said.append(request.headers[wire.FORMAT_HEADER])
        return httpx.Response(503)

    client = HubClient("http://hub.test", TOKEN, httpx.MockTransport(note))
    with pytest.raises(HubUnreachable):
        await client.greet()
    await client.close()
    assert said == [wire.FORMAT]


async def test_a_hub_that_knows_none_of_our_fields_is_asked_a_few_times_only() -> None:
    asked = []

    def refuse(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        name = next(iter(json.loads(request.content)))
        return httpx.Response(
            400, json={"detail": f"Object contains unknown field `{name}`"}
        )

    client = HubClient("http://hub.test", TOKEN, httpx.MockTransport(refuse))
    many = json.dumps({f"field_{n}": n for n in range(40)}).encode()
    with pytest.raises(DeliveryRefused):
        await client.deliver("ticket", "0" * 32, many)
    await client.close()
    assert len(asked) == MOST_UNKNOWN + 1
