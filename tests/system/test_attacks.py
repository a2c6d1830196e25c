"""While strangers attack the hub, it answers, takes deliveries and stays small."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import msgspec
import psutil
import pytest

from kiosk.ids import RandomIds
from kiosk.operations import fleet
from tests.bench.check_ins import a_delivery
from tests.bench.visit import TOPIC
from tests.plain_http import PLAIN
from tests.system.attacks import ATTACKS, Target, under_way
from tests.system.hub_process import a_running_hub, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk import wire
    from tests.system.hub_process import HubProcess

DELIVERIES = 20
TRIES = 5
PATIENCE = 60.0
"""Of a terminal; far beyond it the hub would be deaf."""
LARGEST_MIB = 250


class Attacked:
    """A hub with a ticket of a visitor, and a terminal that delivers further ones."""

    def __init__(self, hub: HubProcess) -> None:
        self.hub = hub
        with its_state(hub) as context:
            self._token = fleet.pair(context, "A", "Entrance")[1]
        self._count = 0
        first = self.deliver()
        self.target = Target(hub.port, first.code, self._token)

    def deliver(self) -> wire.TicketDelivery:
        """On a connection of its own, and again when that is cut: as terminals do."""
        self._count += 1
        delivery = a_delivery("A", self._count, TOPIC)
        path = f"/api/v1/tickets/{RandomIds().ticket_id()}"
        for _ in range(TRIES):
            with suppress(httpx.TransportError):
                assert self._put(path, delivery).status_code in (200, 201)
                return delivery
        raise AssertionError(f"no answer in {TRIES} tries")

    def _put(self, path: str, delivery: wire.TicketDelivery) -> httpx.Response:
        return httpx.put(
            f"{self.hub.address}{path}",
            content=msgspec.json.encode(delivery),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
            },
            timeout=PATIENCE,
            verify=PLAIN,
        )

    def memory_mib(self) -> float:
        assert self.hub.process
        return float(psutil.Process(self.hub.process.pid).memory_info().rss) / 2**20


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    with a_running_hub(tmp_path_factory.mktemp("hub")) as hub:
        yield Attacked(hub)


@pytest.mark.real
@pytest.mark.parametrize("name", ATTACKS)
def test_the_hub_is_not_deaf_meanwhile(attacked: Attacked, name: str) -> None:
    with under_way(name, attacked.target):
        for _ in range(DELIVERIES):
            attacked.deliver()
        health = httpx.get(f"{attacked.hub.address}/health", timeout=PATIENCE)
        assert health.status_code == 200
        assert attacked.memory_mib() < LARGEST_MIB
    assert httpx.get(f"{attacked.hub.address}/ready", timeout=PATIENCE).is_success


@pytest.mark.real
def test_the_log_stays_short(attacked: Attacked) -> None:
    """What all of them did is told in some lines; a log must not fill the disk."""
    assert (attacked.hub.folder / "hub.log").stat().st_size < 1 << 20
