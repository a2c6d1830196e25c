"""When the greeting says the next welcome: every few seconds, while nobody touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.screens.attract import AttractScreen

if TYPE_CHECKING:
    from kiosk.terminal.app import KioskApp

EACH_FOR = 6
"""Seconds that one welcome stands."""
STILL_AFTER_TOUCH = 20
"""Seconds in which nothing moves under a hand."""


class GreetingTurns:
    """Looks once a second."""

    def __init__(self, app: KioskApp, *, motion: bool) -> None:
        """Without `motion`, the first welcome stands for ever."""
        self._app = app
        self._motion = motion
        self._seconds = 0

    def look(self) -> None:
        app = self._app
        shown = app.shown
        rests = app.seconds_untouched < STILL_AFTER_TOUCH or not app.nobody_is_here
        if not self._motion or rests or not isinstance(shown, AttractScreen):
            self._seconds = 0
            return
        self._seconds += 1
        if self._seconds >= EACH_FOR:
            self._seconds = 0
            shown.greet_in_turn()
