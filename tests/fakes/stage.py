"""The smallest app in the kiosk's looks, for widgets that are tried alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from kiosk.i18n.languages import language as language_of
from kiosk.terminal.speaking import SpeakingScreen
from kiosk.terminal.themes import CALM, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.widget import Widget


class StageScreen(SpeakingScreen, Screen[None]):
    def __init__(self, make: Callable[[], Widget], code: str) -> None:
        super().__init__()
        self._make = make
        self.language = language_of(code)

    def compose(self) -> ComposeResult:
        yield self._make()


class Stage(App[None]):
    """Shows one widget and keeps what it posts."""

    AUTO_FOCUS = ""

    def __init__(self, make: Callable[[], Widget], code: str = "en") -> None:
        """`code` is the language of who looks at it."""
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = CALM.name
        self._make = make
        self._code = code
        self.heard: list[Message] = []

    def get_default_screen(self) -> StageScreen:
        return StageScreen(self._make, self._code)

    def rows(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]
