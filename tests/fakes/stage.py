"""The smallest app in the kiosk's looks, for widgets that are tried alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import RIGHT_TO_LEFT_CLASS
from kiosk.terminal.themes import CALM, THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.widget import Widget


class StageScreen(Screen[None]):
    def __init__(self, make: Callable[[], Widget], direction: Direction) -> None:
        super().__init__()
        self._make = make
        self.set_class(direction is Direction.RIGHT_TO_LEFT, RIGHT_TO_LEFT_CLASS)

    def compose(self) -> ComposeResult:
        yield self._make()


class Stage(App[None]):
    """Shows one widget and keeps what it posts."""

    AUTO_FOCUS = ""

    def __init__(
        self,
        make: Callable[[], Widget],
        direction: Direction = Direction.LEFT_TO_RIGHT,
    ) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = CALM.name
        self._make = make
        self._direction = direction
        self.heard: list[Message] = []

    def get_default_screen(self) -> StageScreen:
        return StageScreen(self._make, self._direction)

    def rows(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]
