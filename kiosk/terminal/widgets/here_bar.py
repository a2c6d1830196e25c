"""Where one is, as one must say it on the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.geometry import Size

    from kiosk.terminal.canvas import Canvas

BESIDE = 2
BEFORE_WORDS = BESIDE + PictureSize.S.columns + 1
WITH_PICTURE = PictureSize.XS.rows


class HereBar(Painted):
    """Dark, at the foot of the emergency numbers."""

    DEFAULT_CSS = """
    HereBar { width: 1fr; height: auto; }
    """

    ground = Family.FIELD

    def __init__(self, where: str, more: Sequence[str]) -> None:
        """`where` is bold; `more` are lines of what is known besides, or is not."""
        super().__init__(id="here")
        self.where, self.more = where, tuple(more)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return sum(len(self._lines(text, width)) for text in (self.where, *self.more))

    def words(self) -> tuple[str, ...]:
        return self.where, *self.more

    def says(self) -> Hashable:
        return self.where, self.more, parts()

    def paint(self, to: Canvas) -> None:
        drawn = picture_in(
            "place", PictureSize.S.columns, to.height, largest=PictureSize.S
        )
        if drawn and to.height >= WITH_PICTURE:
            above = (to.height - drawn.size.rows) // 2
            to.stamp(BESIDE, above, drawn.lines, self.colour("warm"))
        words = sum(len(self._lines(t, to.width)) for t in (self.where, *self.more))
        room, y = self._room(to.width), max(0, (to.height - words) // 2)
        ink, quiet = self.colour("on-field"), self.colour("field-quiet")
        where = self._lines(self.where, to.width)
        y += to.write(BEFORE_WORDS, y, room, where, ink, bold=True)
        for text in self.more:
            lines = self._lines(text, to.width)
            y += to.write(BEFORE_WORDS, y, room, lines, quiet)

    def _room(self, width: int) -> int:
        return width - BEFORE_WORDS - 1

    def _lines(self, text: str, width: int) -> list[str]:
        return lines_of(text, self._room(width), direction_of(self))
