from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.domain.tickets import TicketState
from kiosk.errors import DeliveryRefused, HubFailed, HubUnreachable
from kiosk.sync.client import LONGEST_REASON, HubClient
from tests.builders import a_ticket
from tests.fakes.hub import AS_OF, TOKEN

if TYPE_CHECKING:
    from tests.fakes.hub import FakeHub


async def test_a_delivered_ticket_arrives_whole_and_its_standing_comes_back(
    hub: FakeHub, client: HubClient
) -> None:
    ticket = a_ticket()

    standing = await client.deliver(ticket)

    assert hub.arrived == [ticket]
    assert hub.requests == [("PUT", f"/api/v1/tickets/{ticket.id}")]
    assert standing.state is TicketState.WAITING
    assert standing.people_before == 0
    assert standing.as_of == AS_OF


async def test_delivering_again_does_no_harm(hub: FakeHub, client: HubClient) -> None:
    await client.deliver(a_ticket())
    await client.deliver(a_ticket())

    assert len(hub.arrived) == 1


async def test_the_standing_says_where_the_visitor_is_called(
    hub: FakeHub, client: HubClient
) -> None:
    ticket = a_ticket()
    await client.deliver(ticket)
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
        await client.deliver(a_ticket())

    assert caught.value.remedy
    assert not isinstance(caught.value, HubFailed)


@pytest.mark.parametrize("status", [301, 302, 404, 405, 408, 425, 429, 502, 503, 504])
async def test_an_answer_that_is_not_a_hubs_is_an_unreachable_hub(
    hub: FakeHub, client: HubClient, status: int
) -> None:
    hub.status = status

    with pytest.raises(HubUnreachable):
        await client.deliver(a_ticket())


async def test_the_page_of_a_portal_is_no_hub(hub: FakeHub, client: HubClient) -> None:
    hub.page = "<h1>Welcome to our guest network</h1>"

    with pytest.raises(HubUnreachable, match="no hub of this version"):
        await client.deliver(a_ticket())


async def test_a_hub_that_breaks_over_a_ticket_is_told_from_one_that_is_away(
    hub: FakeHub, client: HubClient
) -> None:
    hub.refusing = {"residence": 500}

    with pytest.raises(HubFailed):
        await client.deliver(a_ticket(topic="residence"))


@pytest.mark.parametrize("status", [400, 409, 413, 422])
async def test_a_refusal_names_status_reason_and_remedy(
    hub: FakeHub, client: HubClient, status: int
) -> None:
    hub.refusing = {"residence": status}

    with pytest.raises(DeliveryRefused, match="residence is not taken") as caught:
        await client.deliver(a_ticket(topic="residence"))

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
        await client.deliver(a_ticket())

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
        await client.deliver(a_ticket())

    await client.close()
