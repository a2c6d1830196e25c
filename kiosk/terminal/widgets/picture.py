"""A picture that stands by itself, as large as its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.terminal.canvas import Canvas


class Picture(Painted):
    """Beside words that say the same; nothing where it is not there."""

    DEFAULT_CSS = """
    Picture { width: 8; height: 4; }
    """

    def __init__(
        self,
        name: str,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.name_shown = name

    def show(self, name: str) -> None:
        """This one from now on."""
        if name != self.name_shown:
            self.name_shown = name
            self.refresh()

    def says(self) -> Hashable:
        return self.name_shown, parts()

    def paint(self, to: Canvas) -> None:
        drawn = picture_in(self.name_shown, to.width, to.height)
        if drawn:
            to.stamp(0, 0, drawn.lines, self.colour("mark"))
