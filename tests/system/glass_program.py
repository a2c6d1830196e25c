"""A terminal with a made-up world that does what a word in a file asks it to.

Runs as a process of its own, in a real terminal program: `glass_program.py FOLDER`.
A signal makes it read the word; the answer is a file that comes once all is painted.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from enum import StrEnum
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli import colours, window_modes

window_modes.choose(os.environ)
colours.learn(os.environ)

from kiosk.i18n.catalogs import Catalogs  # noqa: E402 - after the modes
from kiosk.ids import LanguageCode  # noqa: E402
from kiosk.terminal.app import KioskApp  # noqa: E402
from kiosk.terminal.driver import SturdyDriver  # noqa: E402
from kiosk.terminal.idle import IdleTimes  # noqa: E402
from kiosk.terminal.widgets.painted import Painted  # noqa: E402
from tests.builders import a_ticket  # noqa: E402
from tests.fakes.every_place import ONE_OF_EACH_KIND  # noqa: E402
from tests.fakes.ports import FakeWorld  # noqa: E402
from tests.system.hub_process import PROJECT  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PID, WORD, DONE = "pid", "word", "done"
STEP_SECONDS = 5
SETTLED = 10
"""Times that a screen is asked for news, after which nothing comes by itself."""
SHORT = IdleTimes(quiet=20, warning=10)


class Asked(StrEnum):
    NOTHING = "nothing"
    PAINT = "paint"
    TIME = "time"
    NEXT = "next"


class GlassProgram:
    def __init__(self, folder: Path) -> None:
        world = FakeWorld(vocabulary=Catalogs(PROJECT / "locales"))
        world.desk.issued.append(a_ticket(screen_language="en"))
        self.folder = folder
        self.world = world
        self.app = KioskApp(world.ports(), driver=SturdyDriver, idle=SHORT)
        self.places = cycle(ONE_OF_EACH_KIND.values())
        self.languages = cycle(map(LanguageCode, ("en", "ar", "de", "vi")))
        self.does: dict[Asked, Callable[[], Awaitable[None]]] = {
            Asked.NOTHING: self.do_nothing,
            Asked.PAINT: self.paint_anew,
            Asked.TIME: self.let_time_pass,
            Asked.NEXT: self.show_next,
        }

    def hear(self) -> None:
        self.app.call_later(self.does[Asked((self.folder / WORD).read_text())])
        self.app.call_later(self.app.call_after_refresh, self.answer)

    def answer(self) -> None:
        (self.folder / DONE).touch()

    async def do_nothing(self) -> None:
        """Only answer, once all is painted."""
        self.app.heartbeat.pause()  # time passes when the test says so
        self.world.clock.advance(seconds=1)  # the next touch is another one
        for _ in range(SETTLED):  # what a screen says for a while, it says no longer
            self.app.frame.tell_news()

    async def paint_anew(self) -> None:
        """Everything, with nothing that was kept from before."""
        app = self.app
        for widget in app.screen.walk_children():
            if isinstance(widget, Painted):
                widget._painted = None
            widget.refresh()
        app._display(app.screen, app.screen._compositor.render_full_update())

    async def let_time_pass(self) -> None:
        self.world.clock.advance(seconds=STEP_SECONDS)
        await self.app.tick()

    async def show_next(self) -> None:
        app = self.app
        app.speak(next(self.languages))
        await app.go(next(self.places), after=0)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self.hear)
        loop.add_signal_handler(signal.SIGTERM, self.app.exit)
        (self.folder / PID).write_text(str(os.getpid()))
        await self.app.run_async()


if __name__ == "__main__":
    asyncio.run(GlassProgram(Path(sys.argv[1])).run())
