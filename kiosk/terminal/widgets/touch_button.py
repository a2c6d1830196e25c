"""What a finger touches: a plate that goes down, the same with a keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message

from kiosk.terminal.touches import Guarded
from kiosk.terminal.widgets.face import Face
from kiosk.terminal.widgets.pressable import Pressable

if TYPE_CHECKING:
    from textual import events

    from kiosk.terminal.touches import Spot


class TouchButton(Face, Pressable, can_focus=True):
    """One action. Touched when the finger goes down and up on it."""

    FOCUS_ON_CLICK = False  # a frame that is painted first delays what was touched
    BINDINGS = [Binding("enter,space", "touch", show=False)]

    @dataclass
    class Pressed(Message):
        """It was touched, or Enter was pressed on it."""

        button: TouchButton

        @property
        def control(self) -> TouchButton:
            return self.button

    _sunk = False

    @property
    def is_sunk(self) -> bool:
        return self._sunk

    def look_pressed(self, *, pressed: bool) -> None:
        self._sunk = pressed

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    async def _on_mouse_down(self, _event: events.MouseDown) -> None:
        self.press_down()

    async def _on_click(self, event: events.Click) -> None:
        event.stop()
        self._touch((event.screen_x, event.screen_y))

    def action_touch(self) -> None:
        self._touch("enter")

    def _touch(self, spot: Spot) -> None:
        app = self.app
        if isinstance(app, Guarded) and not app.touches.allows(spot):
            return
        self.post_message(self.Pressed(self))
