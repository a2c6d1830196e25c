"""How long a terminal's screen is held up while the next release comes and is shown.

Run as a program of its own: `python -m tests.bench.held_up FOLDER` takes the content
of a folder as its next release, and prints its figures as JSON. The probe is a process
beside it, and left out. What is measured is this program's own time on the processor:
what others take from it meanwhile is none of its doing.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import terminal_run
from kiosk.cli.late_showing import LateShowing
from kiosk.cli.options import Setup
from kiosk.clock import SystemClock, seconds_running
from kiosk.config import Settings
from kiosk.domain.releases import ReleaseAbout
from kiosk.errors import NotFound
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.packing import pack
from kiosk.releases.trust.client import ReleaseTrust
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.sync.bringing import ReleaseBringer
from kiosk.sync.updater import ReleaseUpdater
from kiosk.terminal import garbage
from tests.bench.visit import PROJECT
from tests.fakes.metadata_store import MemoryMetadata, a_key_ring, begun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.releases.installed import InstalledRelease
    from kiosk.releases.trust.source import ReleaseSource

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
TICK = 0.002
"""Seconds between two looks at whether the loop still runs."""
MOST_BLOCKED = 0.05
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Blocks:
    """The longest, in seconds, in which the screen could not have been painted."""

    idle: float
    checking: float
    """Looked for, verified, unpacked and settled on the disk."""
    swapping: float
    """Read, shown, and all that was before let go of."""


def measured(content: Path) -> Blocks:
    command = [sys.executable, "-m", "tests.bench.held_up", str(content)]
    ended = subprocess.run(
        command, check=True, capture_output=True, cwd=PROJECT, timeout=PATIENCE
    )
    return Blocks(**json.loads(ended.stdout.splitlines()[-1]))


class MemorySource:
    """A `ReleaseSource` that has signed one release."""

    def __init__(self, packed: bytes) -> None:
        self._kept = MemoryMetadata()
        now = SystemClock().now()
        target = SignedTarget.of(TargetKind.RELEASE, 1, packed)
        begun(self._kept, a_key_ring(), now).add(target)
        self._archives = {f"targets/{target.file_name}": packed}

    def read(self, path: str) -> Iterator[bytes]:
        if path in self._archives:
            yield self._archives[path]
            return
        name = path.removeprefix("metadata/").removesuffix(".json")
        version, _, role = name.rpartition(".")
        found = self._kept.newest(TrustRole.TIMESTAMP)
        if version:
            found = self._kept.kept.get((role, int(version)))
        if found is None:
            raise NotFound("There is no such file.")
        yield found

    def close(self) -> None:
        pass


class Watch:
    """The longest time in which the loop did not come round."""

    def __init__(self) -> None:
        self._longest = 0.0

    def taken(self) -> float:
        """Since it was taken last."""
        longest, self._longest = self._longest, 0.0
        return longest

    async def run(self) -> None:
        while True:
            began, used = time.perf_counter(), time.process_time()
            await asyncio.sleep(TICK)
            late = time.perf_counter() - began - TICK
            self._longest = max(self._longest, min(late, time.process_time() - used))


async def _measure(content: Path, folder: Path) -> Blocks:
    packed = pack(content, ReleaseAbout(1, SystemClock().now(), "bench"))
    source = MemorySource(packed)
    place = Setup(paths.DataFolder(folder), Settings(), None)
    wiring = terminal_run.Wiring(place, "", "", None)
    watch = Watch()
    app = terminal_run.build(wiring, wiring.desk(), watch.run)
    async with app.run_test(size=(83, 24)):
        wiring.learn(wiring.contents.current())
        wiring.finder.prepare()
        garbage.begin()
        sys.setswitchinterval(terminal_run.LONGEST_TURN)
        showing = LateShowing(app, wiring.contents, wiring.finder, wiring.learn)
        updates = _updater(folder, source, showing)
        await asyncio.sleep(2)
        watch.taken()
        await asyncio.sleep(3)
        idle = watch.taken()
        await updates.look()
        checking = watch.taken()
        while updates.status.release != 1:
            await updates.step()
            await asyncio.sleep(TICK)
        await asyncio.sleep(1)
        return Blocks(idle, checking, watch.taken())


def _updater(
    folder: Path, source: MemorySource, showing: LateShowing
) -> ReleaseUpdater:
    installed = InstalledReleases(folder / "releases", paths.shipped("content"))

    def believing(source: ReleaseSource) -> ReleaseTrust:
        return ReleaseTrust(folder / "trust", source, SystemClock(), BUILT)

    def swapped(_release: InstalledRelease) -> datetime:
        return SystemClock().now()

    brings = ReleaseBringer(installed, folder, believing, lambda _: None)
    updates = ReleaseUpdater(
        installed,
        lambda: brings.bring(source),
        showing,
        seconds_running,
        random.Random(1),
        swapped,
    )
    updates.begin(installed.current(), None)
    return updates


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        figures = asyncio.run(_measure(Path(sys.argv[1]), Path(name)))
    print(json.dumps(asdict(figures)))  # noqa: T201
