"""Watches the grid: what it is too small for is said, on the glass and to staff."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.terminal import grids
from kiosk.terminal.styling import style_every_screen

if TYPE_CHECKING:
    from kiosk.terminal.app import KioskApp

log = logging.getLogger(__name__)

SCREEN_TOO_SMALL = "screen-too-small"
FONT_DOES_NOT_FIT = "font-does-not-fit"
SETTLED = 3
"""Looks in a row, one each second, that see the same: a window may open in steps."""


class GridWatch:
    """Puts `TooSmallScreen` over what is shown, and takes it away again."""

    def __init__(self, app: KioskApp, *, attended: bool) -> None:
        self._app = app
        self._attended = attended
        self._seen: tuple[int, int] = (0, 0)
        self._looks = 0
        self._has_second_pane: bool | None = None

    @property
    def is_too_small(self) -> bool:
        return grids.too_small(*self._app.size)

    async def cover(self) -> None:
        """At each change of the grid, and after each new screen."""
        app = self._app
        if self._has_second_pane is not (vast := app.size.width >= grids.VAST):
            had, self._has_second_pane = self._has_second_pane, vast
            if had is not None:
                await app.show()
        if not self.is_too_small and app.screen is app.frame:
            return
        from kiosk.terminal.screens.too_small import TooSmallScreen

        covered = isinstance(app.screen, TooSmallScreen)
        if self.is_too_small and not covered:
            style_every_screen(app)
            await app.push_screen(TooSmallScreen(app.ports, app.session))
        elif covered and not self.is_too_small:
            await app.pop_screen()

    def look(self) -> None:
        """Once a second: tell staff what stays."""
        grid = (self._app.size.width, self._app.size.height)
        self._looks = self._looks + 1 if grid == self._seen else 0
        self._seen = grid
        if self._looks != SETTLED:
            return
        notes = self._app.ports.notes
        notes.screen_size(*grid)
        notes.complain(SCREEN_TOO_SMALL, on=grids.too_small(*grid))
        beyond = grids.too_large(*grid) and not self._attended
        notes.complain(FONT_DOES_NOT_FIT, on=beyond)
        if beyond or grids.too_small(*grid):
            log.warning(
                "the grid of %d x %d is not what the screens are made for", *grid
            )
