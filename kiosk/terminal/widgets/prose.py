"""A longer text: headings, paragraphs and lists, wrapped once and turned in pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from kiosk.bidi import cells, shaping
from kiosk.domain.localized import Direction
from kiosk.domain.services import Block, BlockKind
from kiosk.terminal.inks import ink
from kiosk.terminal.speaking import direction_of, direction_of_words
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets.paging import Paged
from kiosk.terminal.widgets.paragraph import strip_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kiosk.i18n.languages import Language
    from kiosk.terminal.widgets.paging import TurnerWords

BOLD = Style(bold=True)

Line = tuple[str, BlockKind]
"""In visual order, as wide as the field."""


class ProseField(SteadyWidget):
    """The lines of one page."""

    DEFAULT_CSS = """
    ProseField {
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def render_line(self, y: int) -> Strip:
        if y >= len(self.lines):
            return Strip.blank(self.size.width, self.rich_style)
        text, kind = self.lines[y]
        if kind is BlockKind.HEADING:
            return strip_of(text, ink(self, "primary-ink") + BOLD)
        if kind is BlockKind.NOTE:
            return strip_of(text, ink(self, "quiet"))
        return strip_of(text, self.rich_style)


class Prose(Paged):
    """Blocks of text, the whole of them or page by page."""

    WIDEST = 72
    """More cells in a line than this are hard to read."""

    def __init__(
        self,
        blocks: Sequence[Block],
        words: TurnerWords,
        *,
        language: Language | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`language` is the text's own; without it, the reader's."""
        super().__init__(words, id=id)
        self._blocks = tuple(blocks)
        self._language = language
        self._field = ProseField()
        self._wrapped: tuple[int, list[Line]] = (-1, [])

    def compose(self) -> ComposeResult:
        yield self._field

    def say(self, blocks: Sequence[Block]) -> None:
        """Other blocks from now on; the page stays where there is still one."""
        if tuple(blocks) == self._blocks:
            return
        self._blocks = tuple(blocks)
        self._wrapped = (-1, [])
        self._field.refresh(layout=True)
        self.call_after_refresh(self.on_resize)

    def pages_of(self, size: Size) -> int:
        return len(self._split(size))

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

    def _split(self, size: Size) -> list[list[Line]]:
        """Pages of at most `size.height` lines that begin with something to read."""
        width = self._line_width(size)
        if self._wrapped[0] != width:
            self._wrapped = (width, list(self._wrap(width)))
        pages: list[list[Line]] = []
        rest = list(self._wrapped[1])
        while rest:
            cut = _cut(rest, size.height)
            pages.append(rest[:cut])
            rest = rest[cut:]
            while rest and not rest[0][0].strip():
                rest.pop(0)
        return pages or [[]]

    def _wrap(self, width: int) -> Iterator[Line]:
        before: BlockKind | None = None
        for block in self._blocks:
            if _parted(before, block.kind):
                yield " " * width, BlockKind.PARAGRAPH
            for line in self._wrap_block(block, width):
                yield line, block.kind
            before = block.kind

    def _wrap_block(self, block: Block, width: int) -> Iterator[str]:
        """A mark hangs at the start side, the text is indented beside it."""
        own = direction_of(self)
        direction = direction_of_words(self, self._language)
        mark = _mark(block)
        indent = cells.width(mark)
        lines = shaping.visual_lines(block.text, max(width - indent, 1), direction)
        for row, line in enumerate(lines):
            text = shaping.aligned(line, width - indent, own, align="start")
            shown = mark if row == 0 else " " * indent
            if own is Direction.LEFT_TO_RIGHT:
                yield shown + text
            else:
                yield text + _reversed_mark(shown)


def _parted(before: BlockKind | None, kind: BlockKind) -> bool:
    """Whether a blank line comes between: not in lists, not below headings."""
    if before is None or before is BlockKind.HEADING:
        return False
    return before is not kind or kind is BlockKind.PARAGRAPH


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


def _cut(lines: list[Line], height: int) -> int:
    """How many lines fill a page, so that no heading stays alone at its foot."""
    cut = min(height, len(lines))
    if cut < len(lines):
        while cut > 1 and (
            lines[cut - 1][1] is BlockKind.HEADING or not lines[cut - 1][0].strip()
        ):
            cut -= 1
    return max(1, cut)
