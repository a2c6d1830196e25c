"""Starts the hub in a process that has read the program already: reading takes longest.

That the command starts it from nothing, too, is what the tests of commands show.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

READ_BEFORE = ["kiosk.cli.hub_run", "kiosk.cli.hub_context", "kiosk.hub.app"]
ITS_END_S = 60.0
"""Until a process that was killed counts as one that cannot be."""


@dataclass(frozen=True, slots=True)
class WarmProcess:
    """As `subprocess.Popen` says it."""

    process: ForkServerProcess

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def terminate(self) -> None:
        self.process.terminate()

    def kill(self) -> None:
        self.process.kill()

    def wait(self, timeout: float = ITS_END_S) -> int:
        """Raises `TimeoutExpired`."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            raise subprocess.TimeoutExpired("kiosk", timeout)
        return self.process.exitcode


def started(
    arguments: Sequence[str], folder: Path, log: Path, variables: Mapping[str, str]
) -> WarmProcess:
    """`kiosk` with these words, in this folder, telling what it tells to `log`."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(READ_BEFORE)
    words = (list(arguments), str(folder), str(log), dict(variables))
    process = context.Process(target=_run, args=words, daemon=True)
    process.start()
    return WarmProcess(process)


def _run(
    arguments: list[str], folder: str, log: str, variables: dict[str, str]
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    told = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(told, 1)
    os.dup2(told, 2)
    sys.argv = ["kiosk", *arguments]
    from kiosk.cli import main

    main()
