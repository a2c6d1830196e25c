"""What a finger touches: large, framed in a token, the same with a keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from kiosk.bidi import shaping
from kiosk.terminal.mirroring import direction_of
from kiosk.terminal.touches import Guarded
from kiosk.terminal.widgets.paragraph import strip_of

if TYPE_CHECKING:
    from textual import events

    from kiosk.domain.localized import Direction
    from kiosk.terminal.touches import Spot
    from kiosk.terminal.widgets.paragraph import Align

LABEL, DETAIL = "touch-button--label", "touch-button--detail"
FRAME_COLUMNS, FRAME_ROWS = 4, 2
"""What border and padding take on both sides together."""


class TouchButton(Widget, can_focus=True):
    """One action. Touched when the finger goes down and up on it."""

    DEFAULT_CSS = """
    TouchButton {
        width: 1fr;
        height: 3;
        min-width: 8;
        min-height: 3;
        padding: 0 1;
        border: round $edge;
        background: $surface;
        color: $foreground;

        .touch-button--label { text-style: bold; color: $foreground; }
        .touch-button--detail { color: $quiet; }

        &:focus { border: thick $focus; }

        &.-primary {
            background: $primary;
            color: $on-primary;
            border: round $primary-edge;
            .touch-button--label { color: $on-primary; }
            .touch-button--detail { color: $on-primary; }
            &:focus { border: thick $focus; }
        }
        &.-waiting { .touch-button--label { text-style: not bold; } }
    }
    """
    COMPONENT_CLASSES = {LABEL, DETAIL}
    BINDINGS = [Binding("enter,space", "touch", show=False)]

    label = reactive("")

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
        above: str = "",
        detail: str = "",
        value: str = "",
        align: Align = "center",
        direction: Direction | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """`above` (a symbol) and `detail` are shown where there is room for them.

        `value` tells equal buttons apart; `direction` is the label's own.
        """
        super().__init__(id=id, classes=classes)
        self.set_reactive(TouchButton.label, label)
        self.above = above
        self.detail = detail
        self.value = value
        self._align: Align = align
        self._own_direction = direction

    def rows_needed(self, width: int, *, with_detail: bool = True) -> int:
        """How high it must be at this outer width to show all of its words."""
        inner = width - FRAME_COLUMNS
        rows = len(self._lines(self.label, inner))
        if with_detail:
            rows += len(self._lines(self.detail, inner))
        return max(rows, 1) + FRAME_ROWS

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        lines = self._face(width, height)
        row = y - (height - len(lines)) // 2
        if 0 <= row < len(lines):
            line, part = lines[row]
            return strip_of(line, self.get_component_rich_style(part))
        return Strip.blank(width, self.rich_style)

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

    def _lines(self, text: str, width: int) -> list[str]:
        if not text:
            return []
        own = direction_of(self)
        lines = shaping.visual_lines(text, max(width, 1), self._own_direction or own)
        return [shaping.aligned(line, width, own, align=self._align) for line in lines]

    def _face(self, width: int, height: int) -> list[tuple[str, str]]:
        """Lines with the component class of each; the label comes before the rest."""
        label = [(line, LABEL) for line in self._lines(self.label, width)]
        for text, first in ((self.above, True), (self.detail, False)):
            more = [(line, DETAIL) for line in self._lines(text, width)]
            if len(label) + len(more) <= height:
                label = more + label if first else label + more
        return label
