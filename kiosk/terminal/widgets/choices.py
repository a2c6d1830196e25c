"""The few things one can do: the first large, the others beside it or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.shares import shares
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import Holder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.layout import ArrangeResult
    from textual.widget import Widget

    from kiosk.terminal.widgets.face import Face

LOW = 19
"""Rows below which the first stands above the others, not beside them."""
ROOM_ASIDE = 118
"""Columns from which something more stands at the end side."""
ASIDE = 49
"""Its columns: two plates with a picture and the longest word of a life area."""
GUTTER = 1


class ChoicesLayout(Layout):
    """Equal plates; on a low screen the first, and the others below it two by two."""

    name = "choices"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        assert isinstance(parent, Choices)
        regions = parent.regions(size)
        if direction_of(parent) is Direction.RIGHT_TO_LEFT:
            regions = [mirrored(region, size.width) for region in regions]
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing.all(0), child)
            for child, region in zip(parent.in_order(), regions, strict=False)
            if region.area
        ]


_CHOICES = ChoicesLayout()


class Choices(Holder):
    DEFAULT_CSS = """
    Choices { width: 1fr; height: 1fr; overflow: hidden; }
    """

    def __init__(
        self, first: Face, others: Sequence[Face], aside: Widget | None = None
    ) -> None:
        """`aside` is there on the largest grids alone."""
        super().__init__()
        self._first, self._others, self._aside = first, others, aside

    @property
    def layout(self) -> Layout:
        return _CHOICES

    def compose(self) -> ComposeResult:
        yield self._first
        yield from self._others
        if self._aside is not None:
            yield self._aside

    def in_order(self) -> list[Widget]:
        """All that have a region, in its order; what is hidden leaves no gap."""
        aside = [] if self._aside is None else [self._aside]
        return [self._first, *self._shown(), *aside]

    def regions(self, size: Size) -> list[Region]:
        """Of each in order; one without a place of its own has no area."""
        nowhere = Region(0, 0, 0, 0)
        if size.height < LOW:
            return [*self._low(size), nowhere]
        if self._aside is None or size.width < ROOM_ASIDE:
            (_, left), (x, right) = shares(size.width, 2, GUTTER)
            rest = nowhere
        else:
            beside = size.width - ASIDE
            (_, left), (x, right) = shares(beside - 2 * GUTTER, 2, 2 * GUTTER)
            rest = Region(beside, 0, ASIDE, size.height)
        count = len(self._shown())
        stack = shares(size.height - size.height % count, count)
        first = Region(0, 0, left, stack[-1][0] + stack[-1][1])
        others = [Region(x, begin, right, rows) for begin, rows in stack]
        return [first, *others, rest]

    def _low(self, size: Size) -> list[Region]:
        """Rows of plates; what does not come out even, the first and the last get."""
        count = len(self._shown())
        pairs, lone = divmod(count, 2)
        (_, top), *rows = shares(size.height, 1 + pairs + lone)
        pair = shares(size.width, 2, GUTTER)
        return [
            Region(0, 0, size.width, top),
            *(Region(x, y, w, high) for y, high in rows[:pairs] for x, w in pair),
            *(Region(0, y, size.width, high) for y, high in rows[pairs:]),
        ]

    def _shown(self) -> list[Face]:
        return [other for other in self._others if other.display]
