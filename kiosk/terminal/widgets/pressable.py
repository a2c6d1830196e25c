"""A touch is seen: what is under the finger looks pressed at once, and for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal import textual_inside
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.touches import Guarded

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.timer import Timer

SHORTEST_SECONDS = 0.1
"""A finger can be quicker than an eye."""
MOST_LOOKS = 50
"""Until a finger counts as gone whose going nobody told."""


class Pressable(SteadyWidget):
    """Painted before anything is done, which may take long or lead elsewhere."""

    _looks = 0
    _watching: Timer | None = None

    @property
    def is_pressed(self) -> bool:
        return self._watching is not None

    def press_down(self, *regions: Region) -> None:
        """Show it, in these regions or all over, in this very moment."""
        self.look_pressed(pressed=True)
        self.refresh(*regions)
        textual_inside.paint_now(self)
        self._looks = 0
        if self._watching is None:
            self._watching = self.set_interval(SHORTEST_SECONDS, self._look_at_finger)

    def look_pressed(self, *, pressed: bool) -> None:
        """Take the look, or the usual one again."""

    def _look_at_finger(self) -> None:
        app = self.app
        self._looks += 1
        down = isinstance(app, Guarded) and app.touches.finger_is_down
        if (down and self._looks < MOST_LOOKS) or self._watching is None:
            return
        self._watching.stop()
        self._watching = None
        self.look_pressed(pressed=False)
        self.refresh()
