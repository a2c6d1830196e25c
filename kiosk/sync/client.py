"""What the hub's HTTP answers mean; the only place that knows httpx.

An answer has bounds in bytes and in time, whoever sends it, and leads nowhere else.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import httpx
import msgspec

from kiosk import wire
from kiosk.domain.localized import SOURCE_LANGUAGE, Localized
from kiosk.domain.queues import Standing
from kiosk.errors import DeliveryRefused, HubFailed, HubUnreachable
from kiosk.i18n.languages import FALLBACKS
from kiosk.ids import LanguageCode
from kiosk.sync.hub import WRONG_TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.appointments import FoundAppointment
    from kiosk.ids import AppointmentCode, TicketId

A = TypeVar("A", bound=wire.Answer)

PATIENCE = httpx.Timeout(5.0, connect=3.0)
WHOLE_ANSWER_SECONDS = 10.0
"""From the question to the last byte, however steadily they come."""
LARGEST_ANSWER = 64 * 1024
"""Bytes; the hub's answers have some hundred."""
TRY_LATER = frozenset({408, 425, 429})
"""Answers below 500 that speak of the moment, not of the request."""
BROKE = 500
"""The hub itself failed over a request; 502 to 504 come from a proxy without a hub."""
LONGEST_REASON = 300
UNKNOWN_FIELD = re.compile(r"unknown field `(\w{1,64})`")
MOST_UNKNOWN = 16
"""Fields that a hub one version older does not know; more is no older hub."""
NO_WAY = 0
"""The status of a row that this program cannot send: a newer one wrote it."""

ROUTES = {"ticket": "/tickets/{key}"}
"""Where each kind of outbox row is put."""

CHECK_ADDRESS = "Check the hub's address and that the hub runs."
PAIR_AGAIN = "Pair this terminal with the hub again."
REMEDIES = {
    401: PAIR_AGAIN,
    403: PAIR_AGAIN,
    409: "Give its visitor a new number: the hub has another ticket in its place.",
    422: "Put this terminal's clock right, and give its visitor a new number.",
}
OTHER_REMEDY = "Update hub and terminal to the same version."


class HubAnswer(NamedTuple):
    """Read to its end, within bounds."""

    status: int
    content: bytes
    by_a_hub: bool
    """Whether it is JSON, as all that a hub says."""


