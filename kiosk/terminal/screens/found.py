"""All that was found, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.service_card import service_cards
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.query_line import QueryLine
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
        services = self.catalogue.readable(found, self.session.code)
        yield service_cards(services, self.session, self.turner_words())

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        slug = Slug(event.button.value)
        self.post_message(Wanted(places.ServicePage(slug)))
