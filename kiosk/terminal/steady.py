"""Widgets that never scroll: taking their place is no reason to lay out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from kiosk.terminal.textual_inside import NeverScrolls

if TYPE_CHECKING:
    from rich.style import Style
    from textual.geometry import Region
    from textual.strip import Strip


class SteadyWidget(NeverScrolls):
    """Textual would gather a widget's style from all its ancestors for each line."""

    _look: Style | None = None
    """The style, while lines are painted."""

    def render_lines(self, crop: Region) -> list[Strip]:
        self._look = super().rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._look = None

    @property
    def rich_style(self) -> Style:
        return super().rich_style if self._look is None else self._look


class Holder(NeverScrolls):
    """Holds others, and shows nothing of itself but its ground, without a border."""

    BLANK = True


class Column(Holder, Vertical):
    """Children one below the other."""
