"""A real hub as a process of its own, with a terminal paired to it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from kiosk.catalogue.loader import load
from kiosk.clock import SystemClock
from kiosk.ids import RandomIds
from kiosk.operations.context import Context
from kiosk.store.database import Database
from kiosk.store.migrations import migrate
from tests.free_ports import a_free_port
from tests.hub_context import A_SEAL
from tests.plain_http import PLAIN
from tests.system import warm_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.catalogue import Catalogue
    from tests.system.warm_start import WarmProcess

PROJECT = Path(__file__).parents[2]
CONTENT = Path(os.environ.get("KIOSK_CONTENT", PROJECT / "content"))
PATIENCE = 60.0
LOG = "hub.log"
FIRST_RELEASE = Path("hub", "releases", "current")


@dataclass
class HubProcess:
    """Started, killed and started again on the same data and port."""

    folder: Path
    port: int = field(default_factory=a_free_port)
    process: subprocess.Popen[bytes] | WarmProcess | None = None
    variables: dict[str, str] = field(default_factory=dict)
    """Of its environment, beside this one's."""
    warm: bool = False
    """Whether it may begin in a process that has read the program before."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def phone_address(self) -> str:
        """What codes lead to: none leads to the loopback address."""
        return f"http://hub.test:{self.port}"

    def start(self) -> None:
        words = ("hub", "--data", str(self.folder), "--port", str(self.port))
        variables, told = {**os.environ, **self.variables}, self.folder / LOG
        if self.warm:
            self.process = warm_start.started(words, PROJECT, told, variables)
            return
        with closing(told.open("ab")) as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kiosk", *words],
                cwd=PROJECT,
                stdout=log,
                stderr=log,
                env=variables,
            )

    def wait_until_ready(self) -> None:
        ended = time.monotonic() + PATIENCE
        while True:
            try:
                asked = f"{self.address}/ready"
                if httpx.get(asked, timeout=2, verify=PLAIN).is_success:
                    return
            except httpx.TransportError:
                pass
            assert time.monotonic() < ended, (self.folder / LOG).read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)


@cache
def shipped_content() -> Catalogue:
    return load(CONTENT)


@contextmanager
def its_state(hub: HubProcess) -> Iterator[Context]:
    """The hub's operations on its own database, from beside it."""
    path = hub.folder / "hub" / "hub.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database.in_file(path)
    try:
        migrate(database)
        yield Context(
            database, SystemClock(), RandomIds(), shipped_content, seal=A_SEAL
        )
    finally:
        database.close()


@contextmanager
def a_running_hub(folder: Path, *, warm: bool = False) -> Iterator[HubProcess]:
    hub = HubProcess(folder, warm=warm)
    hub.start()
    try:
        hub.wait_until_ready()
        yield hub
    finally:
        hub.stop()


def begin(folder: Path) -> None:
    """What the first start of a hub leaves behind, for others to begin with."""
    with a_running_hub(folder, warm=True):
        ended = time.monotonic() + PATIENCE
        while not (folder / FIRST_RELEASE).exists():
            assert time.monotonic() < ended, (folder / LOG).read_text()
            time.sleep(0.05)
    (folder / LOG).unlink()
