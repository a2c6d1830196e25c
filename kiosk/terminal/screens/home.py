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
        booked = _plate(
            "appointment",
            gettext("I have an appointment"),
            gettext("Check in with your code."),
            picture="hours",
            family=Family.PEOPLE,
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
        steps = _plate(
            "steps",
            gettext("My next steps"),
            gettext("A few questions, then your own list."),
            picture="steps",
            family=Family.LIVING,
        )
        steps.display = self.catalogue.pathway() is not None
        return [
            steps,
            _plate(
                "browse",
                gettext("Find information"),
                gettext("Health, housing, work, family and more."),
                picture="browse",
                family=Family.PAPERS,
            ),
            _plate(
                "search",
                gettext("Search"),
                gettext("Type a word, in any language."),
                picture="search",
                family=Family.WORK,
            ),
            _plate(
                "emergency",
                gettext("Emergency numbers"),
                gettext("Ambulance, fire brigade, police."),
                picture="emergency",
                family=Family.ALARM,
                tone=Tone.ALARM,
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


def _plate(
    leads_to: str,
    title: str,
    detail: str,
    *,
    picture: str,
    family: Family,
    tone: Tone = Tone.CARD,
) -> TouchButton:
    """`leads_to`: one of CHOICES."""
    return TouchButton(
        title,
        detail=detail,
        picture=picture,
        family=family,
        align="start",
        tone=tone,
        id=leads_to,
    )
