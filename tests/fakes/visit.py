"""A visitor at a terminal: touches, keys and time, as a test tells them."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual._wait import wait_for_idle
from textual.worker import WorkerCancelled

from kiosk.cli.previewing.reading import words_on
from kiosk.ids import LanguageCode
from kiosk.terminal.app import KioskApp
from kiosk.terminal.idle import IdleTimes
from tests.fakes.ports import FakeWorld

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from kiosk.terminal.places import Place

NARROW, USUAL, WIDE, VAST = (66, 19), (83, 24), (100, 30), (160, 45)
FRAMES = dict.fromkeys((*range(0x2500, 0x25A0), *range(0x1FB00, 0x1FB3C)), " ")
"""Lines, blocks, and the parts that pictures are made of."""
GRIDS = (NARROW, USUAL, WIDE)


@dataclass
class Visit:
    app: KioskApp
    pilot: Pilot[None]
    world: FakeWorld

    @property
    def place(self) -> Place:
        return self.app.place

    def at(self, place: Place) -> bool:
        return self.app.place == place

    async def touch(self, selector: str) -> None:
        """A touch a second after the last one; it must land on what it aims at."""
        self.world.clock.advance(seconds=1)
        assert await self.pilot.click(selector), selector
        await self.settle()

    def center(self, selector: str) -> tuple[int, int]:
        region = self.app.screen.query_one(selector).region
        return region.x + region.width // 2, region.y + region.height // 2

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.world.clock.advance(seconds=1)
            await self.pilot.press(key)
        await self.settle()

    async def hear_news(self, times: int = 1) -> None:
        """As the frame's own timer does it once a second, in the frame's own task."""
        frame = self.app.frame
        for _ in range(times):
            frame.call_next(frame.tell_news)
        await self.settle()
        await self.settle()

    async def wait(self, seconds: int) -> None:
        """Nobody does anything; the app looks at its clock every second."""
        for _ in range(seconds):
            self.world.clock.advance(seconds=1)
            await self.app.tick()
        await self.settle()

    async def begin(self, language: str, *trail: Place) -> None:
        """Stand at the last place of the trail, reading this language."""
        self.app.session = self.app.session.speaking(
            LanguageCode(language), self.world.vocabulary
        )
        await self.app.go(*trail, after=0)
        await self.settle()

    async def glance(self, language: str, place: Place) -> None:
        """Stand there and look once it is painted; nothing is running on any screen."""
        self.app.session = self.app.session.speaking(
            LanguageCode(language), self.world.vocabulary
        )
        await self.app.go(place, after=0)
        await wait_for_idle(0)

    async def until_it_says(self, words: str) -> None:
        """However slow the machine is; what never comes fails with what is there."""
        for _ in range(1000):
            composed = self.app.screen.query("#content, #notice")  # or not yet
            if composed and words in self.text():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{words!r} never came: {self.text()}")

    async def settle(self) -> None:
        with suppress(WorkerCancelled):  # its screen went with its last word
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        await self.pilot.pause()

    def words(self) -> str:
        """All that is written or drawn beside the access bar, in order of reading."""
        return words_on(self.app)

    def text(self) -> str:
        """All that can be read beside the access bar, in one line, without frames."""
        [content] = self.app.screen.query("#content, #notice")
        shown = content.region
        strips = self.app.screen._compositor.render_strips()
        rows = [
            strip.crop(shown.x, shown.right).text
            for strip in strips[shown.y : shown.bottom]
        ]
        return " ".join(" ".join(rows).translate(FRAMES).split())


@asynccontextmanager
async def visiting(
    world: FakeWorld | None = None,
    size: tuple[int, int] = USUAL,
    *,
    theme: str = "calm",
    motion: bool = True,
    attended: bool = False,
    idle: IdleTimes | None = None,
    faults: int = 0,
    unseen: bool = False,
) -> AsyncIterator[Visit]:
    """A terminal in front of a visitor; no screen may break more often than said.

    `unseen`: painted only when a test asks for its text.
    """
    world = world or FakeWorld()
    app = KioskApp(
        world.ports(),
        attended=attended,
        idle=idle or IdleTimes(),
        theme=theme,
        motion=motion,
    )
    async with app.run_test(size=size) as pilot:
        app.heartbeat.pause()  # `wait` looks at the clock, and nobody else
        app.frame.unseen = unseen
        visit = Visit(app, pilot, world)
        await visit.settle()
        yield visit
        assert app.faults == faults
