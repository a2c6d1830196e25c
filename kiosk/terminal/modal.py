"""A notice over the screen: a title, a few sentences, one button, Esc closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from kiosk.terminal.frame import FOCUS_KEYS
from kiosk.terminal.speaking import SpeakingScreen
from kiosk.terminal.textual_inside import Steadfast
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from kiosk.terminal.session import Session


class Notice(Steadfast, SpeakingScreen, ModalScreen[None], inherit_bindings=False):
    """Subclasses say what it says."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS = [*FOCUS_KEYS, Binding("escape", "close", show=False)]

    def __init__(
        self, session: Session, title: str, sentences: Sequence[str], button: str
    ) -> None:
        super().__init__()
        self.session = session
        self._title = title
        self._sentences = sentences
        self._button = button
        self.language = session.language

    def compose(self) -> ComposeResult:
        with Vertical(id="notice"):
            yield Paragraph(self._title, id="heading")
            for place, text in enumerate(self._sentences):
                yield Paragraph(text, id=f"sentence-{place}", classes="sentence")
            yield TouchButton(self._button, id="close", classes=TouchButton.PRIMARY)

    @on(TouchButton.Pressed, "#close")
    def action_close(self) -> None:
        _ = self.dismiss()

    def action_along(self, _steps: int) -> None:
        self.focus_next()
