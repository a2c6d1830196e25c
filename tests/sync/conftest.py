from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from kiosk.ids import LanguageCode, TopicId
from kiosk.journal.tickets import Journal
from kiosk.sync.client import HubClient
from kiosk.sync.desk import LocalDesk
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.outbox import OutboxDelivery
from kiosk.sync.status import HubLink
from tests.builders import a_catalogue
from tests.fakes.clock import FixedClock
from tests.fakes.hub import TOKEN, FakeHub
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from kiosk.domain.tickets import Ticket


@dataclass
class Entrance:
    """A terminal without screens, and the hub it talks to."""

    clock: FixedClock
    hub: FakeHub
    client: HubClient
    journal: Journal
    desk: LocalDesk
    link: HubLink
    delivery: OutboxDelivery
    hub_clock: HubClock

    def check_in(self, topic: str = "residence") -> Ticket:
        return self.desk.journal.issue(
            TopicId(topic), LanguageCode("ar"), LanguageCode("ar")
        )

    async def wait_and_step(self, seconds: float = 60.0) -> float:
        """Let time pass, then let the delivery try."""
        self.clock.advance(seconds=seconds)
        return await self.delivery.step()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub()


@pytest.fixture
async def client(hub: FakeHub) -> AsyncIterator[HubClient]:
    client = HubClient("http://hub.test", TOKEN, hub.transport)
    yield client
    await client.close()


@pytest.fixture
def journal(tmp_path: Path, clock: FixedClock) -> Iterator[Journal]:
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path, "A", "Europe/Berlin", clock, CountingIds())
    yield journal
    journal.close()


@pytest.fixture
def entrance(
    clock: FixedClock, hub: FakeHub, client: HubClient, journal: Journal
) -> Entrance:
    desk = LocalDesk(journal, a_catalogue, "http://hub.test")
    link = HubLink(journal)
    delivery = OutboxDelivery(
        journal,
        client,
        clock,
        link,
        desk.standings,
        random.Random(7),
        bell=desk.issued,
    )
    return Entrance(
        clock,
        hub,
        client,
        journal,
        desk,
        link,
        delivery,
        HubClock(clock, clock.running),
    )
