"""What can be taken home from one service, when there is more than one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.taking_home import take_home
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.resources import Resource
    from kiosk.domain.services import Service
    from kiosk.ids import Slug
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class ResourcesScreen(VisitorScreen):
    """One card per page, number or address."""

    def __init__(self, ports: Ports, session: Session, slug: Slug) -> None:
        super().__init__(ports, session)
        self._service: Service = ports.contents.current().service(slug)

    def compose_content(self) -> ComposeResult:
        yield self.heading(self.words.gettext("Take with you"))
        yield Cards(
            [self._card(r, at) for at, r in enumerate(self._service.resources)],
            self.turner_words(),
            narrowest=40,
            most_columns=1,
            tallest=4,
            id="resources",
        )

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        chosen = self._service.resources[int(event.button.value)]
        place = take_home(chosen, self.session.code, self.ports.desk)
        self.post_message(Wanted(place))

    def _card(self, resource: Resource, at: int) -> TouchButton:
        return TouchButton(
            named_shown(resource.title, self.session),
            detail=resource.for_reader(self.session.code).address,
            value=str(at),
            align="start",
            id=f"resource-{at}",
        )
