"""One service to read, and what can be taken home from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.terminal import held_back, places
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.service_text import blocks, known_facts, text_now
from kiosk.terminal.steady import Column
from kiosk.terminal.taking_home import take_home, text_for_phone
from kiosk.terminal.tones import Tone
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.facts import FactsCard
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.qr_code import QrCode
from kiosk.terminal.widgets.text_panes import TextPanes
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from kiosk.domain.services import Block, Service
    from kiosk.i18n.service_text import ServiceText
    from kiosk.ids import Slug
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class ServiceScreen(VisitorScreen):
    """Its text in pages; on large screens its first QR code beside the text."""

    STATUS = False

    def __init__(self, ports: Ports, session: Session, slug: Slug) -> None:
        super().__init__(ports, session)
        self._service: Service = ports.contents.current().service(slug)
        self._phone = text_for_phone(slug, session, ports.desk)

    def head(self) -> HeadBand:
        article = self._service.article(self.session.code)
        spoken = language(article.language)
        return self.band_of_area(self._service.category, article.title, spoken=spoken)

    def compose_content(self) -> ComposeResult:
        article = self._service.article(self.session.code)
        spoken = language(article.language)
        prose = Prose(
            self._blocks(),
            self.turner_words(),
            language=spoken,
            has_lead=True,
            id="text",
        )
        text = self._text()
        facts = known_facts(text)
        yield TextPanes(
            prose,
            facts=FactsCard(facts, text.not_known, id="facts") if facts else None,
            code=next(self._first_code(), None),
            plates=list(self._plates()),
            id="service",
        )

    def tell_news(self) -> None:
        """What is open now may close while somebody reads."""
        super().tell_news()
        for prose in self.query("#text").results(Prose):
            prose.say(self._blocks())
        for facts in self.query(FactsCard):
            facts.tell(known_facts(self._text()))

    def _text(self) -> ServiceText:
        return text_now(self._service, self.ports, self.session)

    def _blocks(self) -> list[Block]:
        return list(blocks(self._service, self.ports, self.session))

    def _plates(self) -> Iterator[TouchButton]:
        gettext = self.words.gettext
        if self._phone or self._service.resources:
            yield TouchButton(
                gettext("Take with you"),
                picture="take",
                largest=PictureSize.M,
                tone=Tone.GO,
                align="start",
                id="take-with-you",
            )
        yield TouchButton(
            gettext("Talk about this"),
            picture="talk",
            largest=PictureSize.M,
            align="start",
            id="talk-about-this",
        )

    def _first_code(self) -> Iterator[Column]:
        if self._phone is not None:
            yield _code(self._phone.target, self._phone.title, self._phone.address)
            return
        for resource in self._service.resources[:1]:
            pointer = resource.for_reader(self.session.code)
            title = named_shown(resource.title, self.session)
            yield _code(pointer.target, title, pointer.address)

    @on(TouchButton.Pressed, "#take-with-you")
    def _take(self) -> None:
        """Without a choice where there is only one thing."""
        resources = self._service.resources
        place: Place = places.Resources(self._service.slug)
        if self._phone is not None and not resources:
            place = self._phone
        elif self._phone is None and len(resources) == 1:
            place = take_home(
                resources[0], self.session.code, self.ports.desk, self._service.slug
            )
        self.post_message(Wanted(place))

    @on(TouchButton.Pressed, "#talk-about-this")
    def _talk(self) -> None:
        """The way is the same whether or not numbers are given out just now."""
        slug = self._service.slug
        place: Place = places.to_talk(slug, self.session.code, self.catalogue)
        place = held_back.instead(slug, self.ports) or place
        self.post_message(Wanted(place))


def _code(target: str, title: str, address: str) -> Column:
    return Column(
        QrCode(target, ""),
        Paragraph(title, id="code-title"),
        AddressLine(address, id="address"),
        id="beside-text",
    )
