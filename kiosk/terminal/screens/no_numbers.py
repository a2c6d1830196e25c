"""Why no number is given out now, and what can be done instead; it follows the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.bidi.controls import apart
from kiosk.domain.issuing import OF_WALK_INS, NotIssuing
from kiosk.domain.localized import Direction
from kiosk.terminal import held_back, places
from kiosk.terminal.beside_areas import BesideAreas
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.tones import Family, Tone
from kiosk.terminal.widgets.notice_band import NoticeBand
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.told import Told
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand

PATIENCE = 8
"""Seconds in which the hub may still answer for the first time."""
WAYS: dict[str, places.Place] = {
    "browse": places.Categories(),
    "emergency": places.Emergency(),
}
"""Where each button leads besides."""


class NoNumbersScreen(BesideAreas):
    """When the reason is over while somebody reads it, numbers are offered."""

    def __init__(self, ports: Ports, session: Session, place: places.NoNumbers) -> None:
        super().__init__(ports, session)
        self._about = place.about
        self._topic = place.topic
        self._why = ports.desk.not_issuing(self._topic)
        self._seconds = 0

    def head(self) -> HeadBand:
        return self.band(self.words.gettext("Talk to a counsellor"))

    def compose_told(self) -> ComposeResult:
        gettext = self.words.gettext
        self._make_room()
        yield NoticeBand(self.ports, self.session)
        code = Paragraph(self._code(), id="staff-code")
        code.display = bool(code.text)
        sentence = Paragraph(self._sentence(self._why), id="sentence")
        yield Told("hours", sentence, code)
        talk = self.way_on(gettext("Get my number"), "talk")
        talk.display = self._why is None
        yield talk
        booked = self.button(gettext("I have an appointment"), "appointment")
        booked.display = self._may_use_code()
        booked.tone = self._tone_of_booked()
        yield booked
        date = self.button(gettext("Take the next date with you"), "date")
        date.display = self._date() is not None
        yield date
        other = self.button(gettext("Choose another topic"), "other-topic")
        other.display = self._topic is not None
        yield other
        told = gettext("Meanwhile you can find information here.")
        yield Paragraph(told, id="meanwhile")
        with MirroredRow(classes="-choices"):
            yield TouchButton(
                gettext("Find information"),
                detail=gettext("Health, housing, work, family and more."),
                picture="browse",
                family=Family.PAPERS,
                align="start",
                id="browse",
                classes="-choice",
            )
            yield TouchButton(
                gettext("Emergency numbers"),
                detail=gettext("Ambulance, fire brigade, police."),
                picture="emergency",
                family=Family.ALARM,
                align="start",
                id="emergency",
                classes="-choice",
                tone=Tone.ALARM,
            )

    def tell_news(self) -> None:
        super().tell_news()
        self._seconds += 1
        why = self.ports.desk.not_issuing(self._topic)
        for paragraph in self.query("#sentence").results(Paragraph):
            paragraph.text = self._sentence(why)
        for paragraph in self.query("#staff-code").results(Paragraph):
            paragraph.text = self._code()
            paragraph.display = bool(paragraph.text)
        if (why is None) is not (self._why is None):
            self.query_one("#talk").display = why is None
        if why is not self._why:
            self._why = why
            self.query_one("#date").display = self._date() is not None
        booked = self.query_one("#appointment", TouchButton)
        booked.display = self._may_use_code()
        booked.tone = self._tone_of_booked()
        self._make_room()

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        button = str(event.button.id)
        if event.button.has_class("area"):
            return
        if button == "talk":
            place = places.to_talk(self._about, self.session.code, self.catalogue)
            self.post_message(Wanted(place, after=-1))
        elif button == "appointment":
            self.post_message(Wanted(places.AppointmentTyping()))
        elif button == "other-topic":
            self.post_message(Wanted(places.Topics(self._about), after=-1))
        elif button == "date":
            date = self._date()
            if date is not None:
                self.post_message(Wanted(date))
        else:
            self.post_message(Wanted(WAYS[button]))

    def _make_room(self) -> None:
        """What each line may take depends on what else is there."""
        self.set_class(self._why is None, "-issuing")
        self.set_class(bool(self.ports.notices.shown()), "-noticed")
        self.set_class(self._topic is not None, "-of-topic")

    def _may_use_code(self) -> bool:
        """Where numbers are held back, but not from who has an appointment."""
        return self._why in OF_WALK_INS and self.ports.book.offered()

    def _tone_of_booked(self) -> Tone:
        """The one thing to do in hours that are by appointment only."""
        alone = self._why is NotIssuing.BY_APPOINTMENT
        return Tone.GO if alone else Tone.CARD

    def _date(self) -> places.TakeHome | None:
        return held_back.next_date(self._why, self.ports, self.session, self._topic)

    def _code(self) -> str:
        """For staff, who come when numbers are missing; empty where there is none."""
        code = self.ports.code.shown()
        told = self.words.gettext("An administrator types this code on the hub's page:")
        return f"{told} {apart(code, Direction.LEFT_TO_RIGHT)}" if code else ""

    def _sentence(self, why: NotIssuing | None) -> str:
        patient = self._seconds < PATIENCE
        told = held_back.sentence(
            why, self.ports, self.session, self._topic, patient=patient
        )
        if why is not NotIssuing.BY_APPOINTMENT:
            return told
        gettext = self.words.gettext
        desk = gettext("Please go to the desk. Our staff will help you there.")
        return f"{told} {desk}"
