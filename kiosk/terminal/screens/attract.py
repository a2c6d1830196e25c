"""Greets whoever passes, and asks only for a language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from kiosk.terminal import language_cards
from kiosk.terminal.messages import LanguageChosen
from kiosk.terminal.steady import Column
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import AccessBar, Way
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.greeting import GreetingBand, Welcome
from kiosk.terminal.widgets.notice_band import NoticeBand
from kiosk.terminal.widgets.panes import Panes
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

SECOND_LANGUAGE = LanguageCode("en")
"""Nobody has said yet what they read: most read this one or German."""


class AttractScreen(VisitorScreen):
    """One plate per language, each in its own language, and one to ask a person."""

    WITHOUT = frozenset({Way.BACK, Way.HOME, Way.LANGUAGE})
    FULL = True
    STATUS = False

    ROOM_FOR = 8
    """Languages that leave the smallest terminal room for the funding sentence."""

    def compose_content(self) -> ComposeResult:
        site = self.ports.contents.site()
        self.set_class(len(site.languages) > self.ROOM_FOR, "-many")
        self._make_room()
        code = self.session.code
        greeting = GreetingBand(
            [partial(self._welcome, code) for code in site.languages],
            [" · ".join(site.greetings), site.place[code]],
            site.funding.shown(code).text,
            id="welcome",
        )
        with Panes():
            yield greeting
            with Column(id="beside-welcome"):
                yield NoticeBand(self.ports, self.session, also=SECOND_LANGUAGE)
                yield Cards(
                    [
                        *(language_cards.card(c, greets=True) for c in site.languages),
                        language_cards.ask_card(self.words),
                    ],
                    self.turner_words(),
                    narrowest=language_cards.NARROWEST,
                    most_columns=language_cards.MOST_COLUMNS,
                    tallest=10,
                    id="languages",
                )
                yield self.told(site.funding, id="funding")

    @property
    def sign(self) -> str:
        """The centre's name, as over a door."""
        return self.ports.contents.site().name[self.session.code]

    def greet_in_turn(self) -> None:
        """The next language; nothing else on the screen changes."""
        for greeting in self.query(GreetingBand):
            greeting.turn += 1

    def tell_news(self) -> None:
        super().tell_news()
        self._make_room()

    @on(TouchButton.Pressed, f"#{language_cards.ASK}")
    def _ask_a_person(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(AccessBar.Chosen(Way.HELP))

    @on(TouchButton.Pressed, ".language")
    def _choose(self, event: TouchButton.Pressed) -> None:
        self.post_message(LanguageChosen(LanguageCode(event.button.value)))

    def _make_room(self) -> None:
        """On a low screen the notice stands where the welcome does."""
        self.set_class(bool(self.ports.notices.shown()), "-noticed")

    def _welcome(self, code: LanguageCode) -> Welcome:
        words = self.ports.vocabulary.words(code)
        row = language(code)
        return Welcome(row, row.greeting, words.gettext("Choose your language"))
