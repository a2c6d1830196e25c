"""How soon fifty terminals, each with the real client, show what was published."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kiosk.clock import SystemClock, seconds_running
from kiosk.operations import fleet
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.trust.client import ReleaseTrust
from kiosk.sync.bringing import ReleaseBringer
from kiosk.sync.client import HubClient
from kiosk.sync.releases import HubReleases
from kiosk.sync.runner import HEARTBEAT_SECONDS
from kiosk.sync.updater import ReleaseUpdater
from tests.bench import held_up, loading
from tests.bench.figures import Row, judged, p50, p99
from tests.bench.visit import PROJECT
from tests.builders import a_content_folder
from tests.fakes.updates import FakeScreens
from tests.system.hub_process import PATIENCE, HubProcess, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.releases.installed import InstalledRelease
    from kiosk.releases.trust.source import ReleaseSource
    from tests.bench.setting import Setting

TERMINALS = 50
BUILT = datetime(2026, 1, 1, tzinfo=UTC)


def rows(setting: Setting) -> Iterator[Row]:
    took = asyncio.run(_fleet(setting.folder / "fleet"))
    yield Row(
        f"publishing to {TERMINALS} terminals, p50 / p99",
        f"{p50(took):.1f} / {p99(took):.1f} s",
        "",
        "",
        "p99 < 30 s",
        judged(p99(took) < 30),
    )
    large = loading.enlarged(setting.folder / "update")
    blocks = held_up.measured(large)
    longest = max(blocks.checking, blocks.swapping)
    yield Row(
        f"screen held up by {loading.SERVICES} services, check / swap",
        f"{blocks.checking * 1000:.0f} / {blocks.swapping * 1000:.0f} ms",
        f"{blocks.idle * 1000:.0f} ms idle",
        "",
        "<= 50 ms",
        setting.machine.judged(longest, held_up.MOST_BLOCKED),
    )


async def _fleet(folder: Path) -> list[float]:
    """Seconds from publishing until each of them shows it."""
    content = a_content_folder(folder)
    hub = HubProcess(folder / "hub", variables={"KIOSK_CONTENT": str(content)})
    hub.folder.mkdir()
    with its_state(hub) as context:
        tokens = [
            fleet.pair(context, f"{a}{b}", "bench")[1]
            for a in "ABCDE"
            for b in "ABCDEFGHIJ"
        ]
    hub.start()
    try:
        hub.wait_until_ready()
        return await _published(hub, content, tokens)
    finally:
        hub.stop()


async def _published(hub: HubProcess, content: Path, tokens: list[str]) -> list[float]:
    everybody = [
        FleetTerminal(content.parent / str(n), content, hub.address, token)
        for n, token in enumerate(tokens)
    ]
    tasks = [asyncio.create_task(terminal.live()) for terminal in everybody]
    try:
        async with asyncio.timeout(4 * PATIENCE):
            await asyncio.gather(*(terminal.shows(1) for terminal in everybody))
            words = content / "words" / "pl.toml"
            words.write_text(words.read_text("utf-8").replace("Witamy", "Witaj", 1))
            began = time.monotonic()
            command = [
                sys.executable,
                "-m",
                "kiosk",
                "content",
                "publish",
                "--no-probe",
            ]
            where = [str(content), "--data", str(hub.folder)]
            await asyncio.to_thread(
                subprocess.run,
                [*command, *where],
                check=True,
                capture_output=True,
                cwd=PROJECT,
            )
            await asyncio.gather(*(terminal.shows(2) for terminal in everybody))
        return [terminal.shown_at - began for terminal in everybody]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class FleetTerminal:
    """All of a terminal's way to content, without a screen and without the probe."""

    def __init__(self, folder: Path, shipped: Path, hub: str, token: str) -> None:
        self._loop = asyncio.get_running_loop()
        self._chance = random.Random(folder.name)
        self._client = HubClient(hub, token)
        self.shown_at = 0.0
        self._shown: dict[int, asyncio.Event] = {1: asyncio.Event(), 2: asyncio.Event()}
        installed = InstalledReleases(folder / "releases", shipped)

        def believing(source: ReleaseSource) -> ReleaseTrust:
            return ReleaseTrust(folder / "trust", source, SystemClock(), BUILT)

        brings = ReleaseBringer(installed, folder, believing, lambda _: None)
        self._updater = ReleaseUpdater(
            installed,
            lambda: brings.bring(HubReleases(hub, lambda: token)),
            FakeScreens(),
            seconds_running,
            self._chance,
            self._swapped,
        )
        self._updater.begin(installed.current(), None)

    async def live(self) -> None:
        try:
            await asyncio.gather(self._greet(), self._updater.run())
        finally:
            await self._client.close()

    async def shows(self, version: int) -> None:
        await self._shown[version].wait()

    async def _greet(self) -> None:
        await asyncio.sleep(self._chance.uniform(0, 3))
        while True:
            self._updater.hint((await self._client.greet()).release)
            spread = self._chance.uniform(0.9, 1.1)
            await asyncio.sleep(HEARTBEAT_SECONDS * spread)

    def _swapped(self, release: InstalledRelease) -> datetime:
        """In a thread; only a mark is set from there."""
        self.shown_at = time.monotonic()
        self._loop.call_soon_threadsafe(self._shown[release.version].set)
        return SystemClock().now()
