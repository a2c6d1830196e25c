"""A field of equal plates that flow from the start side and fill whole pages."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from textual.geometry import Region, Size

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.widgets.paging import FEWEST_ROWS, Paged
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kiosk.terminal.widgets.face import Face
    from kiosk.terminal.widgets.paging import TurnerWords


class Cards(Paged):
    """Plates in as many columns as `narrowest` and the longest word allow.

    All have one size, on every page; what is left over becomes air below them.
    """

    AT_ONCE = 24
    """Plates that are mounted with the first page, which holds no more; of a long list
    the others come with their page."""
    GUTTER = 1
    """Columns between plates; between rows of them, what they stand on is the gap."""

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
        """Plates grow up to `tallest` rows; details need `detail_from` columns."""
        super().__init__(words, id=id)
        self._cards = list(cards)
        self._narrowest = narrowest
        self._tallest = tallest
        self._most_columns = most_columns
        self._detail_from = detail_from

    def compose(self) -> ComposeResult:
        yield from self._cards[: self.AT_ONCE]

    def pages_of(self, size: Size) -> int:
        columns, _ = self._columns(size.width)
        per_page = columns * self._rows_of_a_page(size)
        return max(1, ceil(len(self._cards) / per_page))

    def page_size(self, size: Size) -> Size:
        return Size(size.width - self.turner_columns - self.GUTTER, size.height)

    def place_page(self, size: Size, page: int) -> list[tuple[Widget, Region]]:
        rtl = direction_of(self) is Direction.RIGHT_TO_LEFT
        columns, width = self._columns(size.width)
        height = self._height(size)
        per_page = columns * self._rows_of_a_page(size)
        placed: list[tuple[Widget, Region]] = []
        for at, card in enumerate(self._cards[page * per_page :][:per_page]):
            if not card.is_attached:
                continue
            row, column = divmod(at, columns)
            x = column * (width + self.GUTTER)
            region = Region(x, row * height, width, height)
            placed.append((card, mirrored(region, size.width) if rtl else region))
        return placed

    async def watch_page(self) -> None:
        wanted = self._cards[: (self.page + 1) * self.AT_ONCE]
        missing = [card for card in wanted if not card.is_attached]
        if missing:
            await self.mount(*missing)
        await super().watch_page()

    def page_shown(self) -> None:
        for card in self._cards:
            if isinstance(card, TouchButton) and card.is_attached:
                card.can_focus = card.region.area > 0

    def _columns(self, width: int) -> tuple[int, int]:
        """How many columns, and a plate's width, in a field of this width."""
        columns = (width + self.GUTTER) // (self._narrowest + self.GUTTER)
        columns = max(1, min(columns, self._most_columns, len(self._cards)))
        while columns > 1 and self._card_width(width, columns) < self._wordiest():
            columns -= 1
        return columns, self._card_width(width, columns)

    def _card_width(self, width: int, columns: int) -> int:
        return (width - self.GUTTER * (columns - 1)) // columns

    def _wordiest(self) -> int:
        """How wide a plate must be to break no word."""
        like = self._cards[0] if self._cards else None
        return max((card.columns_needed(like) for card in self._cards), default=0)

    def _rows_of_a_page(self, size: Size) -> int:
        return max(1, size.height // self._needed(size.width))

    def _height(self, size: Size) -> int:
        """Of every plate: generous where that fits."""
        columns, _ = self._columns(size.width)
        rows = min(self._rows_of_a_page(size), ceil(len(self._cards) / columns))
        needed = self._needed(size.width)
        return min(max(size.height // max(1, rows), needed), max(self._tallest, needed))

    def _needed(self, width: int) -> int:
        """Rows that the wordiest of them needs, and a finger."""
        _, wide = self._columns(width)
        like = self._cards[0] if self._cards else None
        with_detail = width >= self._detail_from
        needed = (
            card.rows_needed(wide, with_detail=with_detail, like=like)
            for card in self._cards
        )
        return max(FEWEST_ROWS, *needed)
