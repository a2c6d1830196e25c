"""The first step of the check-in: what the visitor wants to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import TopicId
from kiosk.terminal import held_back, places
from kiosk.terminal.marks import named
from kiosk.terminal.messages import Wanted
from kiosk.terminal.tones import Family, family_of
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.notice_band import NoticeBand
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.catalogue import Topic
    from kiosk.ids import Slug
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand
    from kiosk.terminal.widgets.paragraph import Align


class TopicsScreen(VisitorScreen):
    """One card per topic that is offered now, and whether counsellors are there."""

    _left = False
    """Whether the visitor is on the way to why no number is given out."""

    def __init__(self, ports: Ports, session: Session, place: places.Topics) -> None:
        super().__init__(ports, session)
        self._place = place

    def head(self) -> HeadBand:
        return self.progress(0)

    def compose_content(self) -> ComposeResult:
        yield NoticeBand(self.ports, self.session)
        question = self.words.gettext("What do you want to talk about?")
        has_hours = self.catalogue.consultation_hours is not None
        followed = "-followed" if has_hours else None
        yield Paragraph(question, id="question", classes=followed)
        if has_hours:
            yield Paragraph(self._opening(), id="consultation")
        cards = [self._card(topic) for topic in self.catalogue.offered_topics()]
        if self.ports.book.offered():
            cards.insert(0, self._appointment())
        yield Cards(
            cards,
            self.turner_words(),
            narrowest=24,
            tallest=11 if self.is_vast else 8,
            most_columns=4 if self.is_vast else 3,
            id="topics",
        )

    def tell_news(self) -> None:
        super().tell_news()
        for paragraph in self.query("#consultation").results(Paragraph):
            paragraph.text = self._opening()
        if self.ports.desk.not_issuing() and not self._left:
            self._left = True
            self.post_message(Wanted(places.NoNumbers(self._about), self._first_step))

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        if event.button.id == "appointment":
            self.post_message(Wanted(places.AppointmentTyping()))
            return
        topic, spoken = TopicId(event.button.value), self._place.spoken
        if self.ports.desk.not_issuing(topic):
            instead = held_back.no_numbers(self._about, topic, self.ports)
            self.post_message(Wanted(instead))
        elif spoken is None:
            wish = places.Confirm.first(
                topic, self.session.code, self.catalogue, self._about
            )
            self.post_message(Wanted(wish))
        else:
            wish = places.Confirm(topic, spoken, self._about)
            self.post_message(Wanted(wish, self._first_step))

    @property
    def _about(self) -> Slug | None:
        return self._place.about

    @property
    def _first_step(self) -> int:
        """How much of the way here the check-in is, counted from its end."""
        return -1 if self._place.spoken is None else -2

    @property
    def _align(self) -> Align:
        """Pictures stand above words where there is room for both."""
        return "center" if self.is_vast else "start"

    def _opening(self) -> str:
        return held_back.opening(self.ports, self.session)

    def _appointment(self) -> TouchButton:
        return TouchButton(
            self.words.gettext("I have an appointment"),
            picture="hours",
            family=Family.PEOPLE,
            align=self._align,
            listed=True,
            id="appointment",
        )

    def _card(self, topic: Topic) -> TouchButton:
        title = topic.title.shown(self.session.code)
        return TouchButton(
            named(title.text, title.language, self.session),
            detail=held_back.of_topic_in_short(topic.id, self.ports, self.session),
            picture=topic.picture or "",
            family=family_of(topic.picture or ""),
            align=self._align,
            listed=True,
            value=topic.id,
            language=language(title.language),
            id=f"topic-{topic.id}",
        )
