"""The names inside Textual that this program leans on, each with its reason.

Textual may move them without a word; `tests/terminal/test_textual_inside.py` says which
one did. Where there is a public way, the program takes it, and the name is not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, messages
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from textual.message import Message
    from textual.widget import Widget


def key_parser() -> XTermParser:
    """Textual lets drivers be written, but not what turns bytes into keys."""
    return XTermParser()


def tells_size(message: Message) -> bool:
    """Whether a terminal program (or a scanner that types the same) tells a size.

    The size of the window is asked of the system, which no key can forge.
    """
    return isinstance(message, events.Resize | messages.InBandWindowResize)


def paint_now(widget: Widget) -> None:
    """Textual paints when all messages are read, and the next may take long."""
    screen = widget.screen
    if screen.is_current and not widget.app._batch_count:
        screen._compositor.update_widgets({widget})
        screen._compositor_refresh()
