"""What every screen has: the access bar, its words in their direction, the status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical

from kiosk.domain.localized import Direction
from kiosk.i18n.languages import language
from kiosk.terminal.mirroring import RIGHT_TO_LEFT_CLASS, Row
from kiosk.terminal.painting import PaintedOnce
from kiosk.terminal.steadfast import Steadfast
from kiosk.terminal.widgets.access_bar import AccessBar, Way
from kiosk.terminal.widgets.paging import TurnerWords
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.status_line import StatusLine
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.i18n.catalogs import Words
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session

FOCUS_KEYS: list[BindingType] = [
    Binding("tab,down", "app.focus_next", show=False),
    Binding("shift+tab,up", "app.focus_previous", show=False),
    Binding("right", "along(1)", show=False),
    Binding("left", "along(-1)", show=False),
]


class VisitorScreen(Steadfast, PaintedOnce, inherit_bindings=False):
    """Subclasses fill the column beside the access bar."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    BINDINGS = [*FOCUS_KEYS, Binding("escape", "back", show=False)]
    WITHOUT: ClassVar[frozenset[Way]] = frozenset()
    """What the access bar does not offer here, because it leads nowhere."""
    STATUS: ClassVar[bool] = True
    """Whether the last row tells the status."""

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__()
        self.ports = ports
        self.session = session
        self.set_class(
            session.direction is Direction.RIGHT_TO_LEFT, RIGHT_TO_LEFT_CLASS
        )

    def compose(self) -> ComposeResult:
        with Row(id="frame"):
            yield AccessBar(self.session, self.WITHOUT)
            with Vertical(id="content"):
                yield from self.compose_content()
                if self.STATUS:
                    yield StatusLine(self.ports, self.session)

    def compose_content(self) -> ComposeResult:
        """What this screen shows, from top to bottom."""
        yield from ()

    def on_mount(self) -> None:
        self.set_interval(1, self.tell_news)

    def tell_news(self) -> None:
        """Once a second: show what the ports say now."""
        for status in self.query(StatusLine):
            status.tell()

    def action_back(self) -> None:
        if Way.BACK not in self.WITHOUT:
            self.post_message(AccessBar.Chosen(Way.BACK))

    def action_along(self, steps: int) -> None:
        """Left and right as the eye sees them."""
        if self.session.direction is Direction.RIGHT_TO_LEFT:
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

    @property
    def words(self) -> Words:
        return self.session.words

    @property
    def catalogue(self) -> Catalogue:
        return self.ports.contents.current()

    def heading(self, text: str) -> Paragraph:
        return Paragraph(text, id="heading")

    def told(self, text: Localized, *, id: str | None = None) -> Paragraph:  # noqa: A002
        """A text of the centre, in its own direction when it is not translated."""
        shown = text.shown(self.session.code)
        return Paragraph(
            shown.text, direction=language(shown.language).direction, id=id
        )

    def button(
        self,
        label: str,
        id: str,  # noqa: A002
        *,
        primary: bool = False,
    ) -> TouchButton:
        return TouchButton(label, id=id, classes="-primary" if primary else None)

    def turner_words(self) -> TurnerWords:
        gettext = self.words.gettext
        return TurnerWords(gettext("Previous"), gettext("More"))
