"""The terminal as it is shipped: foot inside cage, started by the unit's own command.

    installation = Installation.made(folder, '[terminal]\\nhub = "http://..."', token)
    with foot_in_cage(installation, grid=(83, 24)) as terminal:
        terminal.touch_words("English")
        terminal.wait_for("Talk to")
        terminal.key("F12")
        picture = terminal.picture(folder / "glass.png")

`grid` asks for a grid of these columns and rows, by an explicit size of the font and a
screen that fits it; `pixels` asks for a screen of that size and leaves the rest to the
program. cage runs as a user without rights, with the pixman renderer, and shows its
screen on a virtual display: Debian's cage has no virtual keyboard or pointer, so keys
and touches go in where a person's would, and on the headless backend it hands the
program's buffer to the screen, where no picture can be taken of it.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.system.programs import need
from tests.system.real_terminal import PATIENCE, RealTerminal, virtual_display
from tests.system.unprivileged import as_nobody

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.system.installation import Installation

CELL = (14, 28)
"""Pixels of a cell, where a test asks for a grid."""
FONT = 23
"""Pixels of the font in such a cell."""
HEADLESS = {
    "WLR_BACKENDS": "headless",
    "WLR_RENDERER": "pixman",
    "WLR_LIBINPUT_NO_DEVICES": "1",
}
ON_A_DISPLAY = {**HEADLESS, "WLR_BACKENDS": "x11"}


@contextmanager
def foot_in_cage(
    installation: Installation,
    *,
    grid: tuple[int, int] | None = None,
    pixels: tuple[int, int] = (1280, 720),
    display: tuple[int, int] | None = None,
    instead: Sequence[str] = (),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[RealTerminal]:
    """F12 is the tests' own print key. `display` is how large the screen can become.

    `instead` runs in foot in the place of the terminal; `environment` is added to the
    unit's.
    """
    need("cage", "foot", "Xwayland", "Xvfb", "xdotool", "import", "setpriv")
    if grid is not None:
        pixels = (grid[0] * CELL[0], grid[1] * CELL[1])
    printed = installation.folder / "lib" / "screen.txt"
    _add_to_foots_settings(installation, printed, explicit=grid is not None)
    with virtual_display(*(display or pixels)) as name:
        shown = {**ON_A_DISPLAY, **environment, "DISPLAY": name}
        process = started(installation, shown, instead)
        terminal = RealTerminal(process, name, 0, 0, printed)
        try:
            resize(terminal, *pixels)
            wait_for_window(terminal, installation)
            measure(terminal, installation, *pixels)
            yield terminal
        finally:
            end(process)


def started(
    installation: Installation,
    environment: dict[str, str],
    instead: Sequence[str] = (),
) -> subprocess.Popen[bytes]:
    """The unit's command; what it says is in `cage.log`."""
    command = installation.command()
    if instead:
        foot = ["foot", f"--config={installation.foot_ini}"]
        command = [*command[: command.index("--") + 1], *foot, *instead]
    with (installation.folder / "cage.log").open("ab") as log:
        return subprocess.Popen(
            as_nobody(*command),
            env={**installation.environment(), **environment},
            cwd=installation.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def resize(terminal: RealTerminal, width: int, height: int) -> None:
    """Give cage a screen of this size, as another monitor would."""
    window = _window(terminal)
    terminal.x("xdotool", "windowsize", window, str(width), str(height))
    terminal.x("xdotool", "windowfocus", window)


def wait_for_window(terminal: RealTerminal, installation: Installation) -> None:
    """Until foot has said how large its cells are."""
    log = installation.folder / "cage.log"
    ended = time.monotonic() + PATIENCE
    while not _cells(log):
        assert terminal.alive(), log.read_text(errors="replace")
        assert time.monotonic() < ended, log.read_text(errors="replace")
        time.sleep(0.05)


def measure(
    terminal: RealTerminal, installation: Installation, width: int, height: int
) -> None:
    """Learn grid and cells; what is left over is shared by both sides."""
    across, down = _cells(installation.folder / "cage.log")[-1]
    terminal.cell = (float(across), float(down))
    terminal.columns, terminal.rows = width // int(across), height // int(down)
    terminal.origin = (width % int(across) // 2, height % int(down) // 2)


def _cells(log: Path) -> list[tuple[str, str]]:
    said = log.read_text(errors="replace")
    return re.findall(r"cell width=(\d+), height=(\d+)", said)


def _window(terminal: RealTerminal) -> str:
    """cage's own window has neither name nor class: it is the one under the pointer."""
    ended = time.monotonic() + PATIENCE
    while True:
        said = terminal.x(
            *("xdotool", "mousemove", "1", "1", "getmouselocation", "--shell")
        ).decode()
        window = dict(line.split("=", 1) for line in said.split())["WINDOW"]
        tree = terminal.x("xdotool", "search", "--maxdepth", "0", "").decode().split()
        if window not in tree:
            return window
        assert terminal.alive(), f"cage ended: {terminal.process.returncode}"
        assert time.monotonic() < ended, "cage opened no window"
        time.sleep(0.02)


def _add_to_foots_settings(
    installation: Installation, printed: Path, *, explicit: bool
) -> None:
    file = installation.foot_ini
    shipped = file.read_text("utf-8")
    key = f'pipe-visible=[sh -c "cat > {printed}~; mv {printed}~ {printed}"] F12'
    text = shipped.replace("[key-bindings]\n", f"[key-bindings]\n{key}\n")
    if explicit:
        text = re.sub(
            r"^font=.*$",
            f"font=DejaVu Sans Mono:pixelsize={FONT}, Noto Sans Mono:pixelsize={FONT}",
            text,
            flags=re.MULTILINE,
        )
        text = text.replace(
            "[main]\n", f"[main]\nline-height={CELL[1]}px\nletter-spacing=0px\n"
        )
    file.write_text(text, "utf-8")
