"""When a terminal looks for a newer release, and when it shows the one it has.

It looks when the hub's greeting names another release, and every ten minutes else. What
came and is good is shown when no visitor is there; until then it waits.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.sync.aside import aside
from kiosk.sync.update_status import UpdateStatus

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.releases.installed import InstalledRelease, InstalledReleases
    from kiosk.sync.bringing import Brought

log = logging.getLogger(__name__)

POLL_SECONDS = 600.0
FIRST_RETRY_SECONDS = 15.0
FIRST_LOOK_SECONDS = 60.0
"""At most, after the start; a hint comes sooner."""
TURN_SECONDS = 0.5
DISK_SECONDS = 5.0
"""Between looks for a release that somebody installed from a stick."""
AWAY_TIMES = 3
"""A hub that broke off so often in a row is told to staff; once is the network."""


class ShowsReleases(Protocol):
    """The screens, and all that they read."""

    def may_change(self) -> bool:
        """Whether nobody would notice: the greeting stands there, untouched."""
        ...

    async def prepare(self, release: InstalledRelease) -> None:
        """Read it, beside the screens. Raises `UpdateRefused`."""
        ...

    async def show(self) -> bool:
        """What was prepared, whole and at once; False when somebody came meanwhile."""
        ...


class ReleaseUpdater:
    """One task beside the lifeline. Whatever breaks, what is shown stays."""

    def __init__(
        self,
        installed: InstalledReleases,
        bring: Callable[[], Brought],
        screens: ShowsReleases,
        running: Callable[[], float],
        jitter: random.Random,
        swapped: Callable[[InstalledRelease], datetime],
        status: UpdateStatus | None = None,
    ) -> None:
        """`bring` blocks, and raises `UpdateRefused`; `running` counts seconds.

        `swapped` is told what is shown from now on, and answers the time.
        """
        self.status = status or UpdateStatus()
        self._installed = installed
        self._bring = bring
        self._screens = screens
        self._running = running
        self._jitter = jitter
        self._swapped = swapped
        self._shown: InstalledRelease | None = None
        self._staged: InstalledRelease | None = None
        self._prepared: InstalledRelease | None = None
        self._hint: int | None = None
        self._heeded: int | None = None
        self._look_at = running() + jitter.uniform(0.1, 1.0) * FIRST_LOOK_SECONDS
        self._disk_at = running()
        self._failed = 0

    def begin(self, shown: InstalledRelease, since: datetime | None) -> None:
        """What the screens show at the start."""
        self._shown = shown
        self.status.release, self.status.since = shown.version, since
        given_up = self._installed.refused()
        if given_up and given_up[-1].version > shown.version:
            reason = given_up[-1].reason
            if reason in set(UpdateRefusal):
                self.status.refused = UpdateRefusal(reason)

    def hint(self, release: int | None) -> None:
        """What the hub's greeting says is the newest; never believed, only heeded."""
        if release is None or release == self._hint:
            return
        self._hint = release
        self._heed()

    def _heed(self) -> None:
        if not self._has_hinted_at():
            self._failed = 0
            self._look_at = self._running()

    async def run(self) -> None:
        while True:
            try:
                await self.step()
            except Exception:
                log.exception("looking for content broke")
                self._try_later()
            await asyncio.sleep(TURN_SECONDS)

    async def step(self) -> None:
        """All that is due now."""
        if self._running() >= self._disk_at:
            await self._look_at_the_disk()
        if self._staged is not None and self._screens.may_change():
            await self._show(self._staged)
        if self._running() >= self._look_at:
            await self.look()

    async def look(self) -> None:
        """Ask once, and say when next: at once for what was hinted meanwhile."""
        heeded = self._hint
        await self._look(heeded)
        if self._hint != heeded:
            self._heed()

    async def _look(self, heeded: int | None) -> None:
        try:
            brought = await aside(self._bring, "update")
        except UpdateRefused as error:
            self._refuse(error)
            if error.reason == UpdateRefusal.PROBE_TIMED_OUT:
                self._heeded = heeded  # this machine is too busy: not at once again
            return
        self._failed = 0
        self._heeded = heeded
        self._look_at = self._running() + POLL_SECONDS * self._jitter.uniform(0.8, 1.2)
        self.status.as_of = brought.as_of or self.status.as_of
        self.status.refused = brought.refused
        if brought.staged is not None:
            log.info("release %d is here", brought.staged.version)
            self._wait_with(brought.staged)

    async def _look_at_the_disk(self) -> None:
        """Whether another process has installed one, as from a stick."""
        self._disk_at = self._running() + DISK_SECONDS
        there = await asyncio.to_thread(self._installed.current)
        if self._shown is None or self._staged is not None:
            return
        if there.folder.name != self._shown.folder.name:
            self._wait_with(there)

    def _has_hinted_at(self) -> bool:
        """Whether the hint names what is known already."""
        return self._hint in {self.status.release, self.status.staged, self._heeded}

    def _wait_with(self, release: InstalledRelease) -> None:
        self._staged, self.status.staged = release, release.version

    async def _show(self, release: InstalledRelease) -> None:
        """The disk first: who dies between the two begins with the new one."""
        try:
            if self._prepared is not release:
                await self._screens.prepare(release)
                self._prepared = release
            if not self._screens.may_change():
                return
            await asyncio.to_thread(self._move, release)
        except UpdateRefused as error:
            self._forget_staged()
            self._refuse(error)
            if error.reason != UpdateRefusal.BROKEN_CONTENT or not (
                await asyncio.to_thread(self._give_up, release)
            ):
                self._disk_at = self._look_at
            return
        if not await self._screens.show():
            return
        self._shown = release
        self.status.release = release.version
        self.status.since = await asyncio.to_thread(self._swapped, release)
        self._forget_staged()
        log.info("release %d is shown", release.version)
        await asyncio.to_thread(self._installed.tidy)

    def _move(self, release: InstalledRelease) -> None:
        """Raises `UpdateRefused`."""
        if self._installed.current().folder.name != release.folder.name:
            self._installed.swap(release)

    def _give_up(self, release: InstalledRelease) -> bool:
        """It was tried and cannot be read: the disk, or another version of us."""
        reason = UpdateRefusal.BROKEN_CONTENT
        try:
            if self._installed.current().folder.name == release.folder.name:
                self._installed.fall_back(reason)
            else:
                self._installed.refuse(release.folder.name, reason)
        except UpdateRefused as error:
            log.error("content is not given up: %s", error)
            return False
        return True

    def _forget_staged(self) -> None:
        self._staged = self._prepared = self.status.staged = None

    def _refuse(self, error: UpdateRefused) -> None:
        reason = UpdateRefusal(error.reason)
        if self.status.refused is not reason:
            log.warning("content refused (%s): %s %s", reason, error, error.remedy)
        self._try_later()
        if reason is not UpdateRefusal.NOT_FETCHED or self._failed >= AWAY_TIMES:
            self.status.refused = reason

    def _try_later(self) -> None:
        """Doubling, up to the usual time; never in step with other terminals."""
        seconds = min(POLL_SECONDS, FIRST_RETRY_SECONDS * 2.0**self._failed)
        self._failed = min(self._failed + 1, 10)
        self._look_at = self._running() + seconds * self._jitter.uniform(0.5, 1.0)
