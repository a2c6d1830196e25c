"""Another language for everything that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from kiosk.terminal.messages import LanguageChosen
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult


class LanguagesScreen(VisitorScreen):
    """The languages by their own names."""

    WITHOUT = frozenset({Way.LANGUAGE})

    def compose_content(self) -> ComposeResult:
        yield self.heading(self.words.gettext("Choose your language"))
        cards = [self._card(code) for code in self.ports.contents.site().languages]
        yield Cards(cards, self.turner_words(), id="languages")

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        self.post_message(LanguageChosen(LanguageCode(event.button.value)))

    def _card(self, code: LanguageCode) -> TouchButton:
        row = language(code)
        return TouchButton(
            f"✓ {row.own_name}" if code == self.session.code else row.own_name,
            value=code,
            language=row,
            id=f"language-{code}",
        )
