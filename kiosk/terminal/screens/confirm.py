"""The second step of the check-in: everything at a glance, and one button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from kiosk.domain.services import Block, BlockKind
from kiosk.errors import KioskError, NumberHeldBack
from kiosk.i18n.languages import language
from kiosk.terminal import places
from kiosk.terminal.marks import named_shown, of_privacy
from kiosk.terminal.messages import TicketFailed, TicketIssued, Wanted
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.message import Message

    from kiosk.terminal.places import Confirm
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


PATIENCE_SECONDS = 0.15
"""A disk that answers sooner needs no word, which would only delay the number."""


class ConfirmScreen(VisitorScreen):
    """Issues one ticket at most, however often the button is touched."""

    def __init__(self, ports: Ports, session: Session, wish: Confirm) -> None:
        super().__init__(ports, session)
        self._wish = wish
        self._asked = False

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        catalogue = self.catalogue
        topic = named_shown(catalogue.topic(self._wish.topic).title, self.session)
        spoken = language(self._wish.language).own_name
        yield self.heading(gettext("Topic: %(topic)s") % {"topic": topic})
        yield TouchButton(
            gettext("Language: %(language)s") % {"language": spoken},
            detail=gettext("Touch to change"),
            align="start",
            id="counselling-language",
        )
        privacy = catalogue.site.privacy.shown(self.session.code)
        mark = of_privacy(catalogue, self.session)
        blocks = [Block(BlockKind.PARAGRAPH, privacy.text)]
        if mark:  # of a language that is not theirs people want to know first
            first = privacy.language != self.session.code
            blocks.insert(0 if first else 1, Block(BlockKind.NOTE, mark))
        yield Prose(
            blocks,
            self.turner_words(),
            language=language(privacy.language),
            id="privacy",
        )
        yield self.button(gettext("Get my number"), "confirm", primary=True)

    def tell_news(self) -> None:
        super().tell_news()
        if self.ports.desk.not_issuing() and not self._asked:
            self._asked = True
            self.post_message(Wanted(places.NoNumbers(), after=-2))

    @property
    def holds(self) -> bool:
        """A number that is issued must be seen."""
        return self._asked

    @on(TouchButton.Pressed, "#counselling-language")
    def _change_language(self) -> None:
        if not self._asked:
            self.post_message(Wanted(places.CounsellingLanguage(self._wish.topic)))

    @on(TouchButton.Pressed, "#confirm")
    def _confirm(self, event: TouchButton.Pressed) -> None:
        if self._asked:
            return
        self._asked = True
        self.set_timer(PATIENCE_SECONDS, partial(self._ask_to_wait, event.button))
        self._check_in(self._wish, self.session, self.app.post_message)

    def _ask_to_wait(self, button: TouchButton) -> None:
        button.label = self.words.gettext("One moment, please")

    @work(thread=True)
    def _check_in(
        self, wish: Confirm, session: Session, tell: Callable[[Message], bool]
    ) -> None:
        """Tells the app: this screen may be gone when a slow disk has done."""
        desk = self.ports.desk
        try:
            ticket = desk.check_in(wish.topic, wish.language, session.code)
        except NumberHeldBack:
            self.post_message(Wanted(places.NoNumbers(), after=-2))
        except KioskError as error:
            self.post_message(TicketFailed(error))
        else:
            tell(TicketIssued(ticket, session.visit))
