"""Long contents in pages: what is on the page now, and two buttons to turn it."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement
from textual.message import Message
from textual.reactive import reactive

from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.widget import Widget

TURNER_ROWS = 3
GAP = 1


@dataclass(frozen=True, slots=True)
class TurnerWords:
    previous: str
    more: str


class PageTurner(MirroredRow):
    """Earlier, where we are, more."""

    DEFAULT_CSS = """
    PageTurner {
        height: 3;
        TouchButton { width: 1fr; padding: 0; }
        Paragraph { width: 7; margin: 1 1; }
        .-end-of-pages { visibility: hidden; }
    }
    """

    @dataclass
    class Turned(Message):
        """Another page is wanted: the next (1) or the one before (-1)."""

        by: int

    def __init__(self, words: TurnerWords) -> None:
        super().__init__()
        self._previous = TouchButton(f"▲ {words.previous}", id="previous-page")
        self._where = Paragraph("", align="center", id="page-of-pages")
        self._next = TouchButton(f"▼ {words.more}", id="next-page")

    def compose(self) -> ComposeResult:
        yield self._previous
        yield self._where
        yield self._next

    def show(self, page: int, pages: int) -> None:
        self._where.text = f"{page + 1} / {pages}"
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


class Paged(SteadyWidget):
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

    def place(self, size: Size) -> list[tuple[Widget, Region]]:
        if size.area == 0:
            return []
        page_size = size
        self.pages = self.pages_of(size)
        if self.pages > 1:
            page_size = Size(size.width, size.height - TURNER_ROWS - GAP)
            self.pages = max(2, self.pages_of(page_size))
        placed = self.place_page(page_size, min(self.page, self.pages - 1))
        if self._turner.is_attached and self.pages > 1:
            row = Region(0, size.height - TURNER_ROWS, size.width, TURNER_ROWS)
            placed.append((self._turner, row))
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
