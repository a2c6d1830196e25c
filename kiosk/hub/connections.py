"""Which connections the hub keeps: bounded in number, by address, in bytes and time."""

from __future__ import annotations

import logging
import socket
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kiosk.domain.access import PairedTerminal
from kiosk.hub.letting_go import LettingGo
from kiosk.hub.seldom import Seldom
from kiosk.hub.turns import Turns

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

log = logging.getLogger("kiosk.hub.connections")
log.addFilter(Seldom())

TOO_SLOW = h11.Response(
    status_code=408, headers=[("Connection", "close"), ("Content-Length", "0")]
)
FOR_PROGRAMS = (b"PUT /api/", b"GET /api/", b"GET /health ", b"GET /ready ")
"""What terminals and watchdogs ask: it never stands in line behind pages."""
MAY_STILL_SPEAK_SECONDS = 2.0
NETWORK_OF_ONE = 64
"""The bits of an IPv6 address that a provider gives to one household."""


@dataclass(frozen=True, slots=True)
class ConnectionBounds:
    in_all: int = 2048
    per_address: int = 256
    head_bytes: int = 16 * 1024
    head_seconds: float = 10.0
    """From the opening, or the last answer, to the end of the next head."""
    body_seconds: float = 10.0
    unread_seconds: int = 30
    """How long a part of an answer may lie here that nobody takes."""
    pages_at_once: int = 3
    """Pages are written one after the other anyway: more at once only delay others."""
    for_programs_at_once: int = 64
    let_go_at_once: int = 1024
    let_go_seconds: float = 2.0
    """Until who was thrown out for another notices: a flood comes back no sooner."""

    @property
    def open_files(self) -> int:
        """The most that connections keep open."""
        return self.in_all + self.let_go_at_once


class Connections:
    """Those that are open; a new one always finds room while another one only waits."""

    def __init__(
        self, bounds: ConnectionBounds, exempt: Callable[[str], bool] = lambda _: False
    ) -> None:
        """`exempt` says which addresses stand for many people: those of proxies."""
        self.bounds = bounds
        self._exempt = exempt
        self._all = _Crowd()
        self._by_address: dict[str, _Crowd] = {}
        self._going = LettingGo(bounds.let_go_at_once, bounds.let_go_seconds)
        self._pages = Turns(bounds.pages_at_once)
        self._for_programs = Turns(bounds.for_programs_at_once)

    def turns(self, head: bytes) -> Turns:
        """Where a request that begins so stands in line."""
        return self._for_programs if head.startswith(FOR_PROGRAMS) else self._pages

    def enter(self, connection: BoundedProtocol) -> bool:
        """False when all others are busy: then this one must go."""
        address = connection.address
        own = self._by_address.setdefault(address, _Crowd())
        if len(own) >= self.bounds.per_address and not self._exempt(address):
            log.warning(
                "One address opens more than %d connections: those that only wait"
                " are closed",
                self.bounds.per_address,
            )
            if not self._make_room(own, connection.loop.time()):
                return False
        if len(self._all) >= self.bounds.in_all:
            log.warning(
                "More than %d connections: those that only wait are closed",
                self.bounds.in_all,
            )
            if not self._make_room(self._all, connection.loop.time()):
                self._forget_empty(address)
                return False
        for crowd in (self._all, self._by_address.setdefault(address, own)):
            crowd.put(connection, crowd.silent)
        return True

    def leave(self, connection: BoundedProtocol) -> None:
        self._going.over(connection.transport)
        for crowd in self._crowds(connection):
            crowd.drop(connection)
        self._forget_empty(connection.address)

    def busy(self, connection: BoundedProtocol) -> None:
        for crowd in self._crowds(connection):
            crowd.put(connection, crowd.busy)

    def is_owed(self, connection: BoundedProtocol) -> None:
        """The rest of a body. Half a request makes no work: who sends it waits too."""
        for crowd in self._crowds(connection):
            crowd.put(
                connection, crowd.trusted if connection.of_terminal else crowd.silent
            )

    def waits(self, connection: BoundedProtocol) -> None:
        """For its next request, having had one answered."""
        for crowd in self._crowds(connection):
            crowd.put(
                connection, crowd.trusted if connection.of_terminal else crowd.kept
            )

    def __len__(self) -> int:
        return len(self._all)

    def _crowds(self, connection: BoundedProtocol) -> list[_Crowd]:
        own = self._by_address.get(connection.address)
        return [c for c in (self._all, own) if c is not None and connection in c]

    def _make_room(self, crowd: _Crowd, now: float) -> bool:
        oldest = crowd.oldest_waiting(now)
        if oldest is None:
            return False
        self.leave(oldest)
        oldest.let_go(self._going)
        return True

    def _forget_empty(self, address: str) -> None:
        if not self._by_address.get(address, (None,)):
            del self._by_address[address]


