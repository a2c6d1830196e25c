"""How soon a new ticket reaches all open pages, and what that costs the hub."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx
import msgspec
import psutil

from kiosk.hub.sessions import cookie_name
from kiosk.ids import RandomIds
from kiosk.operations import fleet, sessions
from kiosk.operations.sessions import Opening
from kiosk.wire import PREFIX
from tests.bench.check_ins import a_delivery
from tests.bench.figures import Row, judged, p50, p99
from tests.bench.visit import TOPIC
from tests.hub_context import CHEAP_PASSWORDS, join
from tests.people import COUNSELLOR_1, Person
from tests.system.hub_process import a_running_hub, its_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.operations.context import Context
    from tests.bench.setting import Setting

ACCOUNTS, PAGES_OF_ONE = 20, 8
"""Pages of staff, each of which hears of every new ticket."""
PHONES = 140
"""Pages of visitors, for each of which the hub looks whether it changes."""
ADDRESSES = 10
STREAMS = ACCOUNTS * PAGES_OF_ONE + PHONES
TICKETS = 6
SECONDS_APART = 1.0
MOST_SECONDS = 1.0
MOST_OF_A_CORE = 0.5
OPENED_WITHIN, TOLD_WITHIN = 20.0, 10.0
NUMBER = b"id: "


@dataclass
class ListeningPages:
    """Pages as far as the network knows them: each notes when it was told."""

    port: int
    begun: int = 0
    opened: int = 0
    newest: int = 0
    """The highest number of an event that any page was told of."""
    seen: int = 0
    """What is not newer than this is no news."""
    told: dict[int, float] = field(default_factory=dict)
    """When each page of staff was told of news first, by this process's clock."""

    async def listen(self, path: str, cookie: str = "") -> None:
        self.begun = mine = self.begun + 1
        here = (f"127.0.0.{2 + mine % ADDRESSES}", 0)  # each opens so many at most
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=here
        )
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n"
        writer.write(head.encode())
        try:
            first = await reader.readline()
            if b" 200 " not in first:
                raise RuntimeError(f"{path} was answered with {first!r}")
            self.opened += 1
            async for line in reader:
                if not line.startswith(NUMBER):
                    continue
                number = int(line.removeprefix(NUMBER))
                self.newest = max(self.newest, number)
                if cookie and number > self.seen:
                    self.told.setdefault(mine, time.perf_counter())
        finally:
            writer.close()


@dataclass(frozen=True, slots=True)
class Heard:
    seconds: list[float]
    """From the delivery of each ticket to each page of staff."""
    of_a_core: float
    """How busy the hub was from the first to the last."""


def rows(setting: Setting) -> Iterator[Row]:
    """On a hub of its own: the others must not feel it."""
    folder = setting.folder / "streams"
    folder.mkdir()
    with a_running_hub(folder) as hub:
        with its_state(hub) as context:
            token = fleet.pair(context, "A", "Entrance")[1]
            cookies = _signed_in(context)
        assert hub.process
        heard = asyncio.run(
            _played(hub.port, token, cookies, psutil.Process(hub.process.pid))
        )
    yield Row(
        f"a new ticket on {STREAMS} open streams, p50 / p99",
        f"{p50(heard.seconds) * 1000:.0f} / {p99(heard.seconds) * 1000:.0f} ms",
        "",
        "",
        f"p99 < {MOST_SECONDS:.0f} s",
        setting.machine.judged(p99(heard.seconds), MOST_SECONDS),
    )
    yield Row(
        "the hub meanwhile, a ticket a second",
        f"{heard.of_a_core:.2f} of a core",
        "",
        "",
        f"< {MOST_OF_A_CORE}",
        judged(heard.of_a_core < MOST_OF_A_CORE * setting.machine.slower),
    )


def _signed_in(context: Context) -> list[str]:
    """The cookies of so many counsellors; one sits at a desk."""
    context = replace(context, passwords=CHEAP_PASSWORDS)
    cookies = []
    for nth in range(ACCOUNTS):
        desk = COUNSELLOR_1.desk if nth == 0 else None
        staff = join(context, Person(f"staff-{nth}", COUNSELLOR_1.rights, desk))
        key = RandomIds().secret()
        sessions.begin(context, key, Opening(staff.id, staff.credentials))
        cookies.append(f"{cookie_name(secure=False)}={key}")
    return cookies


async def _played(
    port: int, token: str, cookies: list[str], hub: psutil.Process
) -> Heard:
    terminal = httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    streams = ListeningPages(port)
    async with terminal:
        codes = [await _deliver(terminal, nth + 1) for nth in range(PHONES)]
        pages = [
            *(("/events", cookie) for cookie in cookies for _ in range(PAGES_OF_ONE)),
            *((f"/t/{code}/events", "") for code in codes),
        ]
        listening = [
            asyncio.create_task(streams.listen(path, cookie)) for path, cookie in pages
        ]
        try:
            await _until(lambda: streams.opened == STREAMS, OPENED_WITHIN, listening)
            return await _ticket_by_ticket(terminal, streams, hub, listening)
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)


async def _ticket_by_ticket(
    terminal: httpx.AsyncClient,
    streams: ListeningPages,
    hub: psutil.Process,
    listening: list[asyncio.Task[None]],
) -> Heard:
    seconds: list[float] = []
    staff = ACCOUNTS * PAGES_OF_ONE
    await asyncio.sleep(SECONDS_APART)  # what was delivered before is told by then
    busy, began = _busy(hub), time.perf_counter()
    for nth in range(TICKETS):
        streams.seen = streams.newest
        streams.told.clear()
        sent = time.perf_counter()
        await _deliver(terminal, PHONES + nth + 1)
        await _until(lambda: len(streams.told) >= staff, TOLD_WITHIN, listening)
        seconds += [told - sent for told in streams.told.values()]
        await asyncio.sleep(max(0.0, sent + SECONDS_APART - time.perf_counter()))
    return Heard(seconds, (_busy(hub) - busy) / (time.perf_counter() - began))


async def _deliver(terminal: httpx.AsyncClient, count: int) -> str:
    delivery = a_delivery("A", count, TOPIC)
    path = f"{PREFIX}/tickets/{RandomIds().ticket_id()}"
    body = msgspec.json.encode(delivery)
    answer = await terminal.put(
        path, content=body, headers={"Content-Type": "application/json"}
    )
    if answer.status_code != httpx.codes.CREATED:
        raise RuntimeError(f"the hub refused a ticket: {answer.status_code}")
    return delivery.code


async def _until(
    reached: Callable[[], bool], within: float, listening: list[asyncio.Task[None]]
) -> None:
    """Raises `TimeoutError`, or what ended a stream."""
    ended = time.monotonic() + within
    while not reached():
        for task in listening:
            if task.done():
                task.result()
                raise RuntimeError("a stream ended by itself")
        if time.monotonic() > ended:
            raise TimeoutError("not all streams were reached")
        await asyncio.sleep(0.01)


def _busy(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
