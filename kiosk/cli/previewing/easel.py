"""One terminal app without a window, in one grid, kept warm from picture to picture."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.cli.picturing.cells import grid_of, painted
from kiosk.cli.picturing.svg import svg
from kiosk.cli.previewing.reading import words_on
from kiosk.domain.previews import PreviewPicture
from kiosk.errors import NotFound
from kiosk.preview.process import OUT_OF_MEMORY
from kiosk.terminal import app as terminal_app
from kiosk.terminal import garbage
from kiosk.terminal.app import KioskApp
from kiosk.terminal.session import Session
from kiosk.terminal.widgets.paging import Paged

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import Ports

    Happening = Callable[[KioskApp, Pilot[None]], Awaitable[None]]
    """Something that a visitor does on a screen, or that happens to them."""

T = TypeVar("T")

SECONDS_FOR_A_SCREEN = 10.0
"""One that broke while it was built may never say that it is there."""
STEPS_OF_PAINTING = 3
"""Layout, what it makes of the pages, and their buttons."""


class ScreenBroke(Exception):  # noqa: N818
    """The program could not build this screen of this content."""


class PicturedApp(KioskApp):
    """Keeps what broke instead of telling a visitor."""

    CSS_PATH = str(Path(terminal_app.__file__).with_name("kiosk.tcss"))

    broke: Exception | None = None

    def goes_on_after(self, error: Exception) -> bool:
        if isinstance(error, MemoryError):
            os._exit(OUT_OF_MEMORY)
        self.broke = self.broke or error
        return True


class Easel:
    """Its app lives in a task of its own, as Textual knows an app by its task."""

    def __init__(self, ports: Ports, size: tuple[int, int]) -> None:
        self._app = PicturedApp(ports)
        self._size = size
        self._jobs: asyncio.Queue[Callable[[Pilot[None]], Awaitable[None]]]
        self._jobs = asyncio.Queue()
        self._task = asyncio.create_task(self._live())

    async def draw(
        self,
        trail: tuple[Place, ...],
        code: LanguageCode,
        theme: str,
        page: int,
        then: Happening | None = None,
    ) -> PreviewPicture:
        """`then` is what happens before it is drawn.

        Raises `ScreenBroke`, or `NotFound` for what the content does not have.
        """

        async def job(pilot: Pilot[None]) -> PreviewPicture:
            await self._stand(trail, code, theme)
            pages = await self._turn(pilot, page)
            self._check(trail)
            if then is not None:
                await then(self._app, pilot)
                await pilot.pause()
            return PreviewPicture(svg(grid_of(self._app)), words_on(self._app), pages)

        return await self._done(job)

    async def glance(self, place: Place, code: LanguageCode) -> str:
        """Paint it as soon as that can be, and say its words. Raises as `draw`."""

        async def job(_pilot: Pilot[None]) -> str:
            trail = (place,)
            await self._stand(trail, code, self._app.session.theme)
            await self._laid_out()
            painted(self._app)
            self._check(trail)
            return words_on(self._app)

        return await self._done(job)

    async def close(self) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await self._task

    async def _done(self, work: Callable[[Pilot[None]], Awaitable[T]]) -> T:
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        async def job(pilot: Pilot[None]) -> None:
            try:
                found = await asyncio.wait_for(work(pilot), SECONDS_FOR_A_SCREEN)
            except TimeoutError:
                outcome.set_exception(self._broke("it was never there"))
            except Exception as error:  # noqa: BLE001 - told to whoever asked for it
                outcome.set_exception(error)
            else:
                outcome.set_result(found)

        await self._jobs.put(job)
        either: set[asyncio.Future[Any]] = {outcome, self._task}
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not outcome.done():
            raise self._broke("the terminal ended")
        return outcome.result()

    async def _live(self) -> None:
        async with self._app.run_test(size=self._size) as pilot:
            self._app.heartbeat.pause()  # nobody is asked whether they are there
            self._app.frame.unseen = True
            while True:
                job = await self._jobs.get()
                await job(pilot)

    async def _stand(
        self, trail: tuple[Place, ...], code: LanguageCode, theme: str
    ) -> None:
        app = self._app
        app.broke = None
        fresh = Session.fresh(app.ports.vocabulary, theme)
        app.session = fresh.speaking(code, app.ports.vocabulary)
        await app.go(*trail, after=0)
        garbage.tidy()

    async def _laid_out(self) -> None:
        done = asyncio.Event()
        self._app.frame.call_after_refresh(done.set)
        await done.wait()

    async def _turn(self, pilot: Pilot[None], page: int) -> int:
        """To this page of what has pages, or to the last; how many there are."""
        for _ in range(STEPS_OF_PAINTING):
            await pilot.pause()
        most = 1
        for paged in self._app.shown.walk_children():
            if isinstance(paged, Paged):
                most = max(most, paged.pages)
                paged.page = max(0, min(page, paged.pages - 1))
        if page:
            await pilot.pause()
            await pilot.pause()
        return most

    def _check(self, trail: tuple[Place, ...]) -> None:
        app = self._app
        if app.broke is not None:
            raise self._broke(type(app.broke).__name__)
        if app.place != trail[-1]:
            raise NotFound("The content does not have this.", "Look into its texts.")

    def _broke(self, what: str) -> ScreenBroke:
        broke = ScreenBroke(what)
        broke.__cause__ = self._app.broke
        return broke
