"""The five ways that are at the same place on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widget import Widget

from kiosk.domain.localized import Direction
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.session import Session


class Way(Enum):
    BACK = "back"
    HOME = "home"
    LANGUAGE = "language"
    CONTRAST = "contrast"
    HELP = "help"


class AccessBar(Widget):
    """A column at the start side. What leads nowhere keeps its place, empty."""

    DEFAULT_CSS = """
    AccessBar {
        height: 100%;
        background: $bar;
        layout: vertical;

        TouchButton {
            height: 1fr;
            margin-bottom: 1;
            padding: 0;
            background: $bar;
            border: heavy $bar-edge;
            .face--label { color: $on-bar; }
            .face--symbol { color: $on-bar; }
            &:focus { border: double $bar-focus; }
            &.-nowhere { visibility: hidden; }
        }
        #help { margin-bottom: 0; }
    }
    """

    @dataclass
    class Chosen(Message):
        """One of the ways was touched."""

        way: Way

    def __init__(self, session: Session, without: frozenset[Way]) -> None:
        super().__init__(id="access-bar")
        self._session = session
        self._without = without

    def compose(self) -> ComposeResult:
        words = self._session.words
        rtl = self._session.direction is Direction.RIGHT_TO_LEFT
        faces = {
            Way.BACK: ("▶" if rtl else "◀", words.gettext("Back")),
            Way.HOME: ("⌂", words.gettext("Home")),
            Way.LANGUAGE: ("Aя", words.gettext("Language")),
            Way.CONTRAST: ("◐", words.gettext("Contrast")),
            Way.HELP: ("?", words.gettext("Help")),
        }
        for way, (symbol, label) in faces.items():
            yield TouchButton(
                label,
                above=symbol,
                id=way.value,
                classes="-nowhere" if way in self._without else None,
            )

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.Chosen(Way(event.button.id)))
