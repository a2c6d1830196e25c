"""What there is in one life area; on the largest grids, beside all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import CategoryId, Slug
from kiosk.terminal import places
from kiosk.terminal.area_cards import area_cards
from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.service_card import service_cards
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class ServicesScreen(VisitorScreen):
    """One plate per service: its title, and as much of its summary as fits."""

    def __init__(self, ports: Ports, session: Session, category: CategoryId) -> None:
        super().__init__(ports, session)
        self._category = category

    def head(self) -> HeadBand:
        title = self.catalogue.category(self._category).title
        return self.band_of_area(self._category, named_shown(title, self.session))

    def compose_content(self) -> ComposeResult:
        words = self.turner_words()
        found = self.catalogue.of_category(self._category, self.session.code)
        services = service_cards(found, self.session, words)
        if not self.is_vast:
            yield services
            return
        areas = area_cards(
            self.catalogue, self.session, words, here=self._category, most_columns=2
        )
        yield MirroredRow(areas, services, classes="-two-panes")

    @on(TouchButton.Pressed, ".area")
    def _change_area(self, event: TouchButton.Pressed) -> None:
        event.stop()
        area = places.Services(CategoryId(event.button.value))
        self.post_message(Wanted(area, after=-1))

    @on(TouchButton.Pressed, ".service")
    def _choose(self, event: TouchButton.Pressed) -> None:
        slug = Slug(event.button.value)
        self.post_message(Wanted(places.ServicePage(slug)))
