"""What the hub does unasked: closes days, looks for foreign news and for releases."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from litestar.concurrency import sync_to_thread

from kiosk.errors import KioskError, UpdateRefused
from kiosk.hub import alerting
from kiosk.hub.freshness import FRESHNESS_SECONDS, FreshnessWatch
from kiosk.operations import (
    audit,
    calling,
    day_end,
    device_commands,
    draft_transfer,
    drafting,
    fleet,
    notices,
    presence,
    publishing,
    release_requests,
    sessions,
    waiting_times,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from litestar import Litestar

    from kiosk.hub.context import HubContext
    from kiosk.ids import TicketId

log = logging.getLogger("kiosk.hub")

NEWS_SECONDS = 1.0
"""How soon a change by another process, such as a command, shows on the pages."""
FLEET_SECONDS = 5.0
"""How soon staff see that a terminal fell silent, or what another process knows."""
DAY_SECONDS = 60.0
DRAFT_SECONDS = 2.0
"""How soon the draft is read again after somebody has saved."""
WAITS_SECONDS = 2.0
"""How soon it is written down what a new visitor is told of the wait."""
DUE_SECONDS = 5.0
"""How long after its time a scheduled release is published at the latest."""


@asynccontextmanager
async def running(hub: HubContext, _app: Litestar) -> AsyncIterator[None]:
    newest = await sync_to_thread(calling.last_seq, hub.ctx)
    hub.broadcast.open(asyncio.get_running_loop(), newest)
    days, releases = Days(hub), ReleaseWatch(hub)
    again = [*alerting.works(hub.ctx, hub.alerting)] if hub.alerting else []
    tasks = [
        *(asyncio.create_task(_forever(work, pause)) for work, pause in again),
        asyncio.create_task(_forever(lambda: watch(hub), NEWS_SECONDS)),
        asyncio.create_task(_forever(FleetWatch(hub).look, FLEET_SECONDS)),
        asyncio.create_task(_forever(days.close, DAY_SECONDS)),
        asyncio.create_task(_forever(releases.look, NEWS_SECONDS)),
        asyncio.create_task(_forever(SaidWaits(hub).keep, WAITS_SECONDS)),
        asyncio.create_task(_forever(lambda: publish_due(hub), DUE_SECONDS)),
        asyncio.create_task(_forever(lambda: read_draft(hub), DRAFT_SECONDS)),
        asyncio.create_task(_forever(lambda: tidy_commands(hub), DAY_SECONDS)),
        asyncio.create_task(_forever(FreshnessWatch(hub).renew, FRESHNESS_SECONDS)),
    ]
    try:
        yield
    finally:
        hub.broadcast.close()
        hub.passwords.close()
        if hub.previews is not None:
            hub.previews.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await sync_to_thread(hub.draft.close)


async def watch(hub: HubContext) -> None:
    """Only while somebody listens; three small reads."""
    if hub.broadcast.has_listeners:
        hub.broadcast.advance(await sync_to_thread(calling.last_seq, hub.ctx))
        who = await sync_to_thread(presence.who_is_where, hub.ctx)
        told = await sync_to_thread(hub.notices.shown)
        hub.broadcast.stands_beside((who, told))


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


class SaidWaits:
    """Writes down what each visitor is told first; with no change, one small read."""

    def __init__(self, hub: HubContext) -> None:
        self._hub = hub
        self._kept: frozenset[TicketId] = frozenset()

    async def keep(self) -> None:
        keep = waiting_times.keep_said
        self._kept = await sync_to_thread(keep, self._hub.ctx, self._kept)


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
        await sync_to_thread(audit.forget_old, self._hub.ctx)
        await sync_to_thread(notices.forget_old, self._hub.ctx)


class ReleaseWatch:
    """Publishes what a hub begins with, and shows what any process has published."""

    def __init__(self, hub: HubContext) -> None:
        self._hub = hub
        self._has_begun = False
        self._has_draft = False
        self._refused: str | None = None

    async def look(self) -> None:
        """One small read, unless there is something to do."""
        content = self._hub.ctx.content
        if content is None:
            return
        try:
            if not self._has_begun:
                await self._begin(content.installed.shipped.folder)
                self._has_begun = True
            shown = await sync_to_thread(publishing.install_newest, self._hub.ctx)
        except UpdateRefused as error:
            self._has_begun = True
            self._tell(error)
            await self._begin_draft()  # where what is broken can be mended
            return
        await self._begin_draft()
        if shown is not None:
            log.info("shows release %d of the content", shown.version)
            self._hub.broadcast.refresh()

    async def _begin(self, source: Path) -> None:
        begun = await sync_to_thread(publishing.begin, self._hub.ctx, source)
        if begun is not None:
            log.info("published %s as release %d", source, begun.about.version)

    async def _begin_draft(self) -> None:
        """Once, when what is public is shown: editors go on from there."""
        if not self._has_draft:
            await sync_to_thread(draft_transfer.ensure_begun, self._hub.ctx)
            self._has_draft = True

    def _tell(self, error: UpdateRefused) -> None:
        """Once, and not at each look."""
        told = f"{error.reason}: {error} {error.remedy}"
        if told != self._refused:
            log.error("A release was refused, what was shown stays: %s", told)
            self._refused = told


async def read_draft(hub: HubContext) -> None:
    """So that no page waits for it; one small read, unless it has changed."""
    if hub.ctx.draft is None:
        return
    has_begun = await sync_to_thread(drafting.revision, hub.ctx)
    if has_begun:
        await sync_to_thread(hub.draft.renew)


async def publish_due(hub: HubContext) -> None:
    """One small read, unless the time of something has come."""
    if hub.ctx.content is None:
        return
    for release in await sync_to_thread(release_requests.publish_due, hub.ctx):
        log.info("published release %d at its time", release.about.version)


async def tidy_commands(hub: HubContext) -> None:
    """Pictures of screens are kept for a day, what was asked for a month."""
    await sync_to_thread(device_commands.forget_old, hub.ctx)


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
