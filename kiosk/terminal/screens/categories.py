"""The life areas that the services are sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import CategoryId
from kiosk.terminal import places
from kiosk.terminal.area_cards import area_cards
from kiosk.terminal.messages import Wanted
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.widgets.head import HeadBand


class CategoriesScreen(VisitorScreen):
    """One plate per life area that has something to read."""

    def head(self) -> HeadBand:
        return self.band(self.words.gettext("What is it about?"))

    def compose_content(self) -> ComposeResult:
        yield area_cards(
            self.catalogue,
            self.session,
            self.turner_words(),
            above=self.is_vast,
            most_columns=4 if self.is_vast else 3,
        )

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        category = CategoryId(event.button.value)
        self.post_message(Wanted(places.Services(category)))
