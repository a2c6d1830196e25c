"""Says that this terminal is out of order, and whom to ask or call instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.out_of_order import HungSign
from kiosk.i18n import marks
from kiosk.i18n.languages import FALLBACKS, language
from kiosk.ids import LanguageCode
from kiosk.terminal import language_cards, places
from kiosk.terminal.messages import LanguageChosen, Wanted
from kiosk.terminal.tones import Family, Tone
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import AccessBar, Way
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.head import HeadBand
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.told import Told
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session

SECOND_LANGUAGE = LanguageCode("en")
"""As on the greeting: nobody has said yet what they read."""
SHORT = 90
"""Characters of a text beside which the second language has room on any screen."""
LONG = 240
"""Above, the lowest grid has no row left to say which language it is in: whoever cannot
read it needs the desk and the plates below."""


class OutOfOrderScreen(VisitorScreen):
    """In place of the greeting: no way leads to a number, one to emergency numbers."""

    WITHOUT = frozenset({Way.BACK, Way.HOME, Way.LANGUAGE})
    STATUS = False

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__(ports, session)
        self._sign = ports.sign.hung() or HungSign({SOURCE_LANGUAGE: ""})

    def head(self) -> HeadBand:
        """What staff hung up; taken down at this moment, there is nothing of it."""
        shown = self._sign.shown(self.session.code, FALLBACKS)
        if not shown.text:
            return HeadBand(self.words.gettext("We are sorry"), "")
        return HeadBand(shown.text, "", language=language(shown.language))

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        desk = gettext("Please go to the desk. Our staff will help you there.")
        yield Told("help", *self._told(self._sign), Paragraph(desk, id="desk"))
        yield TouchButton(
            gettext("Emergency numbers"),
            detail=gettext("Ambulance, fire brigade, police."),
            picture="emergency",
            family=Family.ALARM,
            align="start",
            tone=Tone.ALARM,
            id="emergency",
        )
        offered = self.ports.contents.site().languages
        cards = [language_cards.card(code, self.session.code) for code in offered]
        if not self.is_low:  # help has a place of its own in the access bar
            cards.append(language_cards.ask_card(self.words))
        yield Cards(
            cards,
            self.turner_words(),
            narrowest=language_cards.NARROWEST,
            most_columns=language_cards.MOST_COLUMNS,
            tallest=8 if self.is_lofty else 4,
            id="languages",
        )

    @on(TouchButton.Pressed, f"#{language_cards.ASK}")
    def _ask_a_person(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(AccessBar.Chosen(Way.HELP))

    @on(TouchButton.Pressed, "#emergency")
    def _call(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(Wanted(places.Emergency()))

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        if event.button.value:
            self.post_message(LanguageChosen(LanguageCode(event.button.value)))

    def _told(self, sign: HungSign) -> Iterator[Paragraph]:
        """What stands below it: in which language it is, or the same in another."""
        shown = sign.shown(self.session.code, FALLBACKS)
        if not shown.text:
            return
        if shown.language != self.session.code:
            mark = marks.only_in(shown.language, self.words)
            long = "-long" if len(shown.text) > LONG else None
            yield Paragraph(mark, id="only-in", classes=long)
        second = sign.texts.get(SECOND_LANGUAGE, "")
        if self.session.code == SOURCE_LANGUAGE and second and self._has_room(sign):
            row = language(SECOND_LANGUAGE)
            yield Paragraph(second, language=row, id="second")

    def _has_room(self, sign: HungSign) -> bool:
        both = (sign.texts[SOURCE_LANGUAGE], sign.texts[SECOND_LANGUAGE])
        return all(len(text) <= SHORT for text in both)
