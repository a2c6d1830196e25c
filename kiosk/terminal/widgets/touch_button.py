"""What a finger touches: large, framed in a token, the same with a keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message

from kiosk.terminal.touches import Guarded
from kiosk.terminal.widgets.face import Face
from kiosk.terminal.widgets.pressable import Pressable

if TYPE_CHECKING:
    from typing import ClassVar

    from textual import events

    from kiosk.i18n.languages import Language
    from kiosk.terminal.touches import Spot
    from kiosk.terminal.widgets.paragraph import Align


class TouchButton(Face, Pressable, can_focus=True):
    """One action. Touched when the finger goes down and up on it."""

    DEFAULT_CSS = """
    TouchButton {
        &:focus { border: double $focus; }

        &.-primary {
            background: $primary;
            color: $on-primary;
            border: heavy $primary;
            &:focus { border: double $focus; }
        }
    }
    """
    PRIMARY = f"-primary {Face.ONE_INK}"
    """Classes of the one button that leads on."""
    PRESSED: ClassVar[tuple[str, str]] = ("on-pressed", "pressed")
    """Tokens of ink and paper under the finger."""
    FOCUS_ON_CLICK = False  # a frame that is painted first delays what was touched
    BINDINGS = [Binding("enter,space", "touch", show=False)]

    @dataclass
    class Pressed(Message):
        """It was touched, or Enter was pressed on it."""

        button: TouchButton

        @property
        def control(self) -> TouchButton:
            return self.button

    def __init__(
        self,
        label: str,
        *,
        value: str = "",
        above: str = "",
        detail: str = "",
        align: Align = "center",
        language: Language | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """`value` tells equal buttons apart."""
        super().__init__(
            label,
            above=above,
            detail=detail,
            align=align,
            language=language,
            id=id,
            classes=classes,
        )
        self.value = value

    @property
    def has_one_ink(self) -> bool:
        return self.is_pressed

    def look_pressed(self, *, pressed: bool) -> None:
        colours = self.app.theme_variables
        ink, paper = self.PRESSED
        self.styles.color = colours[ink] if pressed else None
        self.styles.background = colours[paper] if pressed else None

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
