"""Where emergency numbers stand: those of danger first and largest, then the others."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.shares import shares
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import Holder
from kiosk.terminal.widgets.number_card import NumberCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.widget import Widget

LOUD = 2
"""Numbers for danger to life, the first ones."""
LOW = 19
"""Rows below which the others stand one below the other."""
LOW_LOUD = 7
GUTTER = 1
LEAST_ROWS = 4
"""Of a number that stands alone in its line."""


class NumberFieldLayout(Layout):
    name = "number-field"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        regions = places(len(children), size)
        if direction_of(parent) is Direction.RIGHT_TO_LEFT:
            regions = [mirrored(region, size.width) for region in regions]
        _stand_alike(children[LOUD:], regions[LOUD:])
        _make_equal(children[:LOUD], regions[:LOUD])
        _make_equal(children[LOUD:], regions[LOUD:])
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing.all(0), child)
            for child, region in zip(children, regions, strict=True)
        ]


_NUMBER_FIELD = NumberFieldLayout()


class NumberField(Holder):
    """All on one page: nobody turns pages in an emergency."""

    DEFAULT_CSS = """
    NumberField { width: 1fr; height: 1fr; overflow: hidden; }
    """

    def __init__(self, cards: Sequence[NumberCard]) -> None:
        super().__init__(id="numbers")
        self._cards = cards

    @property
    def layout(self) -> Layout:
        return _NUMBER_FIELD

    def compose(self) -> ComposeResult:
        yield from self._cards


def _stand_alike(cards: Sequence[Widget], regions: Sequence[Region]) -> None:
    """Words of one group stand beside their numbers, or all of them below."""
    placed = [
        (card, region)
        for card, region in zip(cards, regions, strict=True)
        if isinstance(card, NumberCard)
    ]
    beside = [
        card.has_room_beside(region.width, region.height) for card, region in placed
    ]
    if not all(beside):
        for card, _ in placed:
            card.stand_below()


def _make_equal(cards: Sequence[Widget], regions: Sequence[Region]) -> None:
    """Digits of one group are equally high, where all of it has room for digits."""
    rows = {
        card: card.digit_rows(region.width, region.height)
        for card, region in zip(cards, regions, strict=True)
        if isinstance(card, NumberCard)
    }
    lowest = min(rows.values(), default=1)
    if lowest > 1:
        for card in rows:
            card.at_most(lowest)


def places(count: int, size: Size) -> list[Region]:
    """Of each number in turn; the first is the widest."""
    loud, others = min(count, LOUD), max(0, count - LOUD)
    if size.height < LOW:
        rows = LOW_LOUD if others else size.height
        left = size.height - rows
        abreast = 1 if left >= others * LEAST_ROWS else LOUD
        below = _in_lines(others, abreast, Region(0, rows, size.width, left))
        return [*_abreast(loud, size.width, 0, rows), *below]
    lines = 1 + ceil(others / LOUD)
    high = size.height // lines
    rest = Region(0, high, size.width, high * (lines - 1))
    return [*_abreast(loud, size.width, 0, high), *_in_lines(others, LOUD, rest)]


def _in_lines(count: int, abreast: int, box: Region) -> list[Region]:
    """So many in each line but the last; all lines are equally high, or nearly."""
    lines = shares(box.height, ceil(count / abreast))
    return [
        Region(x, box.y + y, width, high)
        for at, (y, high) in enumerate(lines)
        for x, width in shares(box.width, min(abreast, count - at * abreast), GUTTER)
    ]


def _abreast(count: int, width: int, y: int, rows: int) -> list[Region]:
    if count < LOUD:
        return [Region(0, y, width, rows)] * count
    first = width * 3 // 5
    return [
        Region(0, y, first, rows),
        Region(first + GUTTER, y, width - first - GUTTER, rows),
    ]
