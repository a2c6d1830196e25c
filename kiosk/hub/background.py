"""What the hub does unasked: closes days, drops sessions, looks for foreign news."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar.concurrency import sync_to_thread

from kiosk.errors import KioskError
from kiosk.operations import calling, day_end, fleet, presence, sessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from litestar import Litestar

    from kiosk.hub.context import HubContext

log = logging.getLogger("kiosk.hub")

NEWS_SECONDS = 1.0
"""How soon a change by another process, such as a command, shows on the pages."""
FLEET_SECONDS = 5.0
"""How soon staff see that a terminal fell silent, or what another process knows."""
DAY_SECONDS = 60.0


@asynccontextmanager
async def running(hub: HubContext, _app: Litestar) -> AsyncIterator[None]:
    newest = await sync_to_thread(calling.last_seq, hub.ctx)
    hub.broadcast.open(asyncio.get_running_loop(), newest)
    days = Days(hub)
    tasks = [
        asyncio.create_task(_forever(lambda: watch(hub), NEWS_SECONDS)),
        asyncio.create_task(_forever(FleetWatch(hub).look, FLEET_SECONDS)),
        asyncio.create_task(_forever(days.close, DAY_SECONDS)),
    ]
    try:
        yield
    finally:
        hub.broadcast.close()
        hub.passwords.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def watch(hub: HubContext) -> None:
    """Only while somebody listens; two small reads."""
    if hub.broadcast.has_listeners:
        hub.broadcast.advance(await sync_to_thread(calling.last_seq, hub.ctx))
        hub.broadcast.stands_beside(
            await sync_to_thread(presence.who_is_where, hub.ctx)
        )


class FleetWatch:
    """Lets staff's pages look again when something about a terminal has changed.

    Only while somebody listens; one small read.
    """

    def __init__(self, hub: HubContext) -> None:
        self._hub = hub
        self._shown: fleet.Concerns | None = None

    async def look(self) -> None:
        if not self._hub.broadcast.has_listeners:
            return
        concerns = await sync_to_thread(fleet.concerns, self._hub.ctx)
        if self._shown not in {None, concerns}:
            self._hub.broadcast.refresh()
        self._shown = concerns


class Days:
    """Closes what is over, soon after a new day has begun or a late ticket has come."""

    def __init__(self, hub: HubContext) -> None:
        self._hub = hub

    async def close(self) -> None:
        run = await sync_to_thread(day_end.close_when_due, self._hub.ctx)
        if run is None:
            return
        self._hub.broadcast.publish(run.events)
        log.info("Closed %d tickets of %d other days", run.tickets, len(run.days))
        await sync_to_thread(sessions.remove_expired, self._hub.ctx)


async def _forever(work: Callable[[], Awaitable[None]], pause: float) -> None:
    """A failure is logged and tried again after the pause; it ends nothing."""
    while True:
        try:
            await work()
        except KioskError as error:
            log.warning("Will try again in %g s: %s", pause, error)
        except Exception:  # the outermost loop: it must go on
            log.exception("Will try again in %g s", pause)
        await asyncio.sleep(pause)
