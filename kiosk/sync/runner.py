"""Everything between terminal and hub that runs while the screens do."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from kiosk.errors import DeliveryRefused, HubError, HubUnreachable, JournalUnavailable
from kiosk.sync.hub import WRONG_TOKEN
from kiosk.sync.outbox import OutboxDelivery

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from kiosk.clock import Clock
    from kiosk.sync.desk import LocalDesk
    from kiosk.sync.hub import Hub
    from kiosk.sync.status import HubLink

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
STANDING_SECONDS = 2.0
FORGET_SECONDS = 600.0
CLOCKS_APART_SECONDS = 120.0


def over_http(base_url: str, token: str) -> Callable[[], Hub]:
    """A way to connect that loads the HTTP library only when it is used."""

    def connect() -> Hub:
        from kiosk.sync.client import HubClient

        return HubClient(base_url, token)

    return connect


class Lifeline:
    """Delivery, heartbeat, standings and forgetting; cancel `run` to end them all."""

    def __init__(
        self,
        desk: LocalDesk,
        link: HubLink,
        connect: Callable[[], Hub],
        clock: Clock,
        jitter: random.Random,
    ) -> None:
        self._desk = desk
        self._link = link
        self._connect = connect
        self._clock = clock
        self._jitter = jitter

    async def run(self) -> None:
        # In a thread: loading the library and its certificates takes a while.
        hub = await asyncio.to_thread(self._connect)
        try:
            async with asyncio.TaskGroup() as group:
                await self._start(group, hub)
        finally:
            await hub.close()

    async def _start(self, group: asyncio.TaskGroup, hub: Hub) -> None:
        delivery = OutboxDelivery(
            self._desk.journal,
            hub,
            self._clock,
            self._link,
            self._desk.standings,
            self._jitter,
            bell=self._desk.issued,
        )
        group.create_task(delivery.run())
        group.create_task(
            self._every(HEARTBEAT_SECONDS, lambda: self.greet(hub, delivery))
        )
        group.create_task(
            self._every(STANDING_SECONDS, lambda: self.ask_standings(hub))
        )
        group.create_task(self._every(FORGET_SECONDS, self.forget))

    async def greet(self, hub: Hub, delivery: OutboxDelivery) -> None:
        """One heartbeat; it ends a delivery's back-off when the hub is back."""
        try:
            answer = await hub.greet()
        except HubError as error:
            self._link.lost(error)
            return
        now = self._clock.now()
        apart = abs((answer.now - now).total_seconds())
        if apart > CLOCKS_APART_SECONDS:
            logger.warning("the clocks of hub and terminal are %d s apart", apart)
        if self._link.heard(now):
            delivery.hub_is_back()

    async def ask_standings(self, hub: Hub) -> None:
        """One round over the tickets on screen."""
        for ticket_id in self._desk.standings.next_round():
            try:
                standing = await hub.standing(ticket_id)
            except HubUnreachable as error:
                self._link.lost(error)
                return
            except DeliveryRefused as error:
                # Not delivered yet, or its day is over: what was known stands.
                if error.status in WRONG_TOKEN:
                    self._link.lost(error)
                    return
            else:
                self._desk.standings.put(ticket_id, standing)

    async def forget(self) -> None:
        """Yesterday's tickets that the hub has."""
        journal = self._desk.journal
        try:
            await asyncio.to_thread(journal.forget_before, journal.service_day())
        except JournalUnavailable as error:
            logger.error("cannot forget: %s %s", error, error.remedy)

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        """Spread a little, so that many terminals do not ask in step."""
        while True:
            try:
                await act()
            except Exception:
                logger.exception("what the terminal does every %d s failed", seconds)
            await asyncio.sleep(seconds * self._jitter.uniform(0.9, 1.1))
