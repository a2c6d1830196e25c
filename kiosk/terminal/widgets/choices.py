"""The few things one can do: the first large, the others beside it or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.shares import shares
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import SteadyWidget

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
GUTTER = 1


class ChoicesLayout(Layout):
    """Equal plates; on a low screen the first, a row of two, and the last."""

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
            for child, region in zip(children, regions, strict=False)
            if region.area
        ]


_CHOICES = ChoicesLayout()


class Choices(SteadyWidget):
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

    def regions(self, size: Size) -> list[Region]:
        """Of each child in turn; one without a place of its own has no area."""
        nowhere = Region(0, 0, 0, 0)
        if size.height < LOW:
            return [*self._low(size), nowhere]
        if self._aside is None or size.width < ROOM_ASIDE:
            (_, left), (x, right) = shares(size.width, 2, GUTTER)
            rest = nowhere
        else:
            (_, left), (x, right), (y, last) = shares(size.width, 3, 2 * GUTTER)
            rest = Region(y, 0, last, size.height)
        stack = shares(size.height - size.height % len(self._others), len(self._others))
        first = Region(0, 0, left, stack[-1][0] + stack[-1][1])
        others = [Region(x, begin, right, rows) for begin, rows in stack]
        return [first, *others, rest]

    def _low(self, size: Size) -> list[Region]:
        """Three rows of plates; what does not come out even, the first gets."""
        rows = shares(size.height, 3)
        pair = shares(size.width, 2, GUTTER)
        (y, high), (below, foot) = rows[1], rows[2]
        return [
            Region(0, 0, size.width, rows[0][1]),
            *(Region(x, y, width, high) for x, width in pair),
            Region(0, below, size.width, foot),
        ]
