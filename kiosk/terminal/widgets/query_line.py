"""The line a visitor types into: never kept, nor remembered by what lays out texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from kiosk.bidi import shaping
from kiosk.terminal.query import tail, with_caret
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets.paragraph import strip_of

if TYPE_CHECKING:
    from textual.strip import Strip


class QueryLine(SteadyWidget):
    """One row, at the side where reading begins."""

    DEFAULT_CSS = """
    QueryLine {
        width: 1fr;
        height: 1;
        padding: 0 1;
        background: $primary;
        color: $on-primary;
        text-style: bold;
    }
    """

    query_text = reactive("")

    def __init__(self, query: str, *, typing: bool, id: str | None = None) -> None:  # noqa: A002
        """`typing` shows where the next letter will stand."""
        super().__init__(id=id)
        self.set_reactive(QueryLine.query_text, query)
        self._typing = typing

    def render_line(self, y: int) -> Strip:
        width, direction = self.size.width, direction_of(self)
        shown = tail(self.query_text, width - 1)
        if self._typing:
            shown = with_caret(shown)
        line = shaping.visual(shown, direction)
        return strip_of(shaping.aligned(line, width, direction), self.rich_style)
