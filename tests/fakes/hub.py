"""A hub in memory, reached through the real client, with a switch for each mishap."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import httpx
import msgspec

from kiosk import wire
from kiosk.domain.tickets import TicketState
from kiosk.ids import DeskId, TicketId

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kiosk.domain.tickets import Ticket

TOKEN = "a-token"
AS_OF = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


class FakeHub:
    """Answers as kiosk.wire says; `transport` goes into a HubClient."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.down = False
        """Nobody listens."""
        self.slow = False
        """Takes the request, never answers, keeps nothing."""
        self.losing_answers = False
        """Takes the ticket and keeps it, but the answer does not arrive."""
        self.refusing: dict[str, int] = {}
        """HTTP status by topic; 500 is a hub that breaks over it."""
        self.status: int | None = None
        """This answer to everything, as from a proxy without a hub."""
        self.problem: tuple[int, str] | None = None
        """This status and these words to everything, as from a hub."""
        self.page: str | None = None
        """This HTML to everything, as from a portal that wants a sign-in."""
        self.clock: Callable[[], datetime] = lambda: self.now
        self.now = AS_OF
        """Where its clock stands still, unless it has another one."""
        self.series = "A"
        """Whom it takes the asker for."""
        self.service_day: date | None = None
        self.last_count: int | None = None
        self.counselling: bool | None = None
        self.full_topics: tuple[str, ...] | None = None
        self.full_languages: dict[str, tuple[str, ...]] | None = None
        """None: an older hub, which does not say."""
        self.release: int | None = None
        """The newest one; None: an older hub, or one without."""
        self.renew_token: bool | None = None
        self.next_token: str | None = None
        """The hash of the token that is announced."""
        self.renewals = 0
        """How often a next token was used for the first time."""
        self.commands: list[wire.ToldCommand] = []
        """What staff ask for; each is told until it is answered."""
        self.results: dict[str, wire.CommandResult] = {}
        self.knows_reports = True
        self.unknown_fields: set[str] = set()
        """What an older hub refuses in a request."""
        self.reports: list[wire.TerminalReport] = []
        self.arrived: list[Ticket] = []
        """Each ticket once, in the order of its first arrival."""
        self.requests: list[tuple[str, str]] = []
        self.called: dict[str, str] = {}
        """Desk by ticket id."""
        self.transport = httpx.MockTransport(self._answer)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append((request.method, request.url.path))
        if self.down:
            raise httpx.ConnectError("connection refused", request=request)
        if self.slow:
            raise httpx.ReadTimeout("no answer in time", request=request)
        if self.page is not None:
            return httpx.Response(200, html=self.page)
        if self.problem is not None:
            return _problem(*self.problem)
        if self.status is not None:
            return httpx.Response(self.status, text="no hub here")
        if not self._knows(request.headers.get("Authorization", "")):
            return _problem(401, "This terminal is not known.")
        answer = self._routed(request)
        if self.losing_answers:
            raise httpx.ReadError("connection reset", request=request)
        return answer

    def _knows(self, said: str) -> bool:
        """As the hub does: a next token that is used is the only one from then on."""
        token = said.removeprefix("Bearer ")
        if token != self.token and sha256(token.encode()).hexdigest() == (
            self.next_token
        ):
            self.token, self.next_token = token, None
            self.renew_token = None
            self.renewals += 1
        return token == self.token

    def _routed(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix(wire.PREFIX)
        if path == "/terminal":
            return _message(self._greeting())
        if path == "/terminal/report":
            return self._take_report(request)
        if path == "/terminal/token":
            self.next_token = msgspec.json.decode(
                request.content, type=wire.TokenAnnouncement
            ).token_hash
            return httpx.Response(204)
        if path.startswith("/terminal/commands/"):
            result = msgspec.json.decode(request.content, type=wire.CommandResult)
            self.results.setdefault(path.rpartition("/")[2], result)
            return httpx.Response(204)
        ticket_id = TicketId(path.removeprefix("/tickets/"))
        if request.method == "PUT":
            return self._put(ticket_id, request.content)
        if any(ticket.id == ticket_id for ticket in self.arrived):
            return self._standing(ticket_id, 200)
        return _problem(404, "There is no such ticket.")

    def _greeting(self) -> wire.Greeting:
        return wire.Greeting(
            series=self.series,
            name="Tor 1",
            now=self.clock(),
            service_day=self.service_day,
            last_count=self.last_count,
            counselling=self.counselling,
            full_topics=self.full_topics,
            full_languages=self.full_languages,
            release=self.release,
            renew_token=self.renew_token,
            commands=tuple(c for c in self.commands if c.id not in self.results)
            or None,
        )

    def _take_report(self, request: httpx.Request) -> httpx.Response:
        if not self.knows_reports:
            return _problem(404, "There is no such address.")
        for name in self.unknown_fields & set(msgspec.json.decode(request.content)):
            return _problem(400, f"Object contains unknown field `{name}`")
        self.reports.append(
            msgspec.json.decode(request.content, type=wire.TerminalReport)
        )
        return httpx.Response(204)

    def _put(self, ticket_id: TicketId, body: bytes) -> httpx.Response:
        try:
            delivery = msgspec.json.decode(body, type=wire.TicketDelivery)
        except msgspec.MsgspecError as error:
            return _problem(400, str(error))
        if refused := self.refusing.get(delivery.topic):
            return _problem(refused, f"Topic {delivery.topic} is not taken.")
        ticket = delivery.ticket(ticket_id)
        for known in self.arrived:
            if known.id == ticket_id:
                return (
                    self._standing(ticket_id, 200)
                    if known == ticket
                    else _problem(409, "The same ticket came with other data.")
                )
            if (known.number, known.service_day) == (ticket.number, ticket.service_day):
                return _problem(409, f"Number {ticket.number} is taken.")
        self.arrived.append(ticket)
        return self._standing(ticket_id, 201)

    def _standing(self, ticket_id: TicketId, status: int) -> httpx.Response:
        desk = self.called.get(ticket_id)
        place = [ticket.id for ticket in self.arrived].index(ticket_id)
        return _message(
            wire.TicketStanding(
                state=TicketState.CALLED if desk else TicketState.WAITING,
                people_before=0 if desk else place,
                desk=DeskId(desk) if desk else None,
                as_of=self.now,
            ),
            status,
        )


def _message(message: wire.Answer, status: int = 200) -> httpx.Response:
    return httpx.Response(
        status,
        content=msgspec.json.encode(message),
        headers={"Content-Type": "application/json"},
    )


def _problem(status: int, detail: str) -> httpx.Response:
    return httpx.Response(
        status,
        json={"status": status, "title": "Refused", "detail": detail},
        headers={"Content-Type": "application/problem+json"},
    )
