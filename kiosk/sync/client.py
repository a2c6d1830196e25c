"""What the hub's HTTP answers mean; the only place that knows httpx."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import httpx
import msgspec

from kiosk import wire
from kiosk.domain.queues import Standing
from kiosk.errors import DeliveryRefused, HubFailed, HubUnreachable
from kiosk.sync.hub import WRONG_TOKEN

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import TicketId

M = TypeVar("M", bound=wire.Answer)

PATIENCE = httpx.Timeout(5.0, connect=3.0)
TRY_LATER = frozenset({408, 425, 429})
"""Answers below 500 that speak of the moment, not of the request."""
BROKE = 500
"""The hub itself failed over a request; 502 to 504 come from a proxy without a hub."""
LONGEST_REASON = 300

CHECK_ADDRESS = "Check the hub's address and that the hub runs."
PAIR_AGAIN = "Pair this terminal with the hub again."
REMEDIES = {
    401: PAIR_AGAIN,
    403: PAIR_AGAIN,
    409: "Look for the ticket that has the same number on the hub.",
    422: "Update the content of hub and terminal to the same release.",
}
OTHER_REMEDY = "Update hub and terminal to the same version."


class HubClient:
    """One connection pool to one hub, signed in as one terminal."""

    def __init__(
        self,
        base_url: str,
        token: str,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE,
            transport=transport,
            trust_env=False,  # only settings say where the hub is
        )

    async def deliver(self, ticket: Ticket) -> Standing:
        body = msgspec.json.encode(wire.TicketDelivery.of(ticket))
        return _standing(await self._ask("PUT", f"/tickets/{ticket.id}", body))

    async def standing(self, ticket_id: TicketId) -> Standing:
        return _standing(await self._ask("GET", f"/tickets/{ticket_id}"))

    async def greet(self) -> wire.Greeting:
        return _read(await self._ask("GET", "/terminal"), wire.Greeting)

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(
        self, method: str, path: str, body: bytes | None = None
    ) -> httpx.Response:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        try:
            answer = await self._http.request(
                method, wire.PREFIX + path, content=body, headers=headers
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachable(
                f"The hub does not answer: {type(error).__name__} {error}".rstrip(),
                remedy=CHECK_ADDRESS,
            ) from error
        _raise_for(answer)
        return answer


def _raise_for(answer: httpx.Response) -> None:
    """Only a hub's own word counts: a stranger's 404, a portal's page is silence."""
    status = answer.status_code
    if answer.is_success:
        return
    said = f"{status} {_reason(answer)}".rstrip()
    if status == BROKE:
        raise HubFailed(f"The hub failed: {said}", remedy="Look into the hub's log.")
    refused = answer.is_client_error and status not in TRY_LATER and _by_a_hub(answer)
    if refused or status in WRONG_TOKEN:
        remedy = REMEDIES.get(status, OTHER_REMEDY)
        raise DeliveryRefused(said, remedy=remedy, status=status)
    raise HubUnreachable(f"No hub answers there now: {said}", remedy=CHECK_ADDRESS)


def _by_a_hub(answer: httpx.Response) -> bool:
    return "json" in answer.headers.get("Content-Type", "")


def _reason(answer: httpx.Response) -> str:
    """The detail of a problem document, shortened; nothing when it is none."""
    try:
        problem = msgspec.json.decode(answer.content, type=dict[str, object])
    except msgspec.MsgspecError:
        return ""
    return str(problem.get("detail") or problem.get("title") or "")[:LONGEST_REASON]


def _standing(answer: httpx.Response) -> Standing:
    said = _read(answer, wire.TicketStanding)
    return Standing(
        said.state, said.people_before, said.desk, said.as_of, said.counsellors
    )


def _read(answer: httpx.Response, kind: type[M]) -> M:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except msgspec.MsgspecError as error:
        raise HubUnreachable(
            f"What answers there is no hub of this version: {error}",
            remedy="Check the hub's address, and update hub and terminal together.",
        ) from error
