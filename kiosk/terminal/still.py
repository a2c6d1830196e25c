"""Widgets that never scroll: taking their place is no reason to lay out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size


class Still(Widget):
    """Textual lays out a second time when it learns how far a widget can scroll."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class Column(Still, Vertical):
    """Children one below the other."""
