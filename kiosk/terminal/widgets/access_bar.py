"""The five ways that are at the same place on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from kiosk.domain.localized import Direction
from kiosk.terminal.steady import SteadyWidget
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


class WayButton(TouchButton):
    """Dark as the bar is; bright under the finger."""

    PRESSED = ("on-pressed-bar", "pressed-bar")


class AccessBar(SteadyWidget):
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
            color: $on-bar;
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
        self._buttons = {
            way: WayButton("", id=way.value, classes=TouchButton.ONE_INK) for way in Way
        }
        self._session: Session | None = None
        self.offer(session, without)

    def compose(self) -> ComposeResult:
        yield from self._buttons.values()

    def offer(self, session: Session, without: frozenset[Way]) -> None:
        """Speak the language of this session; leave out what leads nowhere."""
        if session != self._session:
            self._session = session
            for way, (symbol, label) in _faces(session).items():
                self._buttons[way].above = symbol
                self._buttons[way].label = label
                self._buttons[way].refresh()  # a symbol may stay and yet turn around
        for way, button in self._buttons.items():
            button.set_class(way in without, "-nowhere")

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.Chosen(Way(event.button.id)))


def _faces(session: Session) -> dict[Way, tuple[str, str]]:
    """Symbol and word of each way."""
    gettext = session.words.gettext
    rtl = session.direction is Direction.RIGHT_TO_LEFT
    return {
        Way.BACK: ("▶" if rtl else "◀", gettext("Back")),
        Way.HOME: ("⌂", gettext("Home")),
        Way.LANGUAGE: ("Aя", gettext("Language")),
        Way.CONTRAST: ("◐", gettext("Contrast")),
        Way.HELP: ("؟" if rtl else "?", gettext("Help")),
    }
