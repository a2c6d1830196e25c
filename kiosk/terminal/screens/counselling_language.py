"""The language the visitor wants to talk in, when it is not the one they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from kiosk.terminal import held_back, language_cards, places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class CounsellingLanguageScreen(VisitorScreen):
    """What can be wished for; the screens stay in the language they are in."""

    def __init__(
        self, ports: Ports, session: Session, place: places.CounsellingLanguage
    ) -> None:
        super().__init__(ports, session)
        self._place = place

    def head(self) -> HeadBand:
        return self.progress(1)

    def compose_content(self) -> ComposeResult:
        question = self.words.gettext("Which language do you want to talk in?")
        yield Paragraph(question, id="question")
        cards = [self._card(code) for code in self.catalogue.counselling_languages]
        yield Cards(
            cards,
            self.turner_words(),
            narrowest=language_cards.NARROWEST,
            most_columns=language_cards.MOST_COLUMNS,
            tallest=10 if self.is_lofty else 6,
            id="counselling-languages",
        )

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        wished = LanguageCode(event.button.value)
        wish = places.Confirm(self._place.topic, wished, self._place.about)
        self.post_message(Wanted(wish, after=-2))

    def _card(self, code: LanguageCode) -> TouchButton:
        row = language(code)
        return TouchButton(
            row.own_name,
            detail=self._given_out(code),
            value=code,
            language=row,
            id=f"talk-{code}",
        )

    def _given_out(self, code: LanguageCode) -> str:
        desk, topic = self.ports.desk, self._place.topic
        if desk.not_issuing(topic) is not None or not desk.not_issuing(topic, code):
            return ""
        opens = held_back.of_language_in_short(topic, code, self.ports, self.session)
        return opens or self.words.gettext("No more numbers today")
