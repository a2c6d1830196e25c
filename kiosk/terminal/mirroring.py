"""Rows that begin where reading begins: left, or right in right-to-left languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.layouts.horizontal import HorizontalLayout

from kiosk.domain.localized import Direction
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import Holder

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.layout import ArrangeResult, Layout
    from textual.widget import Widget


def mirrored(region: Region, width: int) -> Region:
    return Region(width - region.right, region.y, region.width, region.height)


class FromStart(HorizontalLayout):
    """The horizontal layout, mirrored where the screen is."""

    name = "from-start"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        placements = super().arrange(parent, children, size, greedy)
        if direction_of(parent) is Direction.LEFT_TO_RIGHT:
            return placements
        return [
            placement._replace(region=mirrored(placement.region, size.width))
            for placement in placements
        ]


_FROM_START = FromStart()


class MirroredRow(Holder):
    """Children side by side, the first at the start side."""

    DEFAULT_CSS = """
    MirroredRow { width: 1fr; height: auto; overflow: hidden; }
    """

    @property
    def layout(self) -> Layout:
        return _FROM_START
