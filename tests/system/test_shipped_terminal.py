"""The terminal as it is shipped: the unit's own command and foot.ini, in cage."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import numpy as np
import psutil
import pytest

from kiosk.terminal import grids
from kiosk.terminal.themes import CALM
from tests.system.foot_in_cage import (
    HEADLESS,
    end,
    foot_in_cage,
    measure,
    resize,
    started,
)
from tests.system.installation import Installation
from tests.system.programs import need
from tests.system.real_terminal import PATIENCE
from tests.system.unprivileged import give
from tests.system.visitor import still, touch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.system.real_terminal import Picture, RealTerminal

NOBODY_THERE = '[terminal]\nhub = "http://127.0.0.1:9"\n'
FULL_HD, FOUR_K, ON_ITS_SIDE = (1920, 1080), (3840, 2160), (1080, 1920)
CELLS = "cell width="


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation.made(tmp_path / "shipped", NOBODY_THERE, "a-token")


def wait_until(what: str, seen: Callable[[], object]) -> None:
    ended = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < ended, what
        time.sleep(0.05)


def said(installation: Installation) -> str:
    return (installation.folder / "cage.log").read_text(errors="replace")


def steady_picture(terminal: RealTerminal, path: Path) -> Picture:
    """Once two in a row are the same."""
    before = terminal.picture(path)
    ended = time.monotonic() + PATIENCE
    while not np.array_equal(before, after := terminal.picture(path)):
        assert time.monotonic() < ended, "the picture never stands still"
        before = after
    return after


def edges(picture: Picture) -> list[Picture]:
    """The outermost row or column of pixels of each side."""
    return [picture[0], picture[-1], picture[:, 0], picture[:, -1]]


def colour(name: str | None) -> list[int]:
    """As a picture holds it: blue, green, red."""
    assert name
    return [int(name[at : at + 2], 16) for at in (5, 3, 1)]


def test_every_screen_gets_a_grid_that_fits_and_no_strip_is_left(
    installation: Installation, tmp_path: Path
) -> None:
    """Another screen plugged in is another size of letters: the window opens anew."""
    allowed = {tuple(colour(CALM.background)), tuple(colour(CALM.variables["bar"]))}
    with foot_in_cage(installation, pixels=(1280, 720), display=FOUR_K) as terminal:
        for number, (width, height) in enumerate(((1280, 720), FULL_HD, FOUR_K), 1):
            resize(terminal, width, height)
            wait_until(
                f"no window for {width} x {height}",
                lambda n=number: said(installation).count(CELLS) >= n,  # type: ignore[misc]
            )
            measure(terminal, installation, width, height)
            still(terminal, "English")
            picture = steady_picture(terminal, tmp_path / f"{width}.bmp")
            glass = picture[:height, :width]

            grid = (terminal.columns, terminal.rows)
            assert not grids.too_small(*grid), grid
            assert not grids.too_large(*grid), grid
            for edge in edges(glass):
                seen = {tuple(pixel) for pixel in edge.reshape(-1, 3).tolist()}
                assert seen <= allowed, f"{seen - allowed} at {width} x {height}"
        touch(terminal, "English")
        terminal.wait_for("Talk to")


def test_a_screen_on_its_side_has_every_column_and_says_what_does_not_fit(
    installation: Installation,
) -> None:
    with foot_in_cage(installation, pixels=ON_ITS_SIDE) as terminal:
        still(terminal, "English")
        assert terminal.columns >= grids.SMALLEST[0]
        assert "no size of letters gives a grid" in said(installation)


@pytest.mark.parametrize("grid", [(58, 15), (20, 5)])
def test_a_screen_that_is_too_small_says_so_in_words(
    installation: Installation, grid: tuple[int, int]
) -> None:
    with foot_in_cage(installation, grid=grid) as terminal:
        terminal.wait_for("Bildschirm")
        lines = " ".join(" ".join(terminal.text()).split())
        assert "Dieser Bildschirm ist zu klein." in lines
        assert "This screen is too small." in lines
        size = (83 * terminal.cell[0], 24 * terminal.cell[1])
        resize(terminal, *map(int, size))
        terminal.wait_for("Englis")


def test_what_is_refused_stands_on_the_glass_until_it_is_mended(
    installation: Installation, tmp_path: Path
) -> None:
    installation.write_settings("[terminal]\nhub = 7\n")
    with foot_in_cage(installation, grid=(66, 19)) as terminal:
        terminal.wait_for("Eine Einstellung fehlt oder ist falsch.")
        told = "".join(line.strip() for line in terminal.text())
        assert "A setting is missing or wrong." in told
        assert str(installation.etc / "kiosk.toml") in told
        assert "kiosk.toml:2:terminal.hubcannotbe7." in told.replace(" ", "")
        picture = steady_picture(terminal, tmp_path / "refused.png")
        assert all(edge.min() > 200 for edge in edges(picture))

        installation.write_settings(NOBODY_THERE)
        terminal.wait_for("English")
        assert terminal.alive()


@pytest.mark.parametrize("library", ["textual", "qrcode"])
def test_a_program_that_breaks_says_so_on_the_glass_and_comes_back_by_itself(
    installation: Installation, library: str
) -> None:
    """A library is damaged, and put right again: before, or after the first paint."""
    damaged = installation.folder / "damaged"
    (damaged / library).mkdir(parents=True)
    (damaged / library / "__init__.py").write_text("raise RuntimeError('damaged')\n")
    give(damaged)
    broken = {"PYTHONPATH": str(damaged)}
    with foot_in_cage(installation, grid=(66, 19), environment=broken) as terminal:
        terminal.wait_for("Das Programm ist")
        shown = "\n".join(terminal.text())
        assert "The program broke. It starts again by itself." in shown
        assert "Traceback" not in shown
        foot = its_foot(terminal)

        (damaged / library).rename(installation.folder / "mended")
        still(terminal, "English")
        touch(terminal, "English")
        terminal.wait_for("Talk to")
        assert its_foot(terminal) == foot, "the glass went dark in between"


def test_what_is_refused_ends_with_its_status_when_the_service_is_stopped(
    installation: Installation,
) -> None:
    installation.write_settings("")
    with foot_in_cage(installation, grid=(66, 19)) as terminal:
        terminal.wait_for("This terminal cannot start.")
        the_program(terminal).send_signal(signal.SIGTERM)
        terminal.process.wait(PATIENCE)
    assert "ended with status 2" in said(installation)
    assert installation.counts_as_failed()


def test_a_killed_program_ends_the_service_with_a_failure_so_that_it_starts_again(
    installation: Installation,
) -> None:
    with foot_in_cage(installation, grid=(66, 19)) as terminal:
        still(terminal, "English")
        the_program(terminal).kill()
        terminal.process.wait(PATIENCE)
    assert installation.counts_as_failed()


def test_term_ends_it_without_a_failure(installation: Installation) -> None:
    with foot_in_cage(installation, grid=(66, 19)) as terminal:
        still(terminal, "English")
        the_program(terminal).send_signal(signal.SIGTERM)
        assert terminal.process.wait(PATIENCE) == 0
    assert not installation.counts_as_failed()


def test_it_starts_on_a_screen_without_any_device(installation: Installation) -> None:
    """The headless backend, where no picture can be taken."""
    need("cage", "foot", "Xwayland", "setpriv")
    process = started(installation, HEADLESS)
    try:
        wait_until(
            "no grid was chosen", lambda: "screen 1280 x 720" in said(installation)
        )
        wait_until("foot opened no window", lambda: CELLS in said(installation))
        assert process.poll() is None
    finally:
        end(process)


def its_foot(terminal: RealTerminal) -> int:
    inside = psutil.Process(terminal.process.pid).children(recursive=True)
    [found] = [process.pid for process in inside if process.name() == "foot"]
    return found


def the_program(terminal: RealTerminal) -> psutil.Process:
    """`kiosk terminal`, inside foot, inside `kiosk screen`, inside cage."""
    [found] = [
        process
        for process in psutil.Process(terminal.process.pid).children(recursive=True)
        if _is_the_program(process)
    ]
    assert os.getpid() != found.pid
    return found


def _is_the_program(process: psutil.Process) -> bool:
    """Others come and go meanwhile."""
    try:
        return "terminal" in process.cmdline() and process.name().startswith("python")
    except psutil.NoSuchProcess:  # a zombie is one, too
        return False