class _Crowd:
    """Connections by what they do, in each group the oldest first."""

    def __init__(self) -> None:
        self.silent: dict[BoundedProtocol, float] = {}
        """Owe a request, or the rest of the one that they have begun; since when."""
        self.kept: dict[BoundedProtocol, float] = {}
        """Wait for a further request; since when."""
        self.trusted: dict[BoundedProtocol, float] = {}
        """The same, of a terminal that has shown its token; since when."""
        self.busy: dict[BoundedProtocol, float] = {}
        self._group: dict[BoundedProtocol, dict[BoundedProtocol, float]] = {}
        """Each one's own: a flood opens and closes thousands of them a second."""

    def __len__(self) -> int:
        return len(self._group)

    def __contains__(self, connection: BoundedProtocol) -> bool:
        return connection in self._group

    def put(
        self, connection: BoundedProtocol, group: dict[BoundedProtocol, float]
    ) -> None:
        """Into this group of the crowd, as the one that came last."""
        self.drop(connection)
        group[connection] = connection.loop.time()
        self._group[connection] = group

    def drop(self, connection: BoundedProtocol) -> None:
        group = self._group.pop(connection, None)
        if group is not None:
            del group[connection]

    def oldest_waiting(self, now: float) -> BoundedProtocol | None:
        """One that says nothing goes first; one that has just come may be about to,
        and one that was just answered probably asks again."""
        oldest = [next(iter(group), None) for group in (self.silent, self.kept)]
        for group, first in zip((self.silent, self.kept), oldest, strict=True):
            if first and now - group[first] > MAY_STILL_SPEAK_SECONDS:
                return first
        return oldest[0] or oldest[1] or next(iter(self.trusted), None)


class BoundedProtocol(H11Protocol):
    """uvicorn's, with an end to waiting: it bounds the head's size, but no time."""

    def __init__(self, *args: Any, connections: Connections, **more: Any) -> None:
        super().__init__(*args, **more)
        self.address = ""
        self.of_terminal = False
        """Whether the last one who asked here was a paired terminal."""
        self._connections = connections
        self._app = self.app
        self.app = self._noticed
        self._turns = connections.turns(b"")
        self._held = b""
        """What came and waits for its turn."""
        self._deadline: asyncio.TimerHandle | None = None
        self._awaited: object = None
        """Of what the peer owes us the rest: `h11.IDLE` a head, `h11.SEND_BODY`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.address = grouped(self.client[0] if self.client else "")
        if not self._connections.enter(self):
            transport.abort()
            return
        _give_up_after(transport, self._connections.bounds.unread_seconds)
        self._watch()

    def let_go(self, going: LettingGo) -> None:
        """Take nothing more from it, and give up what was begun."""
        self._let_be()
        self._turns.over(self)
        self._held = b""
        going.begin(self.transport, self.loop)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.leave(self)
        self._turns.over(self)
        self._held = b""
        self._let_be()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._held:
            self._held += data
            return
        if self._turns.has(self):
            self._take(data)
            return
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            self._turns = self._connections.turns(data)
        self._held = data
        self._turns.ask(self)
        if self._held:
            self.flow.pause_reading()

    def begin_turn(self) -> None:
        data, self._held = self._held, b""
        self.flow.resume_reading()
        self._take(data)

    def _take(self, data: bytes) -> None:
        """The turn lasts while an answer is made; not while a request is incomplete."""
        if not self.transport.is_closing():
            super().data_received(data)
            self._watch()
        if self.conn.their_state not in (h11.DONE, h11.MUST_CLOSE):
            self._turns.over(self)

    async def _noticed(self, scope: Any, receive: Any, send: Any) -> None:
        async def told(message: Any) -> None:
            if message["type"] == "http.response.start":
                self.of_terminal = isinstance(scope.get("user"), PairedTerminal)
                self._turns.over(self)
            await send(message)

        await self._app(scope, receive, told)

    def on_response_complete(self) -> None:
        self._turns.over(self)
        self._let_be()
        super().on_response_complete()
        if not self.transport.is_closing():
            self._connections.waits(self)
            self._watch()

    def _watch(self) -> None:
        """Start a deadline when something new is owed; what drips renews none."""
        state = self.conn.their_state
        if state is self._awaited or self.transport.is_closing():
            return
        self._let_be()
        self._awaited = state
        bounds = self._connections.bounds
        if state is h11.IDLE:
            self._deadline = self.loop.call_later(bounds.head_seconds, self._too_slow)
            return
        if state is not h11.SEND_BODY:
            self._connections.busy(self)
        else:
            self._connections.is_owed(self)
            self._deadline = self.loop.call_later(bounds.body_seconds, self._too_slow)

    def _let_be(self) -> None:
        self._awaited = None
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        if self.transport.is_closing():
            return
        begun = self._awaited is h11.SEND_BODY or self.conn.trailing_data[0]
        if begun:
            log.warning("A request took too long to arrive and was given up")
        if begun and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._say_too_slow()
        self.transport.close()

    def _say_too_slow(self) -> None:
        if self.cycle is not None:
            self.cycle.disconnected = True  # the handler must not answer too
        for event in (TOO_SLOW, h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")


@lru_cache(1024)
def grouped(host: str) -> str:
    """One name for all addresses that one person can easily have."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host[:64]
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    if isinstance(address, IPv6Address):
        network = int(address) >> (128 - NETWORK_OF_ONE) << (128 - NETWORK_OF_ONE)
        return str(IPv6Address(network))
    return str(address)


def _give_up_after(transport: asyncio.Transport, seconds: int) -> None:
    """Let the system close a line whose other end takes nothing, or is gone."""
    line = cast("socket.socket | None", transport.get_extra_info("socket"))
    option = getattr(socket, "TCP_USER_TIMEOUT", None)  # Linux has it
    if line is not None and option is not None and line.family != socket.AF_UNIX:
        line.setsockopt(socket.IPPROTO_TCP, option, seconds * 1000)
