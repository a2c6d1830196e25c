"""Whose the answer to a scan is: who has left, or gone on, sees none of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from kiosk.terminal import places

if TYPE_CHECKING:
    from textual.timer import Timer

    from kiosk.terminal.app import KioskApp
    from kiosk.terminal.modal import Notice
    from kiosk.terminal.places import Place
    from kiosk.terminal.scans import NotOpened, Opened
    from kiosk.terminal.session import VisitMark

PATIENCE_SECONDS = 0.25
"""What takes no longer is answered by the screen that it opens."""


@dataclass(eq=False, slots=True)
class ScanAsked:
    """One scan that is being looked up."""

    text: str = field(repr=False)
    visit: VisitMark
    place: Place
    patience: Timer | None = None
    notice: Notice | None = None


class ScanAnswers:
    """Asks for what is scanned, the last scan alone, and opens the answer."""

    @dataclass
    class Scanned(Message):
        """A code was looked up."""

        asked: ScanAsked
        opened: Opened | NotOpened

    def __init__(self, app: KioskApp) -> None:
        self._app = app
        self._last: ScanAsked | None = None

    def ask(self, text: str) -> None:
        """Whoever scans the same again meanwhile is asking already."""
        app, last = self._app, self._last
        if last is not None and last.text == text and self._is_awaited(last):
            return
        self._last = asked = ScanAsked(text, app.session.visit, app.place)
        if last is not None and last.notice in app.screen_stack:
            asked.notice = last.notice
        else:
            say = partial(self._say, asked)
            asked.patience = app.set_timer(PATIENCE_SECONDS, say)
        app.run_worker(partial(self._look_up, asked), thread=True)

    async def open(self, event: Scanned) -> None:
        from kiosk.terminal.scans import Opened
        from kiosk.terminal.screens.unknown_code import UnknownCodeScreen

        app, asked = self._app, event.asked
        if asked.patience is not None:
            asked.patience.stop()
        is_awaited = self._is_awaited(asked)
        if asked is self._last:
            self._last = None
        if not is_awaited:
            return
        if isinstance(event.opened, Opened):
            if isinstance(app.place, places.Attract):
                app.speak(event.opened.language)
            await app.go(event.opened.place, after=0)
            return
        while asked.notice in app.screen_stack:
            await app.pop_screen()
        if isinstance(app.screen, UnknownCodeScreen):
            await app.pop_screen()
        await app.push_screen(UnknownCodeScreen(app.session, event.opened))

    def _is_awaited(self, asked: ScanAsked) -> bool:
        """By the same visitor, where they scanned it, with its notice still there."""
        app = self._app
        if asked is not self._last or app.shown.holds or app.is_out_of_order:
            return False
        stays = asked.visit is app.session.visit and asked.place == app.place
        return stays and (asked.notice is None or asked.notice in app.screen_stack)

    async def _say(self, asked: ScanAsked) -> None:
        from kiosk.terminal.screens.looking_up import LookingUpScreen

        if self._is_awaited(asked):
            asked.notice = LookingUpScreen(self._app.session)
            await self._app.push_screen(asked.notice)

    def _look_up(self, asked: ScanAsked) -> None:
        from kiosk.terminal.scans import opened

        ports = self._app.ports
        found = opened(asked.text, ports.desk, ports.book)
        self._app.post_message(self.Scanned(asked, found))
