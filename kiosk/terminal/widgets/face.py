"""A framed card of words: a symbol, a label, a detail, as many as there is room for."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from kiosk.bidi import cells, shaping
from kiosk.terminal.inks import ink
from kiosk.terminal.speaking import direction_of, direction_of_words
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets.paragraph import strip_of

if TYPE_CHECKING:
    from kiosk.i18n.languages import Language
    from kiosk.terminal.widgets.paragraph import Align

BOLD = Style(bold=True)


class Part(Enum):
    """The words of a face, and the token of their ink; the label has the face's own."""

    LABEL = ""
    DETAIL = "quiet"
    SYMBOL = "primary-ink"


class Face(SteadyWidget):
    """To be read. A `TouchButton` is a face that can be touched."""

    DEFAULT_CSS = """
    Face {
        width: 1fr;
        height: 3;
        min-width: 8;
        min-height: 3;
        padding: 0 1;
        border: heavy $edge;
        background: $surface;
        color: $foreground;
    }
    """
    ONE_INK = "-one-ink"
    """On a face of this class symbol and detail have the colour of the label."""

    label = reactive("")
    above = reactive("")

    def __init__(
        self,
        label: str,
        *,
        above: str = "",
        detail: str = "",
        align: Align = "center",
        language: Language | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """`above` (a symbol) and `detail` are shown where there is room for them.

        `language` is the words' own; without it, the reader's.
        """
        super().__init__(id=id, classes=classes)
        self.set_reactive(Face.label, label)
        self.set_class(align == "start", "-start")
        self.set_reactive(Face.above, above)
        self.detail = detail
        self._align: Align = align
        self._language = language

    @property
    def has_one_ink(self) -> bool:
        """Whether no other ink can be read on it at the moment."""
        return False

    def rows_needed(
        self, width: int, *, with_detail: bool = True, like: Face | None = None
    ) -> int:
        """How high it must be at this outer width to show its words.

        `like` is a mounted one of the same look, for a face that is not mounted yet.
        """
        frame = (like or self).gutter
        rows = len(self._lines(self.label, width - frame.width, like))
        if with_detail:
            rows += len(self._lines(self.detail, width - frame.width, like))
        return max(rows, 1) + frame.height

    def columns_needed(self, like: Face | None = None) -> int:
        """How wide it must be to break no word of its label."""
        words = shaping.visual(
            self.label.replace("\n", " "),
            direction_of_words(like or self, self._language),
        ).split()
        return max(map(cells.width, words), default=1) + (like or self).gutter.width

    def columns_in_a_line(self, like: Face | None = None) -> int:
        """How wide it must be to show its label in one line."""
        return cells.width(self.label) + (like or self).gutter.width

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        lines = self._face(width, height)
        above = 0 if self._align == "start" else (height - len(lines)) // 2
        row = y - above
        if 0 <= row < len(lines):
            line, part = lines[row]
            return strip_of(line, self._style(part))
        return Strip.blank(width, self.rich_style)

    def _face(self, width: int, height: int) -> list[tuple[str, Part]]:
        """Lines, and which part each is of; the label comes before the rest."""
        label = [(line, Part.LABEL) for line in self._lines(self.label, width)]
        for text, part in ((self.above, Part.SYMBOL), (self.detail, Part.DETAIL)):
            if cells.widest_word(text) > width:
                continue
            more = [(line, part) for line in self._lines(text, width)]
            if len(label) + len(more) <= height:
                label = more + label if part is Part.SYMBOL else label + more
        return label

    def _style(self, part: Part) -> Style:
        style = self.rich_style
        if part is Part.LABEL:
            return style + BOLD
        if self.has_class(self.ONE_INK) or self.has_one_ink:
            return style
        return ink(self, part.value)

    def _lines(self, text: str, width: int, like: Face | None = None) -> list[str]:
        if not text:
            return []
        there = like or self
        own = direction_of(there)
        inner = direction_of_words(there, self._language)
        lines = shaping.visual_lines(text, max(width, 1), inner)
        return [shaping.aligned(line, width, own, align=self._align) for line in lines]
