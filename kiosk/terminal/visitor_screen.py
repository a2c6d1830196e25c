"""What every screen has: its words, the content, the status in the last row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.languages import language
from kiosk.terminal.steady import Column
from kiosk.terminal.textual_inside import Steadfast
from kiosk.terminal.widgets.paging import TurnerWords
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.status_line import StatusLine
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.i18n.catalogs import Words
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.access_bar import Way


class VisitorScreen(Steadfast, Column):
    """All that stands beside the access bar at one time.

    For Textual it is a widget in the one `Frame`.
    """

    WITHOUT: ClassVar[frozenset[Way]] = frozenset()
    """What the access bar does not offer here, because it leads nowhere."""
    STATUS: ClassVar[bool] = True
    """Whether the last row tells the status."""

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__()
        self.ports = ports
        self.session = session

    def compose(self) -> ComposeResult:
        yield from self.compose_content()
        if self.STATUS:
            yield StatusLine(self.ports, self.session)

    def compose_content(self) -> ComposeResult:
        """What this screen shows, from top to bottom."""
        yield from ()

    def tell_news(self) -> None:
        """Once a second: show what the ports say now."""
        for status in self.query(StatusLine):
            status.tell()

    @property
    def holds(self) -> bool:
        """Whether nothing may lead away at this moment."""
        return False

    def write(self, _text: str) -> bool:
        """A hand typed this on a keyboard; whether anything became of it."""
        return False

    def edit(self, _key: str) -> bool:
        """Whether what was typed so far takes this key."""
        return False

    @property
    def words(self) -> Words:
        return self.session.words

    @property
    def catalogue(self) -> Catalogue:
        return self.ports.contents.current()

    def heading(self, text: str) -> Paragraph:
        return Paragraph(text, id="heading")

    def told(self, text: Localized, *, id: str | None = None) -> Paragraph:  # noqa: A002
        """A text of the centre, in another language when it is not translated."""
        shown = text.shown(self.session.code)
        return Paragraph(shown.text, language=language(shown.language), id=id)

    def button(
        self,
        label: str,
        id: str,  # noqa: A002
        *,
        primary: bool = False,
    ) -> TouchButton:
        return TouchButton(
            label, id=id, classes=TouchButton.PRIMARY if primary else None
        )

    def turner_words(self) -> TurnerWords:
        gettext = self.words.gettext
        return TurnerWords(gettext("Previous"), gettext("More"))
