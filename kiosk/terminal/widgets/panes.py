"""A band and a field of plates: one above the other, or side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import NULL_OFFSET, Region, Size, Spacing
from textual.layout import Layout, WidgetPlacement

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import mirrored
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.steady import Holder

if TYPE_CHECKING:
    from textual.layout import ArrangeResult
    from textual.widget import Widget

SIDE_BY_SIDE = (118, 30)
"""Columns and rows from which the band is a pane."""
PANE = 62
"""Columns of the pane, as many as a line that is easily read."""
FIELD_ROWS = ((28, 20), (23, 16), (0, 16))
"""From so many rows on, so many are for the plates and the air above them."""
LEAST = 3
WIDE = 86
"""Columns beside the access bar from which two are left free beside the plates."""


class PanesLayout(Layout):
    name = "panes"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        regions = panes(size) if len(children) > 1 else [alone(size)]
        if direction_of(parent) is Direction.RIGHT_TO_LEFT:
            regions = [mirrored(region, size.width) for region in regions]
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing.all(0), child)
            for child, region in zip(children, regions, strict=True)
        ]


_PANES = PanesLayout()


class Panes(Holder):
    """Two children: the band, which may be hidden, and what is touched."""

    DEFAULT_CSS = """
    Panes { width: 1fr; height: 1fr; overflow: hidden; }
    """

    @property
    def layout(self) -> Layout:
        return _PANES


def alone(size: Size) -> Region:
    """Of what is touched, without the band."""
    margin = _margin(size)
    return Region(margin, 0, size.width - 2 * margin, size.height)


def panes(size: Size) -> list[Region]:
    margin = _margin(size)
    if size.width >= SIDE_BY_SIDE[0] and size.height >= SIDE_BY_SIDE[1]:
        rest = size.width - PANE - 2 * margin
        return [
            Region(0, 0, PANE, size.height),
            Region(PANE + margin, 1, rest, size.height - 2),
        ]
    plates = next(rows for least, rows in FIELD_ROWS if size.height >= least)
    air = 1 if size.height >= FIELD_ROWS[1][0] else 0
    band = max(LEAST, size.height - plates - air)
    y = band + air
    width = size.width - 2 * margin
    return [
        Region(0, 0, size.width, band),
        Region(margin, y, width, size.height - y),
    ]


def _margin(size: Size) -> int:
    return 2 if size.width >= WIDE else 1
