"""A real terminal program on a virtual display, touched and read as a person would."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Picture = npt.NDArray[np.uint8]
PATIENCE = 60.0
"""Seconds until something awaited counts as missing; generous for a busy machine."""
A_KEY_S = 1.0
"""Seconds until a key that nobody heard is pressed again."""


@contextmanager
def virtual_display(width: int = 1400, height: int = 900) -> Iterator[str]:
    """A screen nobody sees; yields its name for DISPLAY."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-noreset",
            *("-fakescreenfps", "60"),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{width}x{height}x24",
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as announced:
            yield f":{announced.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


@dataclass
class RealTerminal:
    """A window with a program in it. Columns and rows count from 0."""

    process: subprocess.Popen[bytes]
    display: str
    columns: int
    rows: int
    printed: Path
    cell: tuple[float, float] = (0, 0)
    origin: tuple[int, int] = (0, 0)
    """Pixels left of and above the first cell."""

    def x(self, *command: str) -> bytes:
        return subprocess.run(
            command,
            check=True,
            capture_output=True,
            env={**os.environ, "DISPLAY": self.display},
            timeout=PATIENCE,
        ).stdout

    def measure(self) -> None:
        """Learn the size of a cell in pixels from the window."""
        ended = time.monotonic() + PATIENCE
        while True:
            with suppress(subprocess.CalledProcessError):
                window = self.x("xdotool", "search", "--class", "xterm").split()[-1]
                shape = self.x("xdotool", "getwindowgeometry", window.decode())
                width, height = map(int, shape.split()[-1].split(b"x"))
                self.cell = (width / self.columns, height / self.rows)
                self.x("xdotool", "windowfocus", window.decode())
                if min(self.cell) > 1:  # a window that is being made has one pixel
                    return
            assert time.monotonic() < ended, "xterm opened no window"
            time.sleep(0.1)

    def text(self) -> list[str]:
        """What stands on the screen, row by row, in the order of the cells."""
        self.printed.unlink(missing_ok=True)
        ended = time.monotonic() + PATIENCE
        while not self.printed.exists():
            assert time.monotonic() < ended, "the terminal program prints nothing"
            assert self.alive(), "the program ended"
            self.key("F12")  # again: a window that is not there yet hears no key
            heard = time.monotonic() + A_KEY_S
            while not self.printed.exists() and time.monotonic() < heard:
                time.sleep(0.02)
        return self.printed.read_text("utf-8", errors="replace").splitlines()

    def find(self, words: str) -> tuple[int, int] | None:
        """The cell in the middle of these words, or None."""
        for row, line in enumerate(self.text()):
            column = line.find(words)
            if column >= 0:
                return column + len(words) // 2, row
        return None

    def wait_for(self, words: str) -> tuple[int, int]:
        """Where the words are, once they are on the screen."""
        ended = time.monotonic() + PATIENCE
        while (place := self.find(words)) is None:
            screen = "\n".join(self.text())
            assert time.monotonic() < ended, f"never saw {words!r} on:\n{screen}"
            time.sleep(0.1)
        return place

    def touch(self, column: float, row: float) -> None:
        self.x("xdotool", "mousemove", *self._pixels(column, row), "click", "1")

    def tremble(self, column: float, row: float) -> None:
        """Four touches of one finger, as close in time on a busy machine as on any."""
        four = ("click", "--repeat", "4", "--delay", "100", "1")
        self.x("xdotool", "mousemove", *self._pixels(column, row), *four)

    def finger_down(self, column: float, row: float) -> None:
        self.x("xdotool", "mousemove", *self._pixels(column, row), "mousedown", "1")

    def finger_up(self) -> None:
        self.x("xdotool", "mouseup", "1")

    def touch_words(self, words: str) -> None:
        self.touch(*self.wait_for(words))

    def key(self, *keys: str) -> None:
        self.x("xdotool", "key", "--clearmodifiers", *keys)

    def wheel(self, clicks: int = 3) -> None:
        self.x("xdotool", "click", "--repeat", str(clicks), "5")

    def press_middle(self) -> None:
        """Where the pointer is; elsewhere it would paste."""
        self.x("xdotool", "click", "2")

    def type(self, text: str, *, pause_ms: int = 5) -> None:
        """As a scanner does, with a shift key for each capital."""
        self.x("xdotool", "type", "--delay", str(pause_ms), text)

    def picture(self, path: Path) -> Picture:
        """A photograph of the display, as BGR pixels; also kept at `path`."""
        self.x("import", "-window", "root", str(path))
        picture = cv2.imread(str(path))
        assert picture is not None
        return np.asarray(picture, dtype=np.uint8)

    def alive(self) -> bool:
        return self.process.poll() is None

    def _pixels(self, column: float, row: float) -> tuple[str, str]:
        """The middle of a cell."""
        x = self.origin[0] + (column + 0.5) * self.cell[0]
        y = self.origin[1] + (row + 0.5) * self.cell[1]
        return str(int(x)), str(int(y))


@contextmanager
def real_terminal(
    command: Sequence[str],
    folder: Path,
    *,
    columns: int = 83,
    rows: int = 24,
    points: int = 14,
) -> Iterator[RealTerminal]:
    """Run a command in an xterm of this grid; F12 is the tests' own print key."""
    printed = folder / "screen.txt"
    with virtual_display() as display:
        process = subprocess.Popen(
            [
                "xterm",
                *("-fa", "DejaVu Sans Mono", "-fs", str(points)),
                *("-geometry", f"{columns}x{rows}+0+0", "-b", "0", "-bw", "0"),
                *("-tn", "xterm-256color"),
                *(
                    "-xrm",
                    f"XTerm*printerCommand: cat > {printed}~; mv {printed}~ {printed}",
                ),
                *("-xrm", "XTerm*printAttributes: 0"),
                *("-xrm", "XTerm*directColor: true"),
                *("-xrm", "XTerm*VT100.translations: #override <Key>F12: print()"),
                *("-e", *command),
            ],
            env={**os.environ, "DISPLAY": display, "COLORTERM": "truecolor"},
            cwd=folder,
            start_new_session=True,
        )
        terminal = RealTerminal(process, display, columns, rows, printed)
        try:
            terminal.measure()
            yield terminal
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(PATIENCE)
