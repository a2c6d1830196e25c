"""The band at the top, in the colour of the life area: where one is, and how late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from kiosk.bidi import cells
from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import direction_of_words
from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.geometry import Size

    from kiosk.i18n.languages import Language
    from kiosk.terminal.canvas import Canvas
    from kiosk.terminal.widgets.drawing import Drawing

BESIDE = 2
"""Columns at both sides, and between title and time."""


class HeadBand(Painted):
    """With the access bar it makes one L around what can be read and touched."""

    DEFAULT_CSS = """
    HeadBand { width: 1fr; height: auto; }
    """

    time = reactive("")

    def __init__(
        self,
        title: str,
        time: str,
        *,
        picture: str = "",
        family: Family = Family.FIELD,
        language: Language | None = None,
        id: str = "heading",  # noqa: A002
    ) -> None:
        """`language` is the title's own; without it, the reader's."""
        super().__init__(id=id, classes="-pictured" if picture else None)
        self._picture = picture
        self.title = title
        self.set_reactive(HeadBand.time, time)
        self.family = family
        self.ground = family
        self._language = language

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def tell_time(self, time: str) -> None:
        """As the visitor's language writes it; a band that began without keeps none."""
        if self.time:
            self.time = time

    def words(self) -> tuple[str, ...]:
        return self.title, self.time

    def says(self) -> Hashable:
        return self.title, self.time, self.family, self._language, self._picture

    def paint(self, to: Canvas) -> None:
        ink = self.colour(self.family.ink)
        lines = self._lines(to.width)
        y = max(0, (to.height - len(lines)) // 2)
        start, room = self._start(to.height), self._room(to.width)
        to.write(start, y, room, lines, ink, bold=True)
        to.put(to.width - BESIDE - cells.width(self.time), y, self.time, ink)

        if drawn := self._drawn(to.width, to.height):
            above = (to.height - drawn.size.rows) // 2
            to.stamp(BESIDE - 1, above, drawn.lines, ink)

    def _drawn(self, width: int, height: int) -> Drawing | None:
        """Nothing where there is hardly room for words."""
        return picture_in(self._picture, width // 4, height, largest=PictureSize.M)

    def _start(self, height: int) -> int:
        """Columns before the title."""
        if not self._picture or height < PictureSize.S.rows:
            return BESIDE
        size = PictureSize.M if height >= PictureSize.M.rows else PictureSize.S
        return size.columns + BESIDE

    def _room(self, width: int) -> int:
        """Columns for the title, whether or not a picture stands before it."""
        most = self._start(PictureSize.M.rows)
        return width - most - cells.width(self.time) - 2 * BESIDE

    def _lines(self, width: int) -> list[str]:
        direction = direction_of_words(self, self._language)
        return lines_of(self.title, self._room(width), direction)
