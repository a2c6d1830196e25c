"""A field of equal cards that flow from the start side and fill whole pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import direction_of, mirrored
from kiosk.terminal.widgets.face import Face
from kiosk.terminal.widgets.paging import GAP, Paged
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kiosk.terminal.widgets.paging import TurnerWords


CardRow = list[Face]


class Cards(Paged):
    """Faces in as many columns as `narrowest` and the longest word allow."""

    GUTTER = 2

    def __init__(
        self,
        cards: Sequence[Face],
        words: TurnerWords,
        *,
        narrowest: int = 22,
        tallest: int = 6,
        most_columns: int = 3,
        detail_from: int = 0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Cards grow up to `tallest` rows; details need `detail_from` columns."""
        super().__init__(words, id=id)
        self._cards = list(cards)
        self._narrowest = narrowest
        self._tallest = tallest
        self._most_columns = most_columns
        self._detail_from = detail_from

    def compose(self) -> ComposeResult:
        yield from self._cards

    def pages_of(self, size: Size) -> int:
        return len(self._split(size))

    def place_page(self, size: Size, page: int) -> list[tuple[Widget, Region]]:
        rtl = direction_of(self) is Direction.RIGHT_TO_LEFT
        _, width = self._columns(size.width)
        rows = self._split(size)[page]
        placed: list[tuple[Widget, Region]] = []
        y = 0
        for row, height in zip(rows, self._heights(rows, width, size), strict=True):
            for column, card in enumerate(row):
                region = Region(column * (width + self.GUTTER), y, width, height)
                placed.append((card, mirrored(region, size.width) if rtl else region))
            y += height + GAP
        return placed

    def page_shown(self) -> None:
        for card in self._cards:
            if isinstance(card, TouchButton):
                card.can_focus = card.region.area > 0

    def _columns(self, width: int) -> tuple[int, int]:
        """How many columns, and a card's width, in a field of this width."""
        columns = (width + self.GUTTER) // (self._narrowest + self.GUTTER)
        columns = max(1, min(columns, self._most_columns, len(self._cards)))
        while columns > 1 and self._card_width(width, columns) < self._wordiest():
            columns -= 1
        return columns, self._card_width(width, columns)

    def _card_width(self, width: int, columns: int) -> int:
        return (width - self.GUTTER * (columns - 1)) // columns

    def _wordiest(self) -> int:
        """How wide a card must be to break no word."""
        return max((card.columns_needed() for card in self._cards), default=0)

    def _split(self, size: Size) -> list[list[CardRow]]:
        """Pages of rows of cards; a page is as full as its height allows."""
        columns, width = self._columns(size.width)
        pages: list[list[CardRow]] = [[]]
        left = size.height
        for start in range(0, len(self._cards), columns):
            row = self._cards[start : start + columns]
            needed = self._needed(row, width, size) + GAP
            if pages[-1] and needed > left + GAP:
                pages.append([])
                left = size.height
            pages[-1].append(row)
            left -= needed
        return pages

    def _needed(self, row: CardRow, width: int, size: Size) -> int:
        with_detail = size.width >= self._detail_from
        return max(card.rows_needed(width, with_detail=with_detail) for card in row)

    def _heights(self, rows: list[CardRow], width: int, size: Size) -> list[int]:
        """All the same and generous where that fits, else what each row needs."""
        needed = [self._needed(row, width, size) for row in rows]
        equal = (size.height + GAP) // max(1, len(rows)) - GAP
        equal = min(equal, max(self._tallest, *needed, 0))
        return [equal] * len(rows) if equal >= max(needed, default=0) else needed
