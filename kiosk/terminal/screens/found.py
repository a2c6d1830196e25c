"""All that was found, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.service_card import service_cards
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.query_line import QueryLine
from kiosk.terminal.widgets.told import Told
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class FoundScreen(VisitorScreen):
    """The same cards as in a life area; the way back leads to the keys."""

    def __init__(self, ports: Ports, session: Session, query: str) -> None:
        super().__init__(ports, session)
        self._query = query

    def compose_content(self) -> ComposeResult:
        found = self.ports.finder.find(self._query, self.session.code)
        yield QueryLine(self._query, typing=False, id="query")
        services = list(self.catalogue.readable(found, self.session.code))
        if services:
            yield service_cards(services, self.session, self.turner_words())
            return
        gettext = self.words.gettext  # it was another language in which something was
        told = gettext("Nothing was found. Try another word, or talk to a counsellor.")
        yield Told("talk", Paragraph(told, id="nothing"))
        yield self.way_on(gettext("Talk to a counsellor"), "talk")

    @on(TouchButton.Pressed, "#talk")
    def _talk(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(Wanted(places.Topics()))

    @on(TouchButton.Pressed, ".service")
    def _choose(self, event: TouchButton.Pressed) -> None:
        slug = Slug(event.button.value)
        self.post_message(Wanted(places.ServicePage(slug)))
