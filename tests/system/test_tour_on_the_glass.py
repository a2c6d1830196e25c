"""`kiosk tour` in real terminal programs: a whole visit, painted on the glass."""

from __future__ import annotations

import shlex
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.system.foot_in_cage import foot_in_cage
from tests.system.hub_process import PROJECT
from tests.system.installation import Installation
from tests.system.programs import need
from tests.system.real_terminal import real_terminal
from tests.system.unprivileged import give

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.system.real_terminal import RealTerminal

A_TOUR_S = 240.0
LOOK_S = 60
"""How long the window stays after a failure, so that its reason can be read there."""


def opened(
    program: str, folder: Path, grid: tuple[int, int], command: list[str]
) -> AbstractContextManager[RealTerminal]:
    if program == "foot":
        return foot_in_cage(
            Installation.made(folder / "shipped", ""), grid=grid, instead=command
        )
    need("Xvfb", "xterm", "xdotool", "import")
    return real_terminal(command, folder, columns=grid[0], rows=grid[1])


@pytest.mark.parametrize(
    ("program", "grid", "language"),
    [
        ("foot", (66, 19), "vi"),
        ("xterm", (83, 24), "ar"),
        ("xterm", (66, 19), "de-simple"),
        ("foot", (100, 30), "uk"),
    ],
)
def test_a_whole_visit_happens_on_the_glass(
    tmp_path: Path, program: str, grid: tuple[int, int], language: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    give(out)
    tour = [
        *(sys.executable, "-m", "kiosk", "tour", "--window", "--language", language),
        *("--data", str(out / "data")),
    ]
    said, status = out / "said", out / "status"
    script = (
        f"cd {shlex.quote(str(PROJECT))}; {shlex.join(tour)} >{said}; "
        f"echo $? >{status}; [ $(cat {status}) = 0 ] || sleep {LOOK_S}"
    )
    with opened(program, tmp_path, grid, ["sh", "-c", script]) as terminal:
        ended = time.monotonic() + A_TOUR_S
        while not status.exists():
            assert time.monotonic() < ended, said.read_text()
            time.sleep(0.1)
        if status.read_text().strip() != "0":
            pytest.fail(said.read_text() + "\n".join(terminal.text()))
    told = said.read_text()
    assert "Everything happened" in told
    assert f"In this window of {grid[0]} x {grid[1]} cells:" in told
