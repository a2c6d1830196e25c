"""What there is in one life area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.service_card import service_cards
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.ids import CategoryId
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class ServicesScreen(VisitorScreen):
    """One card per service: its title and, on larger screens, its summary."""

    def __init__(self, ports: Ports, session: Session, category: CategoryId) -> None:
        super().__init__(ports, session)
        self._category = category

    def compose_content(self) -> ComposeResult:
        category = self.catalogue.category(self._category)
        yield self.heading(named_shown(category.title, self.session))
        services = self.catalogue.of_category(self._category, self.session.code)
        yield service_cards(services, self.session, self.turner_words())

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        slug = Slug(event.button.value)
        self.post_message(Wanted(places.ServicePage(slug)))
