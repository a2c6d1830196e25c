"""The line a visitor types into: never kept, nor remembered by what lays out texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from kiosk.bidi import shaping
from kiosk.terminal.canvas import UPPER
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.query import tail, with_caret
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.terminal.canvas import Canvas

BESIDE = 1
BEFORE_WORDS = BESIDE + PictureSize.S.columns + 2
"""Columns where a picture stands before the words."""
WITH_PICTURE = PictureSize.S.rows + 1
"""Rows from which it looks like paper on a table; below, it is one row."""


class QueryLine(Painted):
    """At the side where reading begins."""

    DEFAULT_CSS = """
    QueryLine { width: 1fr; height: 1; }
    """

    query_text = reactive("")

    def __init__(
        self,
        query: str,
        *,
        typing: bool,
        picture: str = "search",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`typing` shows where the next letter will stand; without a picture, words
        begin at the edge."""
        super().__init__(id=id)
        self.set_reactive(QueryLine.query_text, query)
        self._typing = typing
        self._picture = picture

    def words(self) -> tuple[str, ...]:
        return (self.query_text,)

    def says(self) -> Hashable:
        return self.query_text, parts()

    def paint(self, to: Canvas) -> None:
        is_paper = to.height >= WITH_PICTURE
        rows = to.height - 1 if is_paper else to.height
        paper = self.colour("paper" if is_paper else "field")
        to.fill(0, 0, to.width, rows, paper)
        if is_paper:
            ledge = self.colour("card-ledge")
            to.put(0, rows, UPPER[1] * to.width, ledge, self.colour(self.ground))
            drawn = picture_in(self._picture, *PictureSize.S.value)
            if drawn:
                to.stamp(BESIDE, 0, drawn.lines, self.colour("mark"))
        before = BEFORE_WORDS if is_paper and self._picture else BESIDE
        ink = self.colour("on-paper" if is_paper else "on-field")
        shown = self._words(to.width - before - BESIDE)
        to.write(before, (rows - 1) // 2, len(shown), [shown], ink, bold=True)

    def _words(self, room: int) -> str:
        """The end of what was typed, and the caret behind it."""
        shown = tail(self.query_text, room - 1)
        if self._typing:
            shown = with_caret(shown)
        return shaping.visual(shown, direction_of(self))
