"""The names inside Textual that this program leans on, each with its reason.

Textual may move them without a word; `tests/terminal/test_textual_inside.py` says which
one did. Where there is a public way, the program takes it, and the name is not here.
"""

from __future__ import annotations

import os
from abc import abstractmethod
from typing import TYPE_CHECKING

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver
    from textual.geometry import Size
    from textual.message import Message

SIZE_NOT_KNOWN = (80, 25)
"""Columns and rows, as Textual takes them; the window soon tells its own."""


class Steadfast(MessagePump):
    """Textual ends a loop whose handler raises; a terminal must not stop there."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001
            self.app._handle_exception(error)


class FaultTolerant(App[None]):
    """Textual ends the app at the first exception, and shows a trace to whoever is
    there; its public `App.exit` comes too late for that."""

    @abstractmethod
    def goes_on_after(self, error: Exception) -> bool:
        """Whether the app goes on; it has to show something then."""

    def _handle_exception(self, error: Exception) -> None:
        if not self.goes_on_after(error):
            super()._handle_exception(error)

    async def let_removals_ask(self) -> None:
        """What was removed asks for another layout in a callback, which would come
        after the batch that it belongs to."""
        await self._flush_next_callbacks()


class NeverScrolls(Widget):
    """Textual lays out a second time when it learns how far a widget can scroll."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class PaintedOnce(Screen[None], inherit_bindings=False):
    """Knows its grid before it is mounted, and waits until all of it is there.

    Textual styles, lays out and paints a new screen up to three times before it stands
    still. On a slow machine a visitor sees that, and a quick second touch lands on a
    button that is about to move. `test_painting.py` counts.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual paints all of a screen when its focus moves; two frames are enough."""

    unseen = False
    """Nobody looks, as when a picture is taken: it is laid out, and painted on demand
    alone; each screen would be painted twice."""

    _fitted: Size | None = None
    _styled = False

    def fit(self, size: Size) -> None:
        """Take the classes of the breakpoints now rather than after a first paint."""
        self._fitted = size
        take_breakpoints(self, size)

    async def _on_resize(self, event: events.Resize) -> None:
        if event.size == self._fitted:
            event.prevent_default()
        self._fitted = event.size

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = self._styled
        self._styled = True

    async def _on_idle(self, event: events.Idle) -> None:
        """Paint as soon as all is told, not with the next of sixty frames a second."""
        await super()._on_idle(event)
        self._on_timer_update()

    def _on_timer_update(self) -> None:
        """Laying out paints only what moved; what covered the rest may be gone."""
        if self._layout_required and self._repaint_required:
            self._repaint_required = False
            self._compositor._dirty_regions.add(self.size.region)
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        if self.unseen:
            self._dirty_widgets.clear()
            self._compositor._dirty_regions.clear()
        elif not self.app._batch_count:
            super()._compositor_refresh()


class MeasuresItsWindow(LinuxDriver):
    """Textual asks the standard output, which may lead into a file though the window
    is there, and believes the variables COLUMNS and LINES of whoever started it."""

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self.fileno)
        except OSError:  # the window is gone
            return super()._get_terminal_size()
        return (size.columns, size.lines) if all(size) else SIZE_NOT_KNOWN


def take_breakpoints(screen: Screen[None], size: Size) -> None:
    """Textual sets these classes when it tells the size, behind the first paint."""
    for breakpoints, extent in (
        (screen.app.HORIZONTAL_BREAKPOINTS, size.width),
        (screen.app.VERTICAL_BREAKPOINTS, size.height),
    ):
        names = dict(breakpoints or ())
        reached = max(least for least in names if least <= extent)
        for least, name in names.items():
            screen.set_class(least == reached, name)


def paint_now(widget: Widget) -> None:
    """Textual paints when all messages are read, and the next may take long."""
    screen = widget.screen
    if screen.is_current and not widget.app._batch_count:
        screen._compositor.update_widgets({widget})
        screen._compositor_refresh()


def forget_what_was_painted() -> None:
    """A cache of Textual holds every widget that was ever painted."""
    from textual._styles_cache import StylesCache

    StylesCache.get_inner_outer.cache_clear()


def key_parser() -> XTermParser:
    """Textual lets drivers be written, but not what turns bytes into keys."""
    return XTermParser()


def tells_size(message: Message) -> bool:
    """Whether a terminal program (or a scanner that types the same) tells a size.

    The size of the window is asked of the system, which no key can forge.
    """
    return isinstance(message, events.Resize | messages.InBandWindowResize)


def call_app(driver: Driver, callback: Callable[[], object]) -> bool:
    """A driver is given its app, and keeps it under a private name."""
    return driver._app.call_later(callback)
