"""Another language for everything that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import LanguageCode
from kiosk.terminal import language_cards
from kiosk.terminal.messages import LanguageChosen
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import AccessBar, Way
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.widgets.head import HeadBand


class LanguagesScreen(VisitorScreen):
    """The languages by their own names."""

    WITHOUT = frozenset({Way.LANGUAGE})

    def head(self) -> HeadBand:
        return self.band(self.words.gettext("Choose your language"))

    def compose_content(self) -> ComposeResult:
        offered = self.ports.contents.site().languages
        cards = [language_cards.card(code, self.session.code) for code in offered]
        yield Cards(
            [*cards, language_cards.ask_card(self.words)],
            self.turner_words(),
            narrowest=language_cards.NARROWEST,
            most_columns=language_cards.MOST_COLUMNS,
            tallest=10,
            id="languages",
        )

    @on(TouchButton.Pressed, f"#{language_cards.ASK}")
    def _ask_a_person(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(AccessBar.Chosen(Way.HELP))

    @on(TouchButton.Pressed, ".language")
    def _choose(self, event: TouchButton.Pressed) -> None:
        self.post_message(LanguageChosen(LanguageCode(event.button.value)))