class HubClient:
    """One connection pool to one hub, signed in as one terminal."""

    def __init__(
        self,
        base_url: str,
        token: str,
        transport: httpx.AsyncBaseTransport | None = None,
        renewed: Callable[[], str | None] = lambda: None,
    ) -> None:
        """`renewed` reads the token again when the hub does not take this one."""
        self._token = token
        self._renewed = renewed
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Accept-Encoding": "identity", wire.FORMAT_HEADER: wire.FORMAT},
            timeout=PATIENCE,
            transport=transport,
            trust_env=False,  # only settings say where the hub is
            follow_redirects=False,
        )

    @property
    def token(self) -> str:
        """The one that is used now."""
        return self._token

    async def deliver(self, kind: str, key: str, body: bytes) -> Standing | None:
        route = ROUTES.get(kind)
        if route is None:
            raise DeliveryRefused(
                f"This program knows no way for a {kind!r}.",
                remedy="Install the newer version of the program again.",
                status=NO_WAY,
            )
        return _standing(await self._put(route.format(key=key), body))

    async def standing(self, ticket_id: TicketId) -> Standing:
        return _standing(await self._ask("GET", f"/tickets/{ticket_id}"))

    async def appointment(self, code: AppointmentCode) -> FoundAppointment:
        answer = await self._ask("GET", f"/appointments/{code}")
        return _read(answer, wire.ToldAppointment).found(code)

    async def greet(self) -> wire.Greeting:
        return _read(await self._ask("GET", "/terminal"), wire.Greeting)

    async def report(self, report: wire.TerminalReport) -> None:
        await self._put("/terminal/report", msgspec.json.encode(report))

    async def announce_token(self, token_hash: str) -> None:
        said = wire.TokenAnnouncement(token_hash=token_hash)
        await self._ask("PUT", "/terminal/token", msgspec.json.encode(said))

    async def take_up_token(self) -> None:
        await self._has_another_token()

    async def answer_command(self, command: str, result: wire.CommandResult) -> None:
        path = f"/terminal/commands/{command}"
        await self._put(path, msgspec.json.encode(result))

    async def close(self) -> None:
        await self._http.aclose()

    async def _put(self, path: str, body: bytes) -> HubAnswer:
        """Once more without each field that an older hub does not know.

        What is new in a request is never needed to understand the rest of it.
        """
        for _ in range(MOST_UNKNOWN):
            try:
                return await self._ask("PUT", path, body)
            except DeliveryRefused as error:
                shorter = _without_unknown_field(body, error)
                if shorter is None:
                    raise
                body = shorter
        return await self._ask("PUT", path, body)

    async def _ask(
        self, method: str, path: str, body: bytes | None = None
    ) -> HubAnswer:
        answer = await self._send(method, path, body)
        if answer.status in WRONG_TOKEN and await self._has_another_token():
            answer = await self._send(method, path, body)
        _raise_for(answer)
        return answer

    async def _has_another_token(self) -> bool:
        """Somebody may have paired this terminal again, and put the token there."""
        fresh = await asyncio.to_thread(self._renewed)
        if not fresh or fresh == self._token:
            return False
        self._token = fresh
        return True

    async def _send(self, method: str, path: str, body: bytes | None) -> HubAnswer:
        headers = {"Authorization": f"Bearer {self._token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            async with (
                asyncio.timeout(WHOLE_ANSWER_SECONDS),
                self._http.stream(
                    method, wire.PREFIX + path, content=body, headers=headers
                ) as answer,
            ):
                return await _read_to_its_end(answer)
        except TimeoutError as error:
            raise HubUnreachable(
                "The hub's answer does not end.", remedy=CHECK_ADDRESS
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachable(
                f"The hub does not answer: {type(error).__name__} {error}".rstrip(),
                remedy=CHECK_ADDRESS,
            ) from error


async def _read_to_its_end(answer: httpx.Response) -> HubAnswer:
    """Raises `HubUnreachable` for more than a hub would ever say.

    Of a refusal the beginning is enough: its status says it.
    """
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise HubUnreachable("No hub packs its answers.", remedy=CHECK_ADDRESS)
    content = bytearray()
    async for part in answer.aiter_bytes():
        content += part
        if len(content) > LARGEST_ANSWER and answer.is_error:
            break
        if len(content) > LARGEST_ANSWER:
            raise HubUnreachable(
                "What answers there is no hub: its answer is too long.",
                remedy=CHECK_ADDRESS,
            )
    by_a_hub = "json" in answer.headers.get("Content-Type", "")
    return HubAnswer(answer.status_code, bytes(content), by_a_hub)


def _raise_for(answer: HubAnswer) -> None:
    """Only a hub's own word counts: a stranger's 404, a portal's page is silence."""
    status = answer.status
    if httpx.codes.is_success(status):
        return
    if status == BROKE:
        raise HubFailed(f"The hub failed: {status}", remedy="Look into the hub's log.")
    understood = httpx.codes.is_client_error(status) and status not in TRY_LATER
    if (understood and answer.by_a_hub) or status in WRONG_TOKEN:
        raise DeliveryRefused(
            f"{status} {_reason(answer)}".rstrip(),
            remedy=REMEDIES.get(status, OTHER_REMEDY),
            status=status,
            by_hub=answer.by_a_hub,
        )
    raise HubUnreachable(f"No hub answers there now: {status}", remedy=CHECK_ADDRESS)


def _reason(answer: HubAnswer) -> str:
    """The detail of a problem document, shortened; nothing when it is none."""
    try:
        problem = msgspec.json.decode(answer.content, type=dict[str, object])
    except (msgspec.MsgspecError, RecursionError):
        return ""
    return str(problem.get("detail") or problem.get("title") or "")[:LONGEST_REASON]


def _without_unknown_field(body: bytes, error: DeliveryRefused) -> bytes | None:
    """The same without the field that the hub names; None if it names none of ours."""
    named = UNKNOWN_FIELD.search(str(error))
    if error.status != httpx.codes.BAD_REQUEST or named is None:
        return None
    said = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    if said.pop(named[1], None) is None:
        return None
    return msgspec.json.encode(said)


def _standing(answer: HubAnswer) -> Standing:
    said = _read(answer, wire.TicketStanding)
    return Standing(
        said.state,
        said.people_before,
        said.desk,
        said.as_of,
        said.counsellors,
        said.at_desks,
        said.for_topic,
        said.wait.said() if said.wait else None,
        _localized(said.desk_title),
    )


def _localized(said: dict[str, str] | None) -> Localized | None:
    """None where it lacks the German text that is always read at last."""
    if said is None or SOURCE_LANGUAGE not in said:
        return None
    texts = {LanguageCode(code): text[:LONGEST_REASON] for code, text in said.items()}
    return Localized(texts, FALLBACKS)


def _read(answer: HubAnswer, kind: type[A]) -> A:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise HubUnreachable(
            f"What answers there is no hub of this version: {error}",
            remedy="Check the hub's address, and update hub and terminal together.",
        ) from error
