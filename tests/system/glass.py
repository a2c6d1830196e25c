"""The glass of a real terminal program, beside what a whole painting would show."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tests.system import glass_program
from tests.system.foot_in_cage import foot_in_cage
from tests.system.glass_program import Asked
from tests.system.hub_process import PROJECT
from tests.system.installation import Installation
from tests.system.programs import need
from tests.system.real_terminal import PATIENCE, RealTerminal, real_terminal
from tests.system.unprivileged import give

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.system.real_terminal import Picture

EDGE_OF_A_LETTER = 0.09
"""Of a cell: a letter or a block, where a font draws it, reaches a point into the next
one, or not; a block does so with its whole height."""
ANSWER_S = 4.0
"""Seconds until something done counts as unheard, and is done again."""


@contextmanager
def a_glass(program: str, folder: Path) -> Iterator[Glass]:
    """The terminal with a made-up world in xterm, or in foot inside cage."""
    world = folder / "world"
    world.mkdir()
    give(world)
    command = [
        *("env", f"PYTHONPATH={PROJECT}"),
        *(sys.executable, "-m", glass_program.__name__, str(world)),
    ]
    if program == "foot":
        shipped = Installation.made(folder / "shipped", "")
        window = foot_in_cage(shipped, grid=(83, 24), instead=command)
    else:
        need("Xvfb", "xterm", "xdotool", "import")
        window = real_terminal(command, folder)
    with window as terminal:
        yield Glass(terminal, world)


@dataclass
class Glass:
    terminal: RealTerminal
    folder: Path

    def ask(self, word: Asked) -> None:
        """Until it is done and painted."""
        done = self.folder / glass_program.DONE
        done.unlink(missing_ok=True)
        (self.folder / glass_program.WORD).write_text(word)
        os.kill(int((self.folder / glass_program.PID).read_text()), signal.SIGUSR1)
        ended = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < ended, f"{word}: never done"
            time.sleep(0.02)

    def picture(self) -> Picture:
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

    def wrong_cells(self) -> list[tuple[int, int]]:
        """Row and column of each cell that another painting would show differently."""
        self.ask(Asked.NOTHING)
        shown = self.picture()
        self.ask(Asked.PAINT)
        points = (shown != self.picture()).any(axis=2)
        across, down = map(int, self.terminal.cell)
        left, top = self.terminal.origin
        rows, columns = self.terminal.rows, self.terminal.columns
        cells = points[top : top + rows * down, left : left + columns * across]
        shares = cells.reshape(rows, down, columns, across).mean(axis=(1, 3))
        return [(int(y), int(x)) for y, x in np.argwhere(shares > EDGE_OF_A_LETTER)]

    def is_right(self, what: str) -> None:
        wrong = self.wrong_cells()
        assert not wrong, f"{what}: {len(wrong)} cells, such as {wrong[0]}"

    def until(self, words: str, act: Callable[[], None]) -> None:
        """Act until it is seen: a busy machine can be slower than any scanner, and what
        was done twice is answered twice."""
        ended = time.monotonic() + PATIENCE
        while self.terminal.find(words) is None:
            assert time.monotonic() < ended, f"never saw {words!r}"
            act()
            answered = time.monotonic() + ANSWER_S
            while self.terminal.find(words) is None and time.monotonic() < answered:
                time.sleep(0.1)

    def scan(self, text: str) -> None:
        self.terminal.type(text, pause_ms=4)
        self.terminal.key("Return")
        self.ask(Asked.NOTHING)

    def time_passes(self, words: str) -> None:
        self.until(words, lambda: self.ask(Asked.TIME))

    def hold(self, words: str) -> None:
        """A finger that stays where it went down."""
        column, row = self.terminal.wait_for(words)
        self.terminal.finger_down(column, row)
        self.ask(Asked.NOTHING)
