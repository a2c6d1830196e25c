"""Runs a program in a pseudo-terminal and times what it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEPT = 1 << 18
"""Bytes of what was painted last; all of them would make each touch slower."""
TO_END = 5.0
"""Seconds that a program has to take its leave before it is killed."""
SILENCE = 0.08
"""Seconds without a byte after which a painting counts as finished."""
PATIENCE = 20.0
TREMBLING = 0.6
"""Seconds after which a second touch at the same spot counts."""
ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]")


class PtyProgram:
    """A program on the other end of a terminal line; columns and rows count from 0."""

    def __init__(
        self, command: Sequence[str], folder: Path, columns: int, rows: int
    ) -> None:
        self.started = time.perf_counter()
        self._line, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=folder,
            start_new_session=True,
            env=_environment(),
        )
        os.close(inner)
        self.seen = b""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def until(self, marker: bytes) -> float:
        """Seconds from the start until these bytes were painted."""
        while marker not in self.seen:
            if not self._read(PATIENCE):
                raise TimeoutError(f"never painted {marker!r}: {self.seen[-2000:]!r}")
        return time.perf_counter() - self.started

    def settle(self) -> None:
        """Wait until nothing is painted any more."""
        while self._read(0.5):
            self.seen = self.seen[-4096:]

    def watch(self, seconds: float) -> None:
        """Read what is painted for so long: who is not read from comes to a halt."""
        ended = time.perf_counter() + seconds
        while (left := ended - time.perf_counter()) > 0 and self.is_alive:
            self._read(left)

    def press(self, key: bytes) -> None:
        os.write(self._line, key)
        self.watch(1)

    def touch(
        self, column: int, row: int, leads_to: bytes = b"", silence: float = SILENCE
    ) -> float:
        """Seconds from a touch to the last byte painted for it.

        It is through when the words it leads to were painted, and then nothing more:
        on a slow machine the pressed look comes long before the next screen. A touch
        too soon and too near after the last one is a trembling finger's, and paints
        nothing: as a visitor would, touch again.
        """
        place = f"{column + 1};{row + 1}"
        ended = time.perf_counter() + PATIENCE
        self.seen = b""
        while time.perf_counter() < ended:
            began = last = time.perf_counter()
            os.write(self._line, f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())
            while self._read(silence if self._shows(leads_to) else TREMBLING):
                last = time.perf_counter()
            if self._shows(leads_to):
                return last - began
        told = ESCAPES.sub(b" ", self.seen[-4000:]).decode(errors="replace")
        raise TimeoutError(
            f"a touch at {place} never led to {leads_to.decode()!r}; painted: {told!r}"
        )

    def _shows(self, words: bytes) -> bool:
        return bool(self.seen) and words in self.seen

    def close(self, patience: float = TO_END) -> None:
        """Reads until it has ended: who paints its farewell waits for a reader."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGTERM)
        ended = time.perf_counter() + patience
        while self._process.poll() is None and time.perf_counter() < ended:
            if not self._read(0.02):  # nothing to read, or nobody writes any more
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(0.02)
        self._process.kill()
        self._process.wait()
        os.close(self._line)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._line], [], [], patience)
        if not ready:
            return False
        try:
            chunk = os.read(self._line, 1 << 16)
        except OSError:
            return False
        self.seen = self.seen[-KEPT:] + chunk
        return bool(chunk)


def _environment() -> dict[str, str]:
    """A colourful window; bytecode is kept, as every installed program has it."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return env
