"""Opens the window that the terminal runs in, anew when the screen becomes another."""

from __future__ import annotations

import configparser
import logging
import os
import select
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli import font_fitting, foot_version
from kiosk.cli.wayland_outputs import WaylandOutputs
from kiosk.errors import BadSetting
from kiosk.terminal.grids import LARGEST, SMALLEST

if TYPE_CHECKING:
    from types import FrameType

    from kiosk.cli.wayland_outputs import OutputSize

log = logging.getLogger(__name__)

TERMINAL = (sys.executable, "-m", "kiosk", "terminal", "--stay")
PATIENCE_S = 10.0
FAILED = "failed"
"""A file that tells the service what cage does not: its own status is always 0."""
ITS_OWN_FAULT = 230
"""foot's exit status when it is foot that failed."""


@dataclass(slots=True)
class Window:
    """foot with the terminal in it."""

    process: subprocess.Popen[bytes]
    pixels: int | None
    """Of the font; None where foot's settings say a size."""

    def would_differ_on(self, screen: OutputSize) -> bool:
        """Whether the letters fit it no longer, and others would."""
        if self.pixels is None or font_fitting.still_fits(self.pixels, screen):
            return False
        return font_fitting.fitted(screen).pixels != self.pixels

    def close(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run(settings: Path) -> int:
    """The exit status of the terminal. Raises `BadSetting`."""
    failed = Path(os.environ.get("XDG_RUNTIME_DIR", ".")) / FAILED
    failed.unlink(missing_ok=True)
    status = _run(settings)
    if status != 0:
        log.error("the terminal ended with status %d", status)
        failed.touch()
    return status


def _run(settings: Path) -> int:
    fonts = _fonts(settings)
    environment = environment_of_foot()
    outputs = WaylandOutputs.connect(os.environ)
    outputs.hear_all()
    try:
        while True:
            screen = outputs.newest()
            window = _opened(settings, fonts, screen, environment)
            _heed_term(window)
            if not _another_screen(window, outputs):
                return _ended(window.process.wait())
            log.info("the screen is another one: the window is opened anew")
            window.close()
    finally:
        outputs.close()


def _another_screen(window: Window, outputs: WaylandOutputs) -> bool:
    """Waits: True once the letters fit the screen no longer, False at the end."""
    ended = os.pidfd_open(window.process.pid)
    try:
        while True:
            ready, _, _ = select.select([ended, outputs.fileno()], [], [])
            if ended in ready:
                return False
            outputs.hear()
            screen = outputs.newest()
            if screen is not None and window.would_differ_on(screen):
                return True
    except ConnectionError:
        return False  # foot ends too
    finally:
        os.close(ended)


def _opened(
    settings: Path, fonts: str, screen: OutputSize | None, environment: dict[str, str]
) -> Window:
    command = [foot_version.FOOT, f"--config={settings}"]
    pixels = None
    if screen is not None:
        font = font_fitting.fitted(screen)
        command.append(f"--window-size-pixels={screen.width}x{screen.height}")
        named = font_fitting.names_with(fonts, font.pixels)
        if named is not None:
            pixels = font.pixels
            command.append(f"--override=main.font={named}")
            _tell(screen, font)
    process = subprocess.Popen(  # noqa: S603 - our own words
        [*command, *TERMINAL], env=environment
    )
    return Window(process, pixels)


def environment_of_foot() -> dict[str, str]:
    """And of the terminal in it, which tells the hub what its window cannot."""
    said = {**os.environ}
    said.pop(foot_version.TOLD_BY_THE_WINDOW, None)
    version = foot_version.installed()
    if not foot_version.hears_fingers(version):
        log.warning(
            "foot is too old for fingers, it hears only a mouse: install %s or newer",
            foot_version.needed(),
        )
        said[foot_version.TOLD_BY_THE_WINDOW] = "1"
    return said


def _tell(screen: OutputSize, font: font_fitting.FittedFont) -> None:
    told = (screen.width, screen.height, font.pixels, font.columns, font.rows)
    log.info("screen %d x %d: letters of %d pixels, grid %d x %d", *told)
    if not font.fits:
        log.warning(
            "no size of letters gives a grid between %d x %d and %d x %d here",
            *(*SMALLEST, *LARGEST),
        )


def _heed_term(window: Window) -> None:
    def close(_number: int, _frame: FrameType | None) -> None:
        window.process.terminate()

    signal.signal(signal.SIGTERM, close)


def _fonts(settings: Path) -> str:
    """What foot's settings say of the font. Raises `BadSetting`."""
    if shutil.which(foot_version.FOOT) is None:
        raise BadSetting(
            "The terminal program foot is not installed.",
            remedy="Install the packages that README names for the terminal.",
        )
    read = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        if not read.read(settings, encoding="utf-8"):
            raise BadSetting(
                f"foot's settings {settings} cannot be read.",
                remedy="Copy systemd/foot.ini there.",
            )
    except (configparser.Error, UnicodeDecodeError) as error:
        raise BadSetting(
            f"foot's settings {settings} are broken: {error}.",
            remedy="Copy systemd/foot.ini there again.",
        ) from error
    return read.get("main", "font", fallback="monospace")


def _ended(status: int) -> int:
    if status == ITS_OWN_FAULT:
        log.error("foot itself failed; its reason stands above")
    return status if status >= 0 else 128 - status
