"""The first step of the check-in: what the visitor wants to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.ids import TopicId
from kiosk.terminal import held_back, places
from kiosk.terminal.marks import named
from kiosk.terminal.messages import Wanted
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.catalogue import Topic


class TopicsScreen(VisitorScreen):
    """One card per topic that is offered now, and whether counsellors are there."""

    _left = False
    """Whether the visitor is on the way to why no number is given out."""

    def compose_content(self) -> ComposeResult:
        yield self.heading(self.words.gettext("What do you want to talk about?"))
        if self.catalogue.consultation_hours is not None:
            yield Paragraph(self._opening(), id="consultation")
        cards = [self._card(topic) for topic in self.catalogue.offered_topics()]
        yield Cards(cards, self.turner_words(), id="topics")

    def tell_news(self) -> None:
        super().tell_news()
        for paragraph in self.query("#consultation").results(Paragraph):
            paragraph.text = self._opening()
        if self.ports.desk.not_issuing() and not self._left:
            self._left = True
            self.post_message(Wanted(places.NoNumbers(), after=-1))

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        topic = TopicId(event.button.value)
        offered, read = self.catalogue.counselling_languages, self.session.code
        spoken = read if read in offered else offered[0]
        self.post_message(Wanted(places.Confirm(topic, spoken)))

    def _opening(self) -> str:
        return held_back.opening(self.ports, self.session)

    def _card(self, topic: Topic) -> TouchButton:
        title = topic.title.shown(self.session.code)
        return TouchButton(
            named(title.text, title.language, self.session),
            value=topic.id,
            language=language(title.language),
            id=f"topic-{topic.id}",
        )
