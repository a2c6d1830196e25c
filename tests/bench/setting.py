"""What every group of rows finds: a hub, paired terminals, and how fast this is."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from kiosk.operations import calling, fleet
from tests.bench import painting
from tests.bench.figures import Machine, p50
from tests.bench.visit import Spot, spots
from tests.hub_context import join
from tests.people import COUNSELLOR_1
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SERIES = "ABCDEFGH"


@dataclass
class Setting:
    folder: Path
    """Empty, for anything; a group takes a folder of its own in it."""
    hub: HubProcess
    tokens: list[str]
    """Of the terminals of `SERIES`."""
    ours: list[str]
    """The command of a terminal of series T."""
    visit: list[Spot]
    """Where a whole check-in is touched, screen by screen."""
    machine: Machine
    """Told by three starts of the bare app, and better by its fifteen."""

    def end_all_but_the_hub(self) -> None:
        """What a group that was broken off has left behind."""
        assert self.hub.process
        for child in psutil.Process().children():
            if child.pid != self.hub.process.pid:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
                    child.wait(5)

    def arrived(self) -> int:
        with its_state(self.hub) as context:
            return len(calling.today(context))


@contextmanager
def a_setting(folder: Path) -> Iterator[Setting]:
    hub = HubProcess(folder / "hub-data")
    hub.folder.mkdir()
    with its_state(hub) as context:
        tokens = [fleet.pair(context, series, series)[1] for series in SERIES]
        token = fleet.pair(context, "T", "the bench")[1]
        join(context, COUNSELLOR_1)  # without anybody there, no numbers are issued
    token_file = folder / "token"
    token_file.write_text(token)
    ours = [
        *(sys.executable, "-m", "kiosk", "terminal", "--series", "T"),
        *("--data", str(folder / "terminal-data"), "--hub", hub.address),
        *("--token-file", str(token_file)),
    ]
    hub.start()
    try:
        hub.wait_until_ready()
        machine = Machine(p50(painting.bare_paints(3)))
        yield Setting(folder, hub, tokens, ours, asyncio.run(spots()), machine)
    finally:
        hub.stop()
