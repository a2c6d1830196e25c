"""Looks at a screen as an accessibility tester does, and lists what is wrong."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from textual.widget import Widget

from kiosk.bidi import cells
from kiosk.terminal.widgets.face import LEDGE, Face
from kiosk.terminal.widgets.head import HeadBand
from kiosk.terminal.widgets.keyboard import KeyField
from kiosk.terminal.widgets.number_card import NumberCard
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.geometry import Region
    from textual.screen import Screen

SMALLEST = (8, 3)
"""Columns and rows of a touch target: 20 mm and room for a frame and a word."""
SMALLEST_KEY = (4, 2)
"""Of a key: 20 mm at the reading distance; keys lie side by side."""


def visible(screen: Screen[object]) -> Iterator[Widget]:
    for widget in screen.walk_children(Widget):
        if widget.region.area and widget.visible and widget.is_on_screen:
            yield widget


def complaints(screen: Screen[object]) -> list[str]:
    """Empty when all can be read and touched."""
    shown = list(visible(screen))
    return [
        *(f"{_name(w)} sticks out" for w in shown if _sticks_out(w, screen)),
        *(f"{_name(w)} is cut" for w in shown if _is_cut(w)),
        *_touching(shown),
        *(line for w in shown if isinstance(w, KeyField) for line in _keys(w)),
    ]


def _touching(shown: list[Widget]) -> Iterator[str]:
    targets = [w for w in shown if isinstance(w, TouchButton | KeyField)]
    for target in targets:
        if target.region.width < SMALLEST[0] or target.region.height < SMALLEST[1]:
            yield f"{_name(target)} is too small: {target.region.size}"
    for one, other in combinations(targets, 2):
        if _face(one).grow((1, 1, 1, 1)).overlaps(_face(other)):
            yield f"{_name(one)} and {_name(other)} are too close"


def _face(target: Widget) -> Region:
    """Without what it stands on: a touch there still counts for the plate above."""
    region = target.region
    if not isinstance(target, Face) or not target.has_ledge:
        return region
    return region.shrink((0, 0, LEDGE, 0))


def _keys(field: KeyField) -> Iterator[str]:
    """What is wrong with single keys; only they may touch each other."""
    placed = [key for row in field.placed() for key in row]
    for key, region in placed:
        if region.width < SMALLEST_KEY[0] or region.height < SMALLEST_KEY[1]:
            yield f"key {key.faces} is too small: {region.size}"
        if not field.region.reset_offset.contains_region(region):
            yield f"key {key.faces} sticks out"
        if key.faces and cells.width(key.faces[-1]) > region.width - 1:
            yield f"key {key.faces} is cut"
    for (one, here), (other, there) in combinations(placed, 2):
        if here.overlaps(there):
            yield f"keys {one.faces} and {other.faces} lie on each other"


def _sticks_out(widget: Widget, screen: Screen[object]) -> bool:
    place = screen.find_widget(widget)
    return not place.clip.contains_region(place.region)


def _is_cut(widget: Widget) -> bool:
    width, height = widget.size
    if isinstance(widget, Paragraph):
        return len(widget._lines(width)) > height
    if isinstance(widget, HeadBand):
        return len(widget._lines(width)) > height
    return isinstance(widget, Face | NumberCard) and widget.is_cut()


def _name(widget: Widget) -> str:
    words = getattr(widget, "label", getattr(widget, "text", ""))
    return f"{type(widget).__name__}#{widget.id} {words!r}"
