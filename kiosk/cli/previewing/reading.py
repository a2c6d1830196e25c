"""What stands on a screen, as words in the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from kiosk.terminal.widgets.painted import Painted
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.terminal.app import KioskApp


def words_on(app: KioskApp) -> str:
    """Beside the bar of ways. A text of several pages is there with all of them."""
    widgets = app.shown.walk_children(Widget)
    shown = (w for w in widgets if w.region.area and w.visible)
    return "\n".join(line for widget in shown for line in _lines(widget) if line)


def _lines(widget: Widget) -> Iterator[str]:
    match widget:
        case Painted():
            yield from widget.words()
        case Prose():
            for block in widget.blocks:
                yield from block.text.split("\n")
        case Paragraph():
            yield from widget.text.split("\n")
        case _:
            pass
