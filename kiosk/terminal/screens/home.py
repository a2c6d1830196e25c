"""The few things one can do here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import CategoryId
from kiosk.terminal import held_back, places
from kiosk.terminal.area_cards import area_cards
from kiosk.terminal.messages import Wanted
from kiosk.terminal.tones import Family, Tone
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.choices import Choices
from kiosk.terminal.widgets.notice_band import NoticeBand
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.places import Place
    from kiosk.terminal.widgets.cards import Cards
    from kiosk.terminal.widgets.face import Face
    from kiosk.terminal.widgets.head import HeadBand

CHOICES: dict[str, Place] = {
    "talk": places.Topics(),
    "appointment": places.AppointmentTyping(),
    "steps": places.OnPathway(),
    "browse": places.Categories(),
    "search": places.Search(),
    "emergency": places.Emergency(),
}
"""Where each button leads, by its id."""


class HomeScreen(VisitorScreen):
    """A few choices, one touch each; two of them lead to the same information."""

    WITHOUT = frozenset({Way.HOME})

    def head(self) -> HeadBand:
        return self.band(self.words.gettext("How can we help you?"))

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        yield NoticeBand(self.ports, self.session)
        talk = TouchButton(
            gettext("Talk to a counsellor"),
            detail=self._talk_detail(),
            picture="talk",
            tone=Tone.GO,
            id="talk",
        )
        booked = TouchButton(
            gettext("I have an appointment"),
            detail=gettext("Check in with your code."),
            picture="hours",
            family=Family.PEOPLE,
            align="start",
            id="appointment",
        )
        booked.display = self.ports.book.offered()
        yield Choices(talk, [booked, *self._others()], self._areas())

    def _areas(self) -> Cards | None:
        """One touch nearer, where there is room."""
        if not self.is_vast:
            return None
        words = self.turner_words()
        return area_cards(self.catalogue, self.session, words, most_columns=2)

    def _others(self) -> list[Face]:
        gettext = self.words.gettext
        steps = TouchButton(
            gettext("My next steps"),
            detail=gettext("A few questions, then your own list."),
            picture="steps",
            family=Family.LIVING,
            align="start",
            id="steps",
        )
        steps.display = self.catalogue.pathway() is not None
        return [
            steps,
            TouchButton(
                gettext("Find information"),
                detail=gettext("Health, housing, work, family and more."),
                picture="browse",
                family=Family.PAPERS,
                align="start",
                id="browse",
            ),
            TouchButton(
                gettext("Search"),
                detail=gettext("Type a word, in any language."),
                picture="search",
                family=Family.WORK,
                align="start",
                id="search",
            ),
            TouchButton(
                gettext("Emergency numbers"),
                detail=gettext("Ambulance, fire brigade, police."),
                picture="emergency",
                family=Family.ALARM,
                align="start",
                tone=Tone.ALARM,
                id="emergency",
            ),
        ]

    def tell_news(self) -> None:
        super().tell_news()
        told = self._talk_detail()
        for button in self.query("#talk").results(TouchButton):
            if button.detail != told:
                button.detail = told
                button.refresh()
        self.query_one("#appointment").display = self.ports.book.offered()

    @on(TouchButton.Pressed, ".area")
    def _open_area(self, event: TouchButton.Pressed) -> None:
        area = places.Services(CategoryId(event.button.value))
        self.post_message(Wanted(area))

    @on(TouchButton.Pressed, "Choices > TouchButton")
    def _choose(self, event: TouchButton.Pressed) -> None:
        place = CHOICES[str(event.button.id)]
        if isinstance(place, places.Topics) and self.ports.desk.not_issuing():
            place = places.NoNumbers()
        self.post_message(Wanted(place))

    def _talk_detail(self) -> str:
        why = self.ports.desk.not_issuing()
        return held_back.in_short(why, self.ports, self.session)
