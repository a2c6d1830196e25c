"""How often a screen is painted: once when it is new, not once for each part.

Textual styles, lays out and paints a new screen up to three times before it stands
still. On a slow machine a visitor sees that, and a quick second touch lands on a button
that is about to move. What is overridden here is private to Textual; `test_painting.py`
counts, and fails when a new version of Textual does it otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import Reactive
from textual.screen import Screen

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.widget import Widget


class PaintedOnce(Screen[None], inherit_bindings=False):
    """Knows its grid before it is mounted, and waits until all of it is there."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual paints all of a screen when its focus moves; two frames are enough."""

    _fitted: Size | None = None
    _styled = False

    def fit(self, size: Size) -> None:
        """Take the classes of the breakpoints now rather than after a first paint."""
        self._fitted = size
        for breakpoints, extent in (
            (self.app.HORIZONTAL_BREAKPOINTS, size.width),
            (self.app.VERTICAL_BREAKPOINTS, size.height),
        ):
            names = dict(breakpoints or ())
            reached = max(least for least in names if least <= extent)
            for least, name in names.items():
                self.set_class(least == reached, name)

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
        if not self.app._batch_count:
            super()._compositor_refresh()
