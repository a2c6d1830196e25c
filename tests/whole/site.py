"""A whole site in one process: a hub, its entrances, and cables that can be cut."""

from __future__ import annotations

import random
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import httpx

from kiosk.ids import LanguageCode, TopicId
from kiosk.journal.tickets import Journal
from kiosk.operations import fleet
from kiosk.sync.client import HubClient
from kiosk.sync.desk import LocalDesk
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.outbox import OutboxDelivery
from kiosk.sync.runner import Lifeline
from kiosk.sync.status import HubLink
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds
from tests.hub_context import a_hub
from tests.hub_web import ADDRESS, an_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from litestar import Litestar

    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context


class Cable(httpx.AsyncBaseTransport):
    """Between an entrance and the real app; the same messages as over a network."""

    def __init__(self, app: Litestar) -> None:
        self._app = _straight_to(app)
        self.cut = False
        self.breaks_before_answers = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            raise httpx.ConnectError("the cable is cut", request=request)
        answer = await self._app.handle_async_request(request)
        if self.breaks_before_answers:
            raise httpx.ReadError("the cable broke", request=request)
        return answer


def _straight_to(app: Litestar) -> httpx.ASGITransport:
    """The two name the types of ASGI each in its own way."""
    return httpx.ASGITransport(app=cast("Any", app))


@dataclass
class Entrance:
    """A terminal without its screens."""

    clock: FixedClock
    cable: Cable
    client: HubClient
    desk: LocalDesk
    link: HubLink
    delivery: OutboxDelivery
    lifeline: Lifeline

    def check_in(self, language: str = "ar", topic: str = "residence") -> Ticket:
        """A visitor takes a number; a minute passes until the next can."""
        spoken = LanguageCode(language)
        ticket = self.desk.check_in(TopicId(topic), spoken, spoken)
        self.clock.advance(minutes=1)
        return ticket

    async def heartbeat(self) -> None:
        """What the terminal does by itself within a quarter of a minute."""
        await self.lifeline.greet(self.client, self.delivery)
        await self.delivery.step()
        await self.lifeline.ask_standings(self.client)


@dataclass
class Site:
    folder: Path
    clock: FixedClock
    ctx: Context
    phone: httpx.AsyncClient
    entrance: Entrance
    side_door: Entrance

    @property
    def everything_on_disk(self) -> dict[str, bytes]:
        """Of hub and terminals, with write-ahead logs and whatever else lies there."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}

    def still_holding(self, words: str) -> list[str]:
        """The files in which these words can be found."""
        return [
            name
            for name, content in self.everything_on_disk.items()
            if words.encode() in content
        ]


@asynccontextmanager
async def a_site(folder: Path, opening: datetime) -> AsyncIterator[Site]:
    clock, ids = FixedClock(opening), CountingIds()
    ctx = a_hub(folder, clock=clock, ids=ids)
    app = an_app(ctx)
    async with (
        app.lifespan(),
        httpx.AsyncClient(transport=_straight_to(app), base_url=ADDRESS) as phone,
        _an_entrance(ctx, clock, ids, Cable(app), folder, "A") as entrance,
        _an_entrance(ctx, clock, ids, Cable(app), folder, "B") as side_door,
    ):
        yield Site(folder, clock, ctx, phone, entrance, side_door)
    ctx.database.close()


@asynccontextmanager
async def _an_entrance(
    ctx: Context,
    clock: FixedClock,
    ids: CountingIds,
    cable: Cable,
    folder: Path,
    series: str,
) -> AsyncIterator[Entrance]:
    _terminal, token = fleet.pair(ctx, series, f"Entrance {series}")
    zone = ctx.catalogue().site.time_zone
    journal = Journal.open(folder / f"{series}.sqlite", series, zone, clock, ids)
    client = HubClient(ADDRESS, token, cable)
    desk, link = LocalDesk(journal, ctx.catalogue, ADDRESS), HubLink(journal)
    chance = random.Random(5)
    hub_clock = HubClock(clock, clock.running)
    yield Entrance(
        clock=clock,
        cable=cable,
        client=client,
        desk=desk,
        link=link,
        delivery=OutboxDelivery(
            journal, client, clock, link, desk.standings, chance, bell=desk.issued
        ),
        lifeline=Lifeline(desk, link, lambda: client, hub_clock, chance),
    )
    await client.close()
    journal.close()
