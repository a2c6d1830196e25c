"""A token's colour for part of a line.

Not a component class: Textual styles each of these like a widget, which took as
long as styling all the rest.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.widget import Widget


def ink(widget: Widget, token: str) -> Style:
    """What the widget's own style is, in the colour of this token."""
    return widget.rich_style + _style(_color(widget, token))


def ink_on(widget: Widget, token: str, paper: str) -> Style:
    """One token on another."""
    return _style(_color(widget, token), _color(widget, paper))


def _color(widget: Widget, token: str) -> str:
    return widget.app.theme_variables[token]


@lru_cache(maxsize=64)
def _style(color: str, paper: str | None = None) -> Style:
    return Style(
        color=Color.parse(color).rich_color,
        bgcolor=Color.parse(paper).rich_color if paper else None,
    )
