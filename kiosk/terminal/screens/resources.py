"""What can be taken home from one service, when there is more than one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.taking_home import take_home, text_for_phone
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from kiosk.domain.resources import Resource
    from kiosk.domain.services import Service
    from kiosk.ids import Slug
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class ResourcesScreen(VisitorScreen):
    """The text itself first, then one card per page, number or address."""

    def __init__(self, ports: Ports, session: Session, slug: Slug) -> None:
        super().__init__(ports, session)
        self._service: Service = ports.contents.current().service(slug)
        self._text = text_for_phone(slug, session, ports.desk)

    def head(self) -> HeadBand:
        title = self.words.gettext("Take with you")
        return self.band_of_area(self._service.category, title)

    def compose_content(self) -> ComposeResult:
        cards = [self._card(r, at) for at, r in enumerate(self._service.resources)]
        yield Cards(
            [*self._text_card(), *cards],
            self.turner_words(),
            narrowest=40,
            most_columns=1,
            tallest=4,
            id="resources",
        )

    @on(TouchButton.Pressed, "#text-for-phone")
    def _take_text(self) -> None:
        if self._text is not None:
            self.post_message(Wanted(self._text))

    @on(TouchButton.Pressed, ".resource")
    def _choose(self, event: TouchButton.Pressed) -> None:
        chosen = self._service.resources[int(event.button.value)]
        place = take_home(
            chosen, self.session.code, self.ports.desk, self._service.slug
        )
        self.post_message(Wanted(place))

    def _text_card(self) -> Iterator[TouchButton]:
        if self._text is not None:
            yield TouchButton(
                self._text.title,
                detail=self._text.address,
                align="start",
                id="text-for-phone",
            )

    def _card(self, resource: Resource, at: int) -> TouchButton:
        return TouchButton(
            named_shown(resource.title, self.session),
            detail=resource.for_reader(self.session.code).address,
            value=str(at),
            align="start",
            id=f"resource-{at}",
            classes="resource",
        )
