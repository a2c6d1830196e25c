"""A terminal's updates in memory: screens that a test keeps busy, on a real disk."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

from kiosk.errors import UpdateRefused
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.trust.client import ReleaseTrust
from kiosk.sync.bringing import ReleaseBringer
from kiosk.sync.updater import ReleaseUpdater
from tests.fakes.disk import FailingReleaseDisk
from tests.fakes.trusting_terminal import BUILT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from kiosk.domain.releases import UpdateRefusal
    from kiosk.releases.disk import ReleaseDisk
    from kiosk.releases.installed import InstalledRelease
    from kiosk.releases.trust.source import ReleaseSource
    from kiosk.sync.bringing import Brought
    from tests.fakes.clock import FixedClock
    from tests.fakes.lying_hub import LyingHub


class OpenSource:
    """Another source, with something to close."""

    def __init__(self, source: ReleaseSource) -> None:
        self._source = source
        self.closed = 0

    def read(self, path: str) -> Iterator[bytes]:
        return self._source.read(path)

    def close(self) -> None:
        self.closed += 1


class FakeScreens:
    """Implements `ShowsReleases`."""

    def __init__(self) -> None:
        self.visitor = False
        self.visitor_comes_late = False
        """Just before what was prepared would be shown."""
        self.unreadable: UpdateRefused | None = None
        self.prepared: list[int] = []
        self.shown: str | None = None
        """The only text of the release that is shown."""
        self._next: InstalledRelease | None = None

    def may_change(self) -> bool:
        return not self.visitor

    async def prepare(self, release: InstalledRelease) -> None:
        if self.unreadable is not None:
            raise self.unreadable
        self.prepared.append(release.version)
        self._next = release

    async def show(self) -> bool:
        if self.visitor_comes_late:
            self.visitor, self.visitor_comes_late = True, False
        if self.visitor or self._next is None:
            return False
        self.shown = (self._next.folder / "site.toml").read_text()
        return True


class UpdatingTerminal:
    """All parts real but the screens; one of them for each start of the program."""

    def __init__(
        self,
        folder: Path,
        source: ReleaseSource,
        clock: FixedClock,
        disk: ReleaseDisk | None = None,
    ) -> None:
        shipped = folder / "shipped"
        shipped.mkdir(parents=True, exist_ok=True)
        (shipped / "site.toml").write_text("shipped")
        self.clock = clock
        self.source = OpenSource(source)
        self.screens = FakeScreens()
        self.installed = InstalledReleases(folder / "releases", shipped, disk)
        self.refusals: list[UpdateRefused] = []
        """By the probe, one for each try; none: it finds nothing."""
        self.probed: list[str] = []
        self.looks = 0
        self.meanwhile: Callable[[], None] = lambda: None
        """Happens while a release is probed, which takes half a minute."""
        self.swaps: list[int] = []

        def believing(source: ReleaseSource) -> ReleaseTrust:
            return ReleaseTrust(folder / "trust", source, clock, BUILT, disk=disk)

        self.bringer = ReleaseBringer(self.installed, folder, believing, self._probe)
        self.updater = ReleaseUpdater(
            self.installed,
            self.bring,
            self.screens,
            clock.running,
            random.Random(1),
            self._swapped,
        )
        self.updater.begin(self.installed.current(), None)
        self.screens.shown = (self.installed.current().folder / "site.toml").read_text()

    def status(self) -> tuple[int | None, int | None, str | None]:
        """What is shown, what waits, and why the newest is not taken."""
        said = self.updater.status
        return said.release, said.staged, said.refused

    def bring(self) -> Brought:
        self.looks += 1
        return self.bringer.bring(self.source)

    async def hear(self, release: int | None) -> None:
        """A greeting, and what follows from it at once."""
        self.updater.hint(release)
        await self.steps()

    async def steps(self, times: int = 4) -> None:
        for _ in range(times):
            await self.updater.step()
            self.clock.advance(seconds=1)

    async def steps_for(self, minutes: int) -> None:
        for _ in range(minutes * 6):
            await self.updater.step()
            self.clock.advance(seconds=10)

    def _probe(self, folder: Path) -> None:
        self.probed.append((folder / "site.toml").read_text())
        self.meanwhile()
        if self.refusals:
            raise self.refusals.pop(0)

    def _swapped(self, release: InstalledRelease) -> datetime:
        self.swaps.append(release.version)
        return self.clock.now()


def content_now(folder: Path) -> str:
    """What a terminal would show that starts on this disk now."""
    with suppress(OSError):
        installed = InstalledReleases(folder / "releases", folder / "shipped")
        return (installed.current().folder / "site.toml").read_text()
    return "nothing"


async def steps_of_an_update(folder: Path, hub: LyingHub, clock: FixedClock) -> int:
    """How often an update changes the disk."""
    disk = FailingReleaseDisk()
    terminal = UpdatingTerminal(folder / "counted", hub, clock, disk)
    await terminal.hear(1)
    assert terminal.status() == (1, None, None)
    return len(disk.done)


def refused(reason: UpdateRefusal) -> UpdateRefused:
    return UpdateRefused("It is not taken.", "Do something.", reason=reason)
