"""The hub as the child of `kiosk up`: started, heard, started again, stopped."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from kiosk.cli.parent import LONGEST, Ready, hear
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kiosk.cli.options import Setup

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
PROVEN = 60.0
"""Seconds after which a hub that ends is started again without delay."""
PATIENCE = 60.0
"""Seconds for a start: a slow disk may have to migrate a large database."""
GRACE = 8.0


class HubChild:
    """In a session of its own: Ctrl+C in the window reaches the terminal only."""

    def __init__(
        self,
        place: Setup,
        *,
        quiet: bool,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`quiet` for a window that the terminal fills: the hub logs into files."""
        self._place = place
        self._quiet = quiet
        self._environment = environment
        self._port: int | None = place.settings.hub.port
        self._ours: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._starting = threading.Lock()

    def start(self) -> None:
        """Returns at once; `ready` waits."""
        ours, theirs = socket.socketpair()
        ours.settimeout(PATIENCE)
        hub = self._place.settings.hub
        command = [sys.executable, "-m", "kiosk", "hub", *self._place.arguments()]
        command += ["--host", hub.host, "--beside", str(theirs.fileno())]
        if hub.public_address:
            command += ["--public-address", hub.public_address]
        if self._port:
            command += ["--port", str(self._port)]
        logs = self._place.folder.logs
        if self._quiet:
            command += ["--log", str(logs / "hub.log")]
        with theirs, self._errors(logs / "hub.stderr") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - it is ourselves
                command,
                stdin=subprocess.DEVNULL,
                stdout=errors,
                stderr=errors,
                env=self._environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._ours = ours

    @contextmanager
    def _errors(self, file: Path) -> Iterator[BinaryIO | None]:
        """For what is said before the log is open; None shares our own stderr."""
        if not self._quiet:
            yield None
            return
        with file.open("wb") as errors:
            yield errors

    def ready(self) -> Ready:
        """What it reports. Raises the `KioskError` with which it refused to start."""
        assert self._ours
        assert self._process
        said = b""
        with suppress(TimeoutError, OSError):
            while not said.endswith(b"\n"):
                more = self._ours.recv(LONGEST)
                if not more:
                    break
                said += more
        ready = hear(said)
        self._port = ready.port
        return ready

    def keep_alive(self) -> None:
        """From now on a hub that dies is started again, on the same port."""
        threading.Thread(target=self._watch, name="hub-child", daemon=True).start()

    def wait(self) -> None:
        """For ever: a signal ends it."""
        self._stopping.wait()

    def stop(self) -> None:
        """Cleanly; by force only when it does not end in time."""
        self._stopping.set()
        with self._starting:
            process, ours = self._process, self._ours
        if ours is not None:
            ours.close()
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _watch(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            assert self._process
            began = time.monotonic()
            code = self._process.wait()
            lived = time.monotonic() - began
            pause = FIRST_PAUSE if lived > PROVEN else min(LONGEST_PAUSE, pause * 2)
            if self._stopping.wait(pause):
                return
            log.error("the hub ended with %s and is started again", code)
            self._start_again()

    def _start_again(self) -> None:
        with self._starting:
            if self._stopping.is_set():
                return
            if self._ours is not None:
                self._ours.close()
            self.start()
        try:
            self.ready()
        except KioskError as error:
            log.error("the hub does not start: %s %s", error, error.remedy)
