"""Long contents in pages: what is on the page now, and two plates to turn it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct
from textual import on
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement
from textual.message import Message
from textual.reactive import reactive

from kiosk.bidi import cells
from kiosk.bidi.controls import FIXED_BLANK
from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import Holder
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.widget import Widget

TURNER_ROWS = 4
"""Of plates to turn with below a text."""
TURNER_COLUMNS = (9, 14)
"""Of plates to turn with at the end side, by their words."""
WHERE_COLUMNS, WHERE_ROWS = 9, 3
"""For the place among the pages."""
FEWEST_ROWS = 3
"""Of anything that a finger must hit, what it stands on included."""


class TurnerWords(Struct, frozen=True):
    previous: str
    more: str
    where: str = "%(page)s / %(pages)s"
    """Which page of how many, with both numbers."""


def _turning(mark: str, word: str) -> str:
    """The mark stands beside its word where both have room on the narrowest plate."""
    joined = f"{mark}{FIXED_BLANK}{word}"
    return joined if cells.width(joined) <= TURNER_COLUMNS[0] else f"{mark} {word}"


class TurnerLayout(Layout):
    """One above the other in a column, side by side in a row."""

    name = "turner"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        assert isinstance(parent, PageTurner)
        upright = size.width <= TURNER_COLUMNS[1]
        regions = _upright(size) if upright else _abreast(size)
        if not upright and direction_of(parent) is Direction.RIGHT_TO_LEFT:
            regions = [mirrored(region, size.width) for region in regions]
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing.all(0), child)
            for region, child in zip(regions, children, strict=False)
        ]


def _upright(size: Size) -> list[Region]:
    """Where a finger needs each row, nothing says how many pages there are."""
    where = WHERE_ROWS if size.height >= 2 * FEWEST_ROWS + WHERE_ROWS else 0
    half = (size.height - where) // 2
    return [
        Region(0, 0, size.width, half),
        Region(0, half, size.width, where),
        Region(0, size.height - half, size.width, half),
    ]


def _abreast(size: Size) -> list[Region]:
    half = (size.width - WHERE_COLUMNS) // 2
    return [
        Region(0, 0, half, size.height),
        Region(half, 0, size.width - 2 * half, WHERE_ROWS),
        Region(size.width - half, 0, half, size.height),
    ]


_TURNER = TurnerLayout()


class PageTurner(Holder):
    """Earlier, where we are, more."""

    DEFAULT_CSS = """
    PageTurner {
        .-end-of-pages { visibility: hidden; }
        Paragraph { height: 3; padding: 1 0; text-style: bold; }
    }
    """

    @dataclass
    class Turned(Message):
        """Another page is wanted: the next (1) or the one before (-1)."""

        by: int

    def __init__(self, words: TurnerWords) -> None:
        super().__init__()
        self._words = words
        self._previous = TouchButton(_turning("▲", words.previous), id="previous-page")
        self._where = Paragraph("", align="center", id="page-of-pages")
        self._next = TouchButton(_turning("▼", words.more), id="next-page")

    @property
    def layout(self) -> Layout:
        return _TURNER

    def compose(self) -> ComposeResult:
        yield self._previous
        yield self._where
        yield self._next

    def show(self, page: int, pages: int) -> None:
        self._where.text = self._words.where % {"page": page + 1, "pages": pages}
        for button, useful in (
            (self._previous, page > 0),
            (self._next, page < pages - 1),
        ):
            button.set_class(not useful, "-end-of-pages")
            button.can_focus = useful

    @on(TouchButton.Pressed)
    def _turn(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.Turned(1 if event.button.id == "next-page" else -1))


class PagedLayout(Layout):
    """Lets the paged widget place its children itself, knowing the size."""

    name = "paged"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        assert isinstance(parent, Paged)
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing.all(0), widget)
            for widget, region in parent.place(size)
        ]


_PAGED = PagedLayout()


class Paged(Holder):
    """Shows its content whole, or, where it does not fit, page by page."""

    DEFAULT_CSS = """
    Paged { width: 1fr; height: 1fr; overflow: hidden; }
    """

    page = reactive(0, init=False)

    def __init__(
        self,
        words: TurnerWords,
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        least, most = TURNER_COLUMNS
        widest = max(map(cells.widest_word, (words.previous, words.more)))
        self.turner_columns = min(max(least, widest), most)
        self._turner = PageTurner(words)
        self.pages = 1

    @property
    def layout(self) -> Layout:
        return _PAGED

    @abstractmethod
    def pages_of(self, size: Size) -> int:
        """How many pages there are when one has this size; 1 when all fits."""

    @abstractmethod
    def place_page(self, size: Size, page: int) -> list[tuple[Widget, Region]]:
        """Where each child of this page lies."""

    @abstractmethod
    def page_size(self, size: Size) -> Size:
        """What the plates to turn with leave of this size."""

    def place(self, size: Size) -> list[tuple[Widget, Region]]:
        if size.area == 0:
            return []
        page_size = size
        self.pages = self.pages_of(size)
        if self.pages > 1:
            page_size = self.page_size(size)
            self.pages = max(2, self.pages_of(page_size))
        placed = self.place_page(page_size, min(self.page, self.pages - 1))
        rtl = direction_of(self) is Direction.RIGHT_TO_LEFT
        if rtl and page_size.width < size.width:
            by = size.width - page_size.width
            placed = [(widget, region.translate((by, 0))) for widget, region in placed]
        if self._turner.is_attached and self.pages > 1:
            region = _turner_region(size, page_size, self.turner_columns)
            turner = mirrored(region, size.width) if rtl else region
            placed.append((self._turner, turner))
        return placed

    def on_mount(self) -> None:
        self.call_after_refresh(self._tell_turner)

    def on_resize(self) -> None:
        self.page = min(self.page, self.pages - 1)
        self._tell_turner()

    async def watch_page(self) -> None:
        if self._turner.is_attached:
            # A child's new layout makes Textual place all children anew.
            self._turner.refresh(layout=True)
        self.call_after_refresh(self._tell_turner)

    @on(PageTurner.Turned)
    def turn(self, event: PageTurner.Turned) -> None:
        event.stop()
        self.page = max(0, min(self.page + event.by, self.pages - 1))

    def page_shown(self) -> None:
        """The page is there: children that are not on it must not be reachable."""

    def _tell_turner(self) -> None:
        if self.pages > 1:
            self._turner.show(self.page, self.pages)
            if not self._turner.is_attached:
                _ = self.mount(self._turner)
        self.page_shown()


def _turner_region(size: Size, page: Size, columns: int) -> Region:
    """At the end side of the page, or below it."""
    if page.width < size.width:
        return Region(size.width - columns, 0, columns, size.height)
    return Region(0, size.height - TURNER_ROWS, size.width, TURNER_ROWS)
