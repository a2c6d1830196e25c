"""Widgets that paint all of themselves at once, and only when something changed."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.strip import Strip

from kiosk.terminal.canvas import Canvas
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import SteadyWidget

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.geometry import Region


class Painted(SteadyWidget):
    """Lines are kept until the size, the colours or what it says are others."""

    ground = "background"
    """The token of what lies around it."""

    _strips: list[Strip] = []
    _painted: Hashable = None

    @abstractmethod
    def paint(self, to: Canvas) -> None:
        """Paint all of it, on a field of its size in the colour of its ground."""

    @abstractmethod
    def says(self) -> Hashable:
        """All that the picture depends on besides size and colours."""

    def words(self) -> tuple[str, ...]:
        """What can be read on it, drawn or written, in the order of reading."""
        return ()

    def colour(self, token: str) -> str:
        """As the theme writes it."""
        return self.app.theme_variables[token]

    def render_lines(self, crop: Region) -> list[Strip]:
        """As painted: it has neither border nor padding, and its colours are final."""
        if self.is_attached:  # else it is being taken away, and shows what it showed
            self._paint_if_other()
        lines = self._strips[crop.y : crop.bottom]
        lines += [Strip.blank(self.size.width)] * (crop.height - len(lines))
        if crop.column_span == (0, self.size.width):
            return lines
        return [line.crop(crop.x, crop.right) for line in lines]

    def render_line(self, y: int) -> Strip:
        return self._strips[y]

    def _paint_if_other(self) -> None:
        direction = direction_of(self)
        state = (self.size, self.app.theme, direction, self.ground, self.says())
        if state == self._painted:
            return
        width, height = self.size
        field = Canvas(width, height, self.colour(self.ground), direction)
        self.paint(field)
        self._strips, self._painted = field.strips(), state
