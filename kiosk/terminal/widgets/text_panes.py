"""A text and what belongs to it: side by side, or the text and one plate below."""

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

ASIDE = ((110, 46), (78, 37), (64, 25))
"""From so many columns on, so many are beside the text; below the least, none."""
GAP = 2
PLATE_ROWS = 4
"""Of a plate that leads on."""
GUTTER = 1
CODE = Size(37, 22)
"""Of a code, and three lines about it."""
LEAST_FACTS = 7
"""Rows of facts that leave their place to no code."""
NOWHERE = Region(0, 0, 0, 0)


class TextPanesLayout(Layout):
    name = "text-panes"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        assert isinstance(parent, TextPanes)
        placed = parent.regions(size)
        if direction_of(parent) is Direction.RIGHT_TO_LEFT:
            placed = {w: mirrored(region, size.width) for w, region in placed.items()}
        return [
            WidgetPlacement(placed[child], NULL_OFFSET, Spacing.all(0), child)
            for child in children
            if placed[child].area
        ]


_TEXT_PANES = TextPanesLayout()


class TextPanes(Holder):
    """Facts and code are there only where there is room beside the text."""

    DEFAULT_CSS = """
    TextPanes { width: 1fr; height: 1fr; overflow: hidden; }
    """

    def __init__(
        self,
        text: Widget,
        *,
        facts: Widget | None = None,
        code: Widget | None = None,
        plates: Sequence[Widget] = (),
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`plates` lead on, and are always there."""
        super().__init__(id=id)
        self._text, self._facts, self._code = text, facts, code
        self._plates = tuple(plates)

    @property
    def layout(self) -> Layout:
        return _TEXT_PANES

    def compose(self) -> ComposeResult:
        for child in (self._text, self._facts, self._code, *self._plates):
            if child is not None:
                yield child

    def regions(self, size: Size) -> dict[Widget, Region]:
        """Where each child lies; one that has no room has no area."""
        aside = next((wide for least, wide in ASIDE if size.width >= least), 0)
        stack = PLATE_ROWS * len(self._plates)
        column = Region(size.width - aside, 0, aside, size.height - stack)
        facts, code = self._beside(column)
        if not facts.area and not code.area:
            foot = PLATE_ROWS if self._plates else 0
            text = Region(0, 0, size.width, size.height - foot)
            along = shares(size.width, max(1, len(self._plates)), GUTTER)
            plates = [Region(x, text.bottom, width, foot) for x, width in along]
        else:
            text = Region(0, 0, size.width - aside - GAP, size.height)
            plates = [
                Region(column.x, column.bottom + at * PLATE_ROWS, aside, PLATE_ROWS)
                for at in range(len(self._plates))
            ]
        parts = ((self._text, text), (self._facts, facts), (self._code, code))
        found = {child: region for child, region in parts if child is not None}
        return found | dict(zip(self._plates, plates, strict=False))

    def _beside(self, column: Region) -> tuple[Region, Region]:
        """Facts first; a code below them, or instead where there are none."""
        if not column.width:
            return NOWHERE, NOWHERE
        has_code = self._code is not None and column.width >= CODE.width
        above = LEAST_FACTS if self._facts is not None else 0
        left = column.height - above
        if not has_code or left < CODE.height:
            return (column if self._facts is not None else NOWHERE), NOWHERE
        x = column.x + (column.width - CODE.width) // 2
        y = column.bottom - CODE.height
        code = Region(x, y, CODE.width, CODE.height)
        facts = Region(column.x, 0, column.width, left - CODE.height + above - 1)
        return (facts if self._facts is not None else NOWHERE), code
