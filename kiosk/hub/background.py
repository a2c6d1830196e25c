"""What the hub does unasked: closes days, drops sessions, looks for foreign news."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar.concurrency import sync_to_thread

from kiosk.errors import KioskError
from kiosk.operations import calling, housekeeping

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import date

    from litestar import Litestar
    from litestar.stores.file import FileStore

    from kiosk.hub.context import HubContext

log = logging.getLogger("kiosk.hub")

NEWS_SECONDS = 1.0
"""How soon a change by another process, such as a command, shows on the pages."""
DAY_SECONDS = 60.0


@asynccontextmanager
async def running(
    hub: HubContext, stored: FileStore, _app: Litestar
) -> AsyncIterator[None]:
    newest = await sync_to_thread(calling.last_seq, hub.ctx)
    hub.broadcast.open(asyncio.get_running_loop(), newest)
    days = Days(hub, stored)
    tasks = [
        asyncio.create_task(_forever(lambda: watch(hub), NEWS_SECONDS)),
        asyncio.create_task(_forever(days.close, DAY_SECONDS)),
    ]
    try:
        yield
    finally:
        hub.broadcast.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def watch(hub: HubContext) -> None:
    """Only while somebody listens; one small read."""
    if hub.broadcast.has_listeners:
        hub.broadcast.advance(await sync_to_thread(calling.last_seq, hub.ctx))


class Days:
    """Closes what is over at the start, and again whenever a new day has begun."""

    def __init__(self, hub: HubContext, stored: FileStore) -> None:
        self._hub = hub
        self._stored = stored
        self._closed_on: date | None = None

    async def close(self) -> None:
        today = self._hub.ctx.today()
        if self._closed_on == today:
            return
        closed = await sync_to_thread(housekeeping.close_days, self._hub.ctx)
        self._hub.broadcast.publish(closed.events)
        self._closed_on = today
        log.info(
            "Closed %d tickets of %d earlier days", closed.tickets, len(closed.days)
        )
        await self._stored.delete_expired()


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
