"""A terminal window without a picture: a program on a pty, its keys and its output."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PATIENCE = 30.0
FULL_SCREEN = "\x1b[?1049h"
BACK_FROM_FULL_SCREEN = "\x1b[?1049l"
ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x1b\x07]*(\x1b\\|\x07)|.)")


class Window:
    def __init__(self, process_id: int, descriptor: int) -> None:
        self.process_id = process_id
        self._descriptor = descriptor
        self.raw = ""
        """All that was ever written, with every control sequence."""
        self._status: int | None = None

    @property
    def text(self) -> str:
        return ESCAPES.sub("", self.raw)

    def wait_for(self, words: str, *, after: int = 0) -> None:
        """Until they are in the raw output from this place on."""
        ended = time.monotonic() + PATIENCE
        while words not in self.raw[after:]:
            assert time.monotonic() < ended, f"never saw {words!r} in:\n{self.text}"
            assert self._read() or self.alive(), (
                f"ended without {words!r}:\n{self.text}"
            )

    def type(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def press_bytes(self, data: bytes) -> None:
        """Whatever they mean, if anything; reads meanwhile, as a window does."""
        while data:
            self._read()
            _, ready, _ = select.select([], [self._descriptor], [], PATIENCE)
            assert ready, "nobody reads the keys any more"
            data = data[os.write(self._descriptor, data[:512]) :]

    def resize(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, size)

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.process_id, number)

    def watch(self, seconds: float) -> None:
        """Read on for a while."""
        ended = time.monotonic() + seconds
        while time.monotonic() < ended:
            self._read()

    def alive(self) -> bool:
        if self._status is None:
            ended, status = os.waitpid(self.process_id, os.WNOHANG)
            if ended:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status is None

    def wait_for_end(self) -> None:
        """Of a program whose window is closed: nothing can be read any more."""
        ended = time.monotonic() + PATIENCE
        while self.alive():
            assert time.monotonic() < ended, "does not end"
            time.sleep(0.05)

    def end(self) -> int:
        """Wait for its end, and answer how it ended; negative: by which signal."""
        ended = time.monotonic() + PATIENCE
        while self.alive():
            self._read()
            assert time.monotonic() < ended, f"does not end:\n{self.text}"
        while self._read():
            pass
        assert self._status is not None
        return self._status

    def close(self) -> None:
        """As when somebody closes the window."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _read(self) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], 0.05)
        if not ready:
            return False
        try:
            read = os.read(self._descriptor, 65536)
        except OSError:  # so a pty says that nobody writes any more
            time.sleep(0.01)
            return False
        self.raw += read.decode(errors="replace")
        return bool(read)


@contextmanager
def window(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    size: tuple[int, int] = (83, 24),
) -> Iterator[Window]:
    """Run `kiosk` with these arguments in a window of so many columns and rows."""
    command = [sys.executable, "-m", "kiosk", *arguments]
    process_id, descriptor = pty.fork()
    if process_id == 0:  # the child, which becomes kiosk
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size[::-1], 0, 0))
        os.execve(sys.executable, command, dict(environment))
    opened = Window(process_id, descriptor)
    try:
        yield opened
    finally:
        with suppress(ProcessLookupError):
            if opened.alive():
                os.kill(process_id, signal.SIGKILL)
                os.waitpid(process_id, 0)
        opened.close()
