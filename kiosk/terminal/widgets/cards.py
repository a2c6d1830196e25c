"""A field of equal cards that flow from the start side and fill whole pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Region, Size

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.widgets.paging import GAP, Paged
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from kiosk.terminal.widgets.face import Face
    from kiosk.terminal.widgets.paging import TurnerWords


FEWEST_COLUMNS = 8
"""Of anything that a finger must hit: 20 mm at the reading distance, and its frame."""


class Spot(NamedTuple):
    """A card and where it lies in its row, in columns from the start side."""

    card: Face
    x: int
    width: int


CardRow = list[Spot]


class Cards(Paged):
    """Faces in as many columns as `narrowest` and the longest word allow.

    Flowing cards are as wide as their words and fill each row, as bricks fill a wall;
    their details give way before a card has to wait on a second page.
    """

    AT_ONCE = 24
    """Cards that are mounted with the first page, which holds no more; of a long list
    the others come with their page."""
    GUTTER = 2
    FLOWING_GUTTER = 1

    def __init__(
        self,
        cards: Sequence[Face],
        words: TurnerWords,
        *,
        narrowest: int = 22,
        tallest: int = 6,
        most_columns: int = 3,
        detail_from: int = 0,
        flowing: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Cards grow up to `tallest` rows; details need `detail_from` columns."""
        super().__init__(words, id=id)
        self._cards = list(cards)
        self._narrowest = narrowest
        self._tallest = tallest
        self._most_columns = most_columns
        self._detail_from = detail_from
        self._flowing = flowing

    def compose(self) -> ComposeResult:
        yield from self._cards[: self.AT_ONCE]

    def pages_of(self, size: Size) -> int:
        return len(self._split(size))

    def place_page(self, size: Size, page: int) -> list[tuple[Widget, Region]]:
        rtl = direction_of(self) is Direction.RIGHT_TO_LEFT
        rows = self._split(size)[page]
        placed: list[tuple[Widget, Region]] = []
        y = 0
        for row, height in zip(rows, self._heights(rows, size), strict=True):
            for card, x, width in row:
                if not card.is_attached:
                    continue
                region = Region(x, y, width, height)
                placed.append((card, mirrored(region, size.width) if rtl else region))
            y += height + GAP
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
        like = self._cards[0] if self._cards else None
        return max((card.columns_needed(like) for card in self._cards), default=0)

    def _rows(self, width: int) -> Iterator[CardRow]:
        if self._flowing:
            yield from flowing_rows(self._cards, width, self.FLOWING_GUTTER)
            return
        columns, wide = self._columns(width)
        for start in range(0, len(self._cards), columns):
            row = self._cards[start : start + columns]
            yield [
                Spot(card, at * (wide + self.GUTTER), wide)
                for at, card in enumerate(row)
            ]

    def _split(self, size: Size) -> list[list[CardRow]]:
        """Pages of rows of cards; a page is as full as its height allows."""
        return self._pages(size, with_detail=self._has_details(size))

    def _has_details(self, size: Size) -> bool:
        if size.width < self._detail_from:
            return False
        return not self._flowing or len(self._pages(size, with_detail=True)) == 1

    def _pages(self, size: Size, *, with_detail: bool) -> list[list[CardRow]]:
        pages: list[list[CardRow]] = [[]]
        left = size.height
        for row in self._rows(size.width):
            needed = self._needed(row, with_detail=with_detail) + GAP
            if pages[-1] and needed > left + GAP:
                pages.append([])
                left = size.height
            pages[-1].append(row)
            left -= needed
        return pages

    def _needed(self, row: CardRow, *, with_detail: bool) -> int:
        like = self._cards[0]
        return max(
            card.rows_needed(width, with_detail=with_detail, like=like)
            for card, _, width in row
        )

    def _heights(self, rows: list[CardRow], size: Size) -> list[int]:
        """All the same and generous where that fits, else what each row needs."""
        with_detail = self._has_details(size)
        needed = [self._needed(row, with_detail=with_detail) for row in rows]
        equal = (size.height + GAP) // max(1, len(rows)) - GAP
        equal = min(equal, max(self._tallest, *needed, 0))
        return [equal] * len(rows) if equal >= max(needed, default=0) else needed


def flowing_rows(cards: Sequence[Face], width: int, gutter: int) -> Iterator[CardRow]:
    """Rows that no card sticks out of, each as wide as the field."""
    row: list[tuple[Face, int]] = []
    for card in cards:
        needed = max(card.columns_in_a_line(cards[0]), FEWEST_COLUMNS)
        if row and sum(wide + gutter for _, wide in row) + needed > width:
            yield _stretched(row, width, gutter)
            row = []
        row.append((card, min(needed, width)))
    if row:
        yield _stretched(row, width, gutter)


def _stretched(row: list[tuple[Face, int]], width: int, gutter: int) -> CardRow:
    """What is left over is shared out evenly."""
    left = width - sum(wide + gutter for _, wide in row) + gutter
    spots, x = [], 0
    for at, (card, wide) in enumerate(row):
        share = left // (len(row) - at)
        left -= share
        spots.append(Spot(card, x, wide + share))
        x += wide + share + gutter
    return spots
