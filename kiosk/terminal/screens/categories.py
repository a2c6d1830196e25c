"""The life areas that the services are sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import CategoryId
from kiosk.terminal import places
from kiosk.terminal.marks import named
from kiosk.terminal.messages import Wanted
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.catalogue import Category


class CategoriesScreen(VisitorScreen):
    """One card per life area that has something to read."""

    def compose_content(self) -> ComposeResult:
        yield self.heading(self.words.gettext("What is it about?"))
        catalogue = self.catalogue
        cards = [
            self._card(category)
            for category in catalogue.categories
            if any(catalogue.of_category(category.id, self.session.code))
        ]
        yield Cards(cards, self.turner_words(), narrowest=20, id="categories")

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        category = CategoryId(event.button.value)
        self.post_message(Wanted(places.Services(category)))

    def _card(self, category: Category) -> TouchButton:
        title = category.title.shown(self.session.code)
        return TouchButton(
            f"{category.symbol} {named(title.text, title.language, self.session)}",
            value=category.id,
            language=language(title.language),
            id=f"category-{category.id}",
        )
