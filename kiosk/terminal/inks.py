"""A token's colour for part of a line.

Not a component class: Textual styles each of these like a widget, which took as
long as styling all the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from textual.widget import Widget


def ink(widget: Widget, token: str) -> Style:
    """What the widget's own style is, in the colour of this token."""
    return widget.rich_style + Style(color=_color(widget, token).rich_color)


def ink_on(widget: Widget, token: str, paper: str) -> Style:
    """One token on another."""
    return Style(
        color=_color(widget, token).rich_color,
        bgcolor=_color(widget, paper).rich_color,
    )


def _color(widget: Widget, token: str) -> Color:
    return Color.parse(widget.app.theme_variables[token])
