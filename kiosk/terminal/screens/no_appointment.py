"""Why the code of an appointment opens nothing now, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.domain.appointments import CheckInAnswer
from kiosk.terminal import appointment_words, held_back, places
from kiosk.terminal.beside_areas import BesideAreas
from kiosk.terminal.messages import Wanted
from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.access_bar import AccessBar, Way
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.told import Told
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class NoAppointmentScreen(BesideAreas):
    """A screen of its own: whoever came for nothing must not overlook it."""

    def __init__(
        self, ports: Ports, session: Session, place: places.NoAppointment
    ) -> None:
        super().__init__(ports, session)
        self._found = place.found

    def head(self) -> HeadBand:
        title = self.words.gettext("I have an appointment")
        return self.band(title, picture="hours", family=Family.PEOPLE)

    def compose_told(self) -> ComposeResult:
        gettext = self.words.gettext
        desk = gettext("Please go to the desk. Our staff will help you there.")
        yield Told(
            "people",
            Paragraph(self._answer(), id="answer"),
            Paragraph(self._instead(), id="instead"),
            Paragraph(desk, id="desk"),
        )
        number = gettext("Get my number")
        if self._has_come:
            yield self.way_on(gettext("Ask a person"), "ask")
            talk = self.button(number, "talk")
        else:
            talk = self.way_on(number, "talk")
        talk.display = self._gives_numbers()
        yield talk
        if not self._has_come:
            yield self.button(gettext("Type another code"), "again")

    def tell_news(self) -> None:
        super().tell_news()
        for paragraph in self.query("#instead").results(Paragraph):
            paragraph.text = self._instead()
        self.query_one("#talk").display = self._gives_numbers()

    @on(TouchButton.Pressed, "#ask")
    def _ask_a_person(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(AccessBar.Chosen(Way.HELP))

    @on(TouchButton.Pressed, "#talk")
    def _talk(self) -> None:
        self.post_message(Wanted(places.Topics(), after=-1))

    @on(TouchButton.Pressed, "#again")
    def _type_again(self) -> None:
        self.post_message(Wanted(places.AppointmentTyping(), after=-1))

    @property
    def _has_come(self) -> bool:
        """A number is there already: a second one is seldom what they need."""
        return self._found.answer is CheckInAnswer.USED

    def _gives_numbers(self) -> bool:
        return self.ports.desk.not_issuing() is None

    def _instead(self) -> str:
        why = self.ports.desk.not_issuing()
        return held_back.sentence(why, self.ports, self.session, patient=False)

    def _answer(self) -> str:
        gettext = self.words.gettext
        match self._found.answer:
            case CheckInAnswer.USED:
                return gettext("You have checked in with this appointment.")
            case CheckInAnswer.CANCELLED:
                return gettext("The appointment is cancelled.")
            case CheckInAnswer.OTHER_DAY:
                return appointment_words.another_day(
                    self._found, self.ports, self.session
                )
            case CheckInAnswer.OUTSIDE_HOURS:
                return gettext(
                    "The consultation hours have changed. Nobody counsels at the time"
                    " of your appointment."
                )
            case CheckInAnswer.TOO_MANY:
                return appointment_words.too_many(self._found, self.ports, self.session)
            case _:
                return gettext(
                    "There is no connection now, so the code cannot be looked up. You"
                    " can take a number without it."
                )
