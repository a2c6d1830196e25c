"""A visitor's finger and eyes: touches what can be seen, reads what is there."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from typing import TYPE_CHECKING

from kiosk.cli.picturing import cells
from kiosk.cli.touring import codes
from kiosk.cli.touring.steps import TourFailed, check
from kiosk.terminal.screens.attract import AttractScreen
from kiosk.terminal.touches import BOUNCE, NEAR_COLUMNS, NEAR_ROWS, REPEAT
from kiosk.terminal.widgets.keyboard import KeyField
from kiosk.terminal.widgets.paging import Paged

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.widget import Widget

    from kiosk.terminal.app import KioskApp

PATIENCE = 10.0
"""Seconds until something on the screen counts as missing."""
LOOK_AGAIN = 0.02
MOST_PAGES = 50
DONE = "#done, #called-done"
"""Of a ticket, and of one that is called."""

Spot = tuple[int, int]
Touched = tuple[Spot, float]
"""Where, in cells, and when, in seconds of a clock that runs on."""
_NOWHERE: Touched = ((-99, -99), 0.0)


class Visitor:
    def __init__(self, app: KioskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot
        self._button = self._key = _NOWHERE

    async def see(
        self, what: str, shown: Callable[[], object], patience: float | None = None
    ) -> None:
        """Wait until it is there, `PATIENCE` if nothing else is said."""
        ended = time.monotonic() + (PATIENCE if patience is None else patience)
        while not shown():
            if time.monotonic() > ended:
                raise TourFailed(f"{what} did not appear.\n{self.text()}")
            await asyncio.sleep(LOOK_AGAIN)
        await self._pilot.pause()

    async def touch(self, selector: str) -> None:
        """Find the button, on a later page too, and touch its middle."""
        await self.see(selector, lambda: self._find(selector) or self._has_more())
        await self._turn_pages_to(selector)
        button = self._find(selector)
        if button is None:
            raise TourFailed(f"{selector} has gone.\n{self.text()}")
        region = button.region
        middle = (region.width // 2, region.height // 2)
        spot = (region.x + middle[0], region.y + middle[1])
        await _wait_until_it_counts(spot, after=(self._button, self._key))
        check(
            await self._pilot.click(button, offset=middle),
            f"{selector} cannot be touched.\n{self.text()}",
        )
        self._button = (spot, time.monotonic())
        await self._pilot.pause()

    async def leave(self) -> None:
        """By the button that ends a visit, unless the terminal, which shows no ended
        visit for long, was faster."""
        try:
            await self.touch(DONE)
        except TourFailed:
            if not self._has_left():
                raise
        await self.see("the greeting", self._has_left)

    async def type(self, text: str) -> str:
        """Touch the key of each letter, or of the letter below its marks.

        What was typed: a letter without a key is left out.
        """
        typed = ""
        for letter in text:
            for wanted in (letter, unicodedata.normalize("NFD", letter)[0]):
                if await self._press(wanted):
                    typed += wanted
                    break
        return typed

    async def _press(self, letter: str) -> bool:
        field = self.app.screen.query_one(KeyField)
        placed = (pair for row in field.placed() for pair in row)
        for key, region in placed:
            if key.typed == letter:
                middle = (region.x + region.width // 2, region.y)
                spot = (field.region.x + middle[0], field.region.y + middle[1])
                await _wait_until_it_counts(spot, after=(self._button,))
                await asyncio.sleep(BOUNCE.total_seconds() + LOOK_AGAIN)
                await self._pilot.click(KeyField, offset=middle)
                self._key = (spot, time.monotonic())
                await self._pilot.pause()
                return True
        return False

    async def read_code(self) -> str | None:
        """What a phone reads from the screen; None where there is no code."""
        await self._pilot.pause()
        read = codes.read(self.grid())
        return read[0] if len(read) == 1 else None

    def grid(self) -> cells.Grid:
        return cells.grid_of(self.app)

    def text(self) -> str:
        return cells.text_of(self.grid())

    async def _turn_pages_to(self, selector: str) -> None:
        for _ in range(MOST_PAGES):
            button = self._find(selector)
            if button is not None and button.region.area:
                return
            if not self._has_more():
                break
            await self.touch("#next-page")
        raise TourFailed(f"{selector} is on no page.\n{self.text()}")

    def _has_more(self) -> bool:
        """Whether there is a page that was not turned to yet."""
        paged = [w for w in self.app.screen.query("*") if isinstance(w, Paged)]
        return bool(paged) and paged[0].page < paged[0].pages - 1

    def _has_left(self) -> bool:
        return isinstance(self.app.shown, AttractScreen)

    def _find(self, selector: str) -> Widget | None:
        """One that can be seen now, if there is one."""
        found = list(self.app.screen.query(selector))
        seen = (widget for widget in found if widget.region.area)
        return next(seen, found[0] if found else None)


async def _wait_until_it_counts(spot: Spot, after: tuple[Touched, ...]) -> None:
    """A second touch at the same spot within half a second is the same one: of a
    button after a button, and of a button that came where a key was."""
    for before, then in after:
        near = (
            abs(spot[0] - before[0]) <= NEAR_COLUMNS
            and abs(spot[1] - before[1]) <= NEAR_ROWS
        )
        since = time.monotonic() - then
        if near and since < REPEAT.total_seconds():
            await asyncio.sleep(REPEAT.total_seconds() - since + LOOK_AGAIN)
