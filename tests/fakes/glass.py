"""The glass of a terminal program: what it shows of all that an app ever wrote."""

from __future__ import annotations

import unicodedata
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pyte
from rich.style import Style
from textual._context import visible_screen_stack
from textual.drivers.headless_driver import HeadlessDriver
from textual.widget import Widget

from kiosk.terminal.app import KioskApp
from kiosk.terminal.idle import IdleTimes
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from rich.color import Color
    from textual.strip import Strip

Cell = tuple[str, str, str, bool]
"""Character, ink, paper, bold."""


class GlassDriver(HeadlessDriver):
    """Takes what is written to an emulator of a terminal program."""

    glass: pyte.Screen | None = None

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        size = self._get_terminal_size()
        if self.glass is None:
            self.glass = pyte.Screen(*size)
        if (self.glass.columns, self.glass.lines) != size:
            self.glass.resize(size[1], size[0])
        pyte.Stream(self.glass).feed(data)


def difference(app: KioskApp) -> list[str]:
    """Where the glass shows something else than if all were painted anew."""
    driver = app._driver
    assert isinstance(driver, GlassDriver)
    assert driver.glass is not None
    shown, thought = _of_glass(driver.glass), _painted_anew(app)
    return [
        f"row {y}: shows {_text(seen)!r} instead of {_text(meant)!r}"
        for y, (seen, meant) in enumerate(zip(shown, thought, strict=True))
        if seen != meant
    ]


def _painted_anew(app: KioskApp) -> list[list[Cell]]:
    """Laid out and painted from nothing, with nothing that was kept from before."""
    screen = app.screen
    for widget in screen.walk_children(Widget, with_self=True):
        widget._styles_cache.clear()
        widget.clear_cached_dimensions()
    visible_screen_stack.set(app._background_screens)
    screen._compositor.reflow(screen, app.size)
    return [_of_strip(strip) for strip in screen._compositor.render_strips()]


def _of_strip(strip: Strip) -> list[Cell]:
    row: list[Cell] = []
    for text, style, _ in strip:
        look = style or Style()
        for character in text:
            if unicodedata.combining(character):
                row[-1] = (row[-1][0] + character, *row[-1][1:])
                continue
            ink, paper = _named(look.color), _named(look.bgcolor)
            row.append((character, ink, paper, bool(look.bold)))
    return row


def _named(color: Color | None) -> str:
    """As the emulator names it."""
    return color.triplet.hex[1:] if color and color.triplet else "default"


def _of_glass(glass: pyte.Screen) -> Iterator[list[Cell]]:
    for y in range(glass.lines):
        row = map(glass.buffer[y].__getitem__, range(glass.columns))
        yield [(cell.data, cell.fg, cell.bg, cell.bold) for cell in row]


def _text(row: list[Cell]) -> str:
    return "".join(character for character, *_ in row)


@asynccontextmanager
async def on_glass(
    size: tuple[int, int],
    *,
    idle: IdleTimes | None = None,
    faults: int = 0,
) -> AsyncIterator[Visit]:
    """A visit whose glass can be looked at."""
    world = FakeWorld()
    app = KioskApp(world.ports(), idle=idle or IdleTimes(), driver=GlassDriver)
    async with app.run_test(headless=False, size=size) as pilot:
        app.heartbeat.pause()
        visit = Visit(app, pilot, world)
        await visit.settle()
        yield visit
        assert app.faults == faults
