"""The one frame on the terminal: access bar and, beside it, what is shown now.

Bar and frame stay while screens come and go: building them anew for each touch took as
long as the screen itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding

from kiosk.domain.localized import Direction
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.speaking import SpeakingScreen
from kiosk.terminal.steady import Column
from kiosk.terminal.textual_inside import PaintedOnce, Steadfast
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import AccessBar, Way

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from kiosk.i18n.languages import Language

FOCUS_KEYS: list[BindingType] = [
    Binding("tab,down", "app.focus_next", show=False),
    Binding("shift+tab,up", "app.focus_previous", show=False),
    Binding("right", "along(1)", show=False),
    Binding("left", "along(-1)", show=False),
]


class Frame(Steadfast, SpeakingScreen, PaintedOnce, inherit_bindings=False):
    """Holds one visitor screen at a time."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS = [*FOCUS_KEYS, Binding("escape", "back", show=False)]

    def __init__(self, first: VisitorScreen) -> None:
        super().__init__()
        self.shown = first
        self._bar = AccessBar(first.session, first.WITHOUT, first.sign)
        self._content = Column(first, id="content")
        self._row = MirroredRow(self._bar, self._content, id="frame")
        self.language = first.session.language

    def compose(self) -> ComposeResult:
        yield self._row

    def on_mount(self) -> None:
        self.news = self.set_interval(1, self.tell_news)

    async def show(self, screen: VisitorScreen) -> None:
        """Put this one in the place of the other; nothing is focused then."""
        self.set_focus(None)
        self.shown = screen
        self._turn_to(screen.session.language)
        self._bar.look_called(on=False)
        self._bar.offer(screen.session, screen.WITHOUT, screen.sign)
        await self._content.remove_children()
        await self._content.mount(screen)

    def tell_news(self) -> None:
        """Once a second: let the screen show what the ports say now.

        In the screen's own task: what it posted from here would be a message of this
        frame, and no message passes its sender on the way up to the app.
        """
        self.shown.call_next(self.shown.tell_news)

    @on(VisitorScreen.Called)
    def _look_called(self, event: VisitorScreen.Called) -> None:
        event.stop()
        self._bar.look_called(on=event.on)

    def action_back(self) -> None:
        if Way.BACK not in self.shown.WITHOUT:
            self.post_message(AccessBar.Chosen(Way.BACK))

    def action_along(self, steps: int) -> None:
        """Left and right as the eye sees them."""
        if self.language.direction is Direction.RIGHT_TO_LEFT:
            steps = -steps
        if steps > 0:
            self.focus_next()
        else:
            self.focus_previous()

    @property
    def focus_chain(self) -> list[Widget]:
        """In reading order, which is the order of composing in both directions."""
        order = {widget: place for place, widget in enumerate(self.walk_children())}
        return sorted(super().focus_chain, key=order.__getitem__)

    def _turn_to(self, language: Language) -> None:
        """The bar stands where its reader begins."""
        turned = language.direction is not self.language.direction
        self.language = language
        if turned:
            self._row.refresh(layout=True)
