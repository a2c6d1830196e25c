"""Greets whoever passes, and asks only for a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from kiosk.terminal.messages import LanguageChosen
from kiosk.terminal.steady import Column
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult


class AttractScreen(VisitorScreen):
    """One button per language, each in its own language."""

    WITHOUT = frozenset({Way.BACK, Way.HOME, Way.LANGUAGE})
    STATUS = False

    ROOM_FOR = 8
    """Languages that leave the smallest terminal room for the funding sentence."""

    def compose_content(self) -> ComposeResult:
        site = self.ports.contents.site()
        self.set_class(len(site.languages) > self.ROOM_FOR, "-many")
        code = self.session.code
        with Column(id="welcome"):
            yield Paragraph(" · ".join(site.greetings), id="greeting")
            yield Paragraph(site.name[code], id="site")
            yield Paragraph(site.place[code], id="place")
        yield Cards(
            [self._card(code) for code in site.languages],
            self.turner_words(),
            tallest=5,
            detail_from=75,
            flowing=True,
            id="languages",
        )
        yield self.told(site.funding, id="funding")

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        self.post_message(LanguageChosen(LanguageCode(event.button.value)))

    def _card(self, code: LanguageCode) -> TouchButton:
        row = language(code)
        return TouchButton(
            row.own_name,
            detail=row.greeting,
            value=code,
            language=row,
            id=f"language-{code}",
        )
