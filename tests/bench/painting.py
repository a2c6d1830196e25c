"""First paint and touches of the terminal, against the bare app, in turns."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import psutil

from tests.bench.pty_program import PtyProgram
from tests.bench.visit import COLUMNS, PROJECT, ROWS, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

STARTS = 15
VISITS = 50
OF_BARE = 0.04
"""Seconds without a byte after which the bare app has painted: it paints once."""
CALM = 5.0
"""Seconds without a touch, for what the terminal builds when nobody is there."""
BARE = [sys.executable, "-m", "tests.bench.bare_app"]
BARE_PAINTED = b"one label"
OURS_PAINTED = "Українська".encode()
"""The label of a button of the first screen."""


def bare_paints(starts: int) -> list[float]:
    """Seconds from the start of the process to the bare app's first paint."""
    took = []
    for _ in range(starts):
        with closing(PtyProgram(BARE, PROJECT, COLUMNS, ROWS)) as bare:
            took.append(bare.until(BARE_PAINTED))
    return took


def first_paints(ours: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds from the start of the process: ours, and the bare app's."""
    of_ours, of_bare = [], []
    for _ in range(STARTS):
        of_bare += bare_paints(1)
        with closing(PtyProgram(ours, PROJECT, COLUMNS, ROWS)) as terminal:
            of_ours.append(terminal.until(OURS_PAINTED))
    return of_ours, of_bare


def touches(
    ours: Sequence[str], visit: Sequence[Spot]
) -> tuple[list[float], list[float]]:
    """Seconds from a touch to its last painted byte: ours, and the bare app's.

    Visit by visit in turns, so that what slows the machine down slows down both.
    """
    of_ours, of_bare = [], []
    with (
        closing(PtyProgram(BARE, PROJECT, COLUMNS, ROWS)) as bare,
        closing(PtyProgram(ours, PROJECT, COLUMNS, ROWS)) as terminal,
    ):
        bare.until(BARE_PAINTED)
        terminal.until(OURS_PAINTED)
        terminal.settle()
        for _ in range(VISITS):
            of_bare += [bare.touch(3, 0, silence=OF_BARE) for _ in visit]
            of_ours += [
                terminal.touch(spot.column, spot.row, spot.leads_to) for spot in visit
            ]
    return of_ours, of_bare


def memory_after(ours: Sequence[str], visit: Sequence[Spot], visits: int) -> float:
    """MiB of the terminal after so many visits, each with a check-in."""
    with closing(PtyProgram(ours, PROJECT, COLUMNS, ROWS)) as terminal:
        terminal.until(OURS_PAINTED)
        terminal.settle()
        for _ in range(visits):
            for spot in visit:
                terminal.touch(spot.column, spot.row, spot.leads_to, silence=0.03)
        time.sleep(CALM)
        return resident_mib(terminal.pid)


def resident_mib(pid: int) -> float:
    """Resident memory of a process and its children, in MiB."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(member.memory_info().rss for member in family)) / (1 << 20)
