"""What a real terminal program shows is what a whole painting would show."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.builders import a_ticket
from tests.fakes.command import PROJECT
from tests.system import glass_program
from tests.system.programs import need
from tests.system.real_terminal import PATIENCE, RealTerminal, real_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.real
EDGE_OF_A_LETTER = 0.05
"""Of a cell: a letter reaches a point into the next one, or not."""
UNKNOWN = "4006381333931"


@dataclass
class Glass:
    terminal: RealTerminal
    folder: Path

    def send(self, number: signal.Signals) -> None:
        os.kill(int((self.folder / glass_program.PID).read_text()), number)

    def picture(self) -> np.ndarray:
        """Once nothing changes any more."""
        last = self.terminal.picture(self.folder / "glass.png")
        ended = time.monotonic() + PATIENCE
        while time.monotonic() < ended:
            time.sleep(0.1)
            now = self.terminal.picture(self.folder / "glass.png")
            if np.array_equal(now, last):
                return now
            last = now
        raise AssertionError("it never stands still")

    def painted_anew(self) -> np.ndarray:
        mark = self.folder / glass_program.PAINTED
        mark.unlink(missing_ok=True)
        self.send(signal.SIGUSR1)
        ended = time.monotonic() + PATIENCE
        while not mark.exists():
            assert time.monotonic() < ended, "nothing is painted anew"
            time.sleep(0.05)
        return self.picture()

    def is_right(self, what: str) -> None:
        shown = self.picture()
        points = (shown != self.painted_anew()).any(axis=2)
        across, down = map(int, self.terminal.cell)
        rows, columns = points.shape[0] // down, points.shape[1] // across
        cells = points[: rows * down, : columns * across]
        shares = cells.reshape(rows, down, columns, across).mean(axis=(1, 3))
        wrong = np.argwhere(shares > EDGE_OF_A_LETTER)
        assert not len(wrong), f"{what}: {len(wrong)} cells, such as {wrong[0]}"

    def until(self, words: str, act: Callable[[], None]) -> None:
        """Act until it is seen: a busy machine can be slower than any scanner."""
        ended = time.monotonic() + PATIENCE
        while self.terminal.find(words) is None:
            assert time.monotonic() < ended, f"never saw {words!r}"
            act()
            time.sleep(0.5)

    def scan(self, text: str) -> None:
        self.terminal.x("xdotool", "type", "--delay", "4", text)
        self.terminal.key("Return")

    def time_passes(self, words: str) -> None:
        self.until(words, lambda: self.send(signal.SIGUSR2))


def test_after_every_kind_of_transition(tmp_path: Path) -> None:
    need("Xvfb", "xterm", "xdotool", "import")
    command = [sys.executable, "-m", "tests.system.glass_program", str(tmp_path)]
    os.environ["PYTHONPATH"] = str(PROJECT)
    with real_terminal(command, tmp_path) as terminal:
        glass = Glass(terminal, tmp_path)
        terminal.wait_for("English")
        glass.is_right("the greeting")
        terminal.touch_words("English")
        terminal.wait_for("Talk to")
        glass.is_right("home")
        terminal.touch_words("Help")
        terminal.wait_for("Ask a person")
        glass.is_right("a notice")
        terminal.touch_words("Close")
        terminal.wait_for("Talk to")
        glass.is_right("after a notice")
        glass.time_passes("still there")
        glass.is_right("the question")
        glass.time_passes("English")
        glass.is_right("after a time-out")
        terminal.touch_words("English")
        terminal.wait_for("Talk to")
        glass.until("not known here", lambda: glass.scan(UNKNOWN))
        glass.is_right("a scan of something else")
        glass.until("Your number", lambda: glass.scan(a_ticket().code))
        glass.is_right("a scan over a notice")
        terminal.touch_words("Contrast")
        glass.is_right("other colours")
        terminal.touch_words("Language")
        terminal.wait_for("Choose your language")
        terminal.touch_words("Polski")
        glass.is_right("another language")
