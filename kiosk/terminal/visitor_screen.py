"""What every screen has: its words, the content, the band above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from kiosk.i18n.languages import language
from kiosk.terminal import grids
from kiosk.terminal.ports import LinkState
from kiosk.terminal.steady import Column
from kiosk.terminal.textual_inside import Steadfast
from kiosk.terminal.tones import Family, Tone, family_of
from kiosk.terminal.widgets.head import HeadBand
from kiosk.terminal.widgets.notice_band import NoticeBand
from kiosk.terminal.widgets.paging import TurnerWords
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.progress import Progress
from kiosk.terminal.widgets.status_line import StatusLine, time_now
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.languages import Language
    from kiosk.ids import CategoryId
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.access_bar import Way


class VisitorScreen(Steadfast, Column):
    """All that stands beside the access bar at one time.

    For Textual it is a widget in the one `Frame`.
    """

    @dataclass
    class Called(Message):
        """Somebody is called now, or no more: all of the screen changes with it."""

        on: bool

    WITHOUT: ClassVar[frozenset[Way]] = frozenset()
    """What the access bar does not offer here, because it leads nowhere."""
    FULL: ClassVar[bool] = False
    """Whether it reaches to all edges."""
    STATUS: ClassVar[bool] = True
    """Whether the last row says when the hub cannot be asked."""

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__()
        self.ports = ports
        self.session = session

    def compose(self) -> ComposeResult:
        head = self.head()
        self._make_room_for_status()
        if head is not None:
            yield head
        with Column(id="body", classes="-full" if self.FULL else None):
            yield from self.compose_content()
            if self.STATUS:
                yield StatusLine(self.ports, self.session)

    def _make_room_for_status(self) -> None:
        """What it says has a row of its own; the band gives it, not what is below."""
        away = self.ports.link.state() is LinkState.DOWN
        self.set_class(self.STATUS and away, "-offline")

    def progress(self, now: int) -> Progress:
        """Of a check-in, in place of a title; `now` counts its steps from 0."""
        gettext = self.words.gettext
        steps = (gettext("Topic"), gettext("Language"), gettext("Number"))
        return Progress(steps, now)

    def head(self) -> HeadBand | None:
        """The band above, where there is one."""
        return None

    def compose_content(self) -> ComposeResult:
        """What this screen shows, from top to bottom."""
        yield from ()

    def tell_news(self) -> None:
        """Once a second: show what the ports say now."""
        for head in self.query(HeadBand):
            head.tell_time(time_now(self.ports, self.session))
        for status in self.query(StatusLine):
            status.tell()
        self._make_room_for_status()
        for band in self.query(NoticeBand):
            band.tell()

    @property
    def sign(self) -> str:
        """What stands at the top of the access bar, where that leads nowhere."""
        return ""

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
    def is_vast(self) -> bool:
        """Whether there is room for a second pane."""
        return self.app.size.width >= grids.VAST

    @property
    def is_low(self) -> bool:
        """Whether each row is needed."""
        return self.app.size.height < grids.TALL

    @property
    def is_lofty(self) -> bool:
        """Whether rows are left over."""
        return self.app.size.height >= grids.LOFTY

    @property
    def words(self) -> Words:
        return self.session.words

    @property
    def catalogue(self) -> Catalogue:
        return self.ports.contents.current()

    def band(
        self,
        title: str,
        *,
        picture: str = "",
        family: Family = Family.FIELD,
        spoken: Language | None = None,
    ) -> HeadBand:
        now = time_now(self.ports, self.session)
        return HeadBand(title, now, picture=picture, family=family, language=spoken)

    def band_of_area(
        self, area: CategoryId, title: str, *, spoken: Language | None = None
    ) -> HeadBand:
        """In the colour of a life area, with its picture."""
        picture = self.catalogue.category(area).picture or ""
        family = family_of(picture)
        return self.band(title, picture=picture, family=family, spoken=spoken)

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
        return TouchButton(label, id=id, tone=Tone.GO if primary else Tone.CARD)

    def way_on(self, label: str, id: str) -> TouchButton:  # noqa: A002
        """What leads on from here, as large as there is room for."""
        return TouchButton(
            label,
            picture="go",
            turns=True,
            tone=Tone.GO,
            align="start",
            is_large=True,
            id=id,
            classes="way-on",
        )

    def turner_words(self) -> TurnerWords:
        gettext = self.words.gettext
        return TurnerWords(
            gettext("Previous"), gettext("More"), gettext("%(page)s / %(pages)s")
        )
