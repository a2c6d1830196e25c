"""A longer text: headings, paragraphs and lists, wrapped once and turned in pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from kiosk.bidi import cells, shaping
from kiosk.domain.localized import Direction
from kiosk.domain.services import Block, BlockKind
from kiosk.ids import LanguageCode
from kiosk.terminal.inks import ink
from kiosk.terminal.prose_pages import TextPages, sentences
from kiosk.terminal.speaking import direction_of, direction_of_words, reader_language
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets.paging import TURNER_ROWS, Paged
from kiosk.terminal.widgets.paragraph import strip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kiosk.i18n.languages import Language
    from kiosk.terminal.prose_pages import TextLine
    from kiosk.terminal.widgets.paging import TurnerWords

BOLD = Style(bold=True)
EASY = LanguageCode("de-simple")
GAP = 1
"""Rows or columns between a text and the plates that turn its pages."""
NARROWEST = 38
"""Columns in which words of many languages still find two of their kind beside them."""


class ProseField(SteadyWidget):
    """The lines of one page."""

    DEFAULT_CSS = """
    ProseField {
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[TextLine] = []

    def render_line(self, y: int) -> Strip:
        if y >= len(self.lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self.lines[y]
        shown = shaping.aligned(line.text, self.size.width, direction_of(self))
        if line.is_lead:
            return strip_of(shown, self.rich_style + BOLD)
        if line.kind is BlockKind.HEADING:
            return strip_of(shown, ink(self, "mark") + BOLD)
        if line.kind is BlockKind.NOTE:
            return strip_of(shown, ink(self, "quiet"))
        return strip_of(shown, self.rich_style)


class Prose(Paged):
    """Blocks of text, the whole of them or page by page."""

    WIDEST = 64
    """More cells in a line than this are hard to read."""

    def __init__(
        self,
        blocks: Sequence[Block],
        words: TurnerWords,
        *,
        language: Language | None = None,
        has_lead: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`language` is the text's own; without it, the reader's. The first paragraph
        may be a lead, which is read before all others."""
        super().__init__(words, id=id)
        self._blocks = tuple(blocks)
        self._language = language
        self._field = ProseField()
        self._has_lead = has_lead
        self._split_for: tuple[int, int] = (-1, -1)
        self._pages: list[list[TextLine]] = [[]]

    def compose(self) -> ComposeResult:
        yield self._field

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self._blocks

    def say(self, blocks: Sequence[Block]) -> None:
        """Other blocks from now on; the page stays where there is still one."""
        if tuple(blocks) == self._blocks:
            return
        self._blocks = tuple(blocks)
        self._split_for = (-1, -1)
        self._field.refresh(layout=True)
        self.call_after_refresh(self.on_resize)

    def pages_of(self, size: Size) -> int:
        return len(self._split(size))

    def page_size(self, size: Size) -> Size:
        """Whichever leaves more room: plates at the end side, or below the text."""
        beside = Size(size.width - self.turner_columns - GAP, size.height)
        below = Size(size.width, size.height - TURNER_ROWS - GAP)
        room = self._line_width(beside) * beside.height
        if beside.width >= NARROWEST and room > self._line_width(below) * below.height:
            return beside
        return below

    def place_page(self, size: Size, page: int) -> list[tuple[Widget, Region]]:
        pages = self._split(size)
        lines = pages[min(page, len(pages) - 1)]
        if lines != self._field.lines:
            self._field.lines = lines
            self._field.refresh()
        width = self._line_width(size)
        x = 0 if direction_of(self) is Direction.LEFT_TO_RIGHT else size.width - width
        return [(self._field, Region(x, 0, width, size.height))]

    def _line_width(self, size: Size) -> int:
        return min(size.width, self.WIDEST)

    def _split(self, size: Size) -> list[list[TextLine]]:
        """Pages of at most `size.height` lines that begin with something to read."""
        width = self._line_width(size)
        if self._split_for != (width, size.height):
            self._split_for = (width, size.height)
            wrap = partial(self._wrap_block, width)
            pages = TextPages(wrap, size.height, has_lead=self._has_lead)
            self._pages = pages.of(self._blocks)
        return self._pages

    def _wrap_block(self, width: int, block: Block, marked: bool) -> list[str]:
        """A mark hangs at the start side, the text is indented beside it."""
        own = direction_of(self)
        direction = direction_of_words(self, self._language)
        mark = _mark(block)
        indent = cells.width(mark)
        lines = shaping.visual_lines(
            self._as_read(block.text), max(width - indent, 1), direction
        )
        return [
            _beside_mark(
                mark if marked and row == 0 else " " * indent,
                shaping.aligned(line, width - indent, own),
                own,
            )
            for row, line in enumerate(lines)
        ]

    def _as_read(self, text: str) -> str:
        """In easy language each sentence of a page to read has a line of its own."""
        spoken = self._language or reader_language(self)
        is_read = self._has_lead and spoken.code == EASY
        return "\n".join(sentences(text)) if is_read else text


def _beside_mark(mark: str, text: str, direction: Direction) -> str:
    if direction is Direction.LEFT_TO_RIGHT:
        return mark + text
    return text + _reversed_mark(mark)


def _mark(block: Block) -> str:
    if block.kind is BlockKind.BULLET:
        return "• "
    if block.kind is BlockKind.NUMBERED:
        return f"{block.number}. "
    return ""


def _reversed_mark(mark: str) -> str:
    """`1. ` as it stands to the right of its text: blank, point, number."""
    number = mark.rstrip(" .")
    return mark[len(number) :][::-1] + number if mark.strip() else mark
