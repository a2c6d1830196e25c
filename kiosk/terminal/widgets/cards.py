"""A field of equal cards that flow from the start side and fill whole pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import direction_of, mirrored
from kiosk.terminal.widgets.paging import GAP, Paged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kiosk.terminal.widgets.paging import TurnerWords
    from kiosk.terminal.widgets.touch_button import TouchButton


class Cards(Paged):
    """Touch buttons in columns. As many columns as `narrowest` allows."""

    GUTTER = 2

    def __init__(
        self,
        cards: Sequence[TouchButton],
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
        yield self._turner

    def pages_of(self, size: Size) -> int:
        columns, _, height = self._measure(size.width)
        per_page = columns * self._rows_in(size.height, height)
        return max(1, -(-len(self._cards) // per_page))

    def place_page(self, size: Size, page: int) -> list[tuple[Widget, Region]]:
        columns, width, height = self._measure(size.width)
        rows = self._rows_in(size.height, height)
        shown = self._on_page(page, columns * rows)
        height = self._stretched(size.height, height, min(rows, self._rows_of(columns)))
        rtl = direction_of(self) is Direction.RIGHT_TO_LEFT
        placed: list[tuple[Widget, Region]] = []
        for place, card in enumerate(shown):
            row, column = divmod(place, columns)
            region = Region(
                column * (width + self.GUTTER), row * (height + GAP), width, height
            )
            placed.append((card, mirrored(region, size.width) if rtl else region))
        return placed

    def page_shown(self) -> None:
        for card in self._cards:
            card.can_focus = card.region.area > 0

    def _measure(self, width: int) -> tuple[int, int, int]:
        """Columns, and a card's width and height, for this width of the field."""
        columns = (width + self.GUTTER) // (self._narrowest + self.GUTTER)
        columns = max(1, min(columns, self._most_columns, len(self._cards)))
        card = (width - self.GUTTER * (columns - 1)) // columns
        with_detail = width >= self._detail_from
        rows = (c.rows_needed(card, with_detail=with_detail) for c in self._cards)
        return columns, card, max(rows, default=3)

    def _rows_of(self, columns: int) -> int:
        return -(-len(self._cards) // columns)

    def _rows_in(self, height: int, card: int) -> int:
        return max(1, (height + GAP) // (card + GAP))

    def _stretched(self, height: int, card: int, rows: int) -> int:
        spare = (height + GAP) // max(1, rows) - GAP
        return max(card, min(spare, self._tallest))

    def _on_page(self, page: int, per_page: int) -> list[TouchButton]:
        return self._cards[page * per_page : (page + 1) * per_page]
