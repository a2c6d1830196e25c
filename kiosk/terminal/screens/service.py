"""One service to read, and what can be taken home from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.languages import language
from kiosk.terminal import places
from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.service_text import blocks
from kiosk.terminal.steady import Column
from kiosk.terminal.taking_home import take_home
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph
from kiosk.terminal.widgets.prose import Prose
from kiosk.terminal.widgets.qr_code import QrCode
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.resources import Resource
    from kiosk.domain.services import Block, Service
    from kiosk.ids import Slug
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class ServiceScreen(VisitorScreen):
    """Its text in pages; on large screens its first QR code beside the text."""

    STATUS = False

    def __init__(self, ports: Ports, session: Session, slug: Slug) -> None:
        super().__init__(ports, session)
        self._service: Service = ports.contents.current().service(slug)

    def compose_content(self) -> ComposeResult:
        article = self._service.article(self.session.code)
        spoken = language(article.language)
        yield Paragraph(article.title, language=spoken, id="heading")
        with MirroredRow(id="service"):
            yield Prose(self._text(), self.turner_words(), language=spoken, id="text")
            if self._service.resources:
                yield self._code(self._service.resources[0])
        if self._service.resources:
            label = self.words.gettext("Take with you")
            yield self.button(f"▣ {label}", "take-with-you", primary=True)

    def tell_news(self) -> None:
        """What is open now may close while somebody reads."""
        super().tell_news()
        for prose in self.query("#text").results(Prose):
            prose.say(self._text())

    def _text(self) -> list[Block]:
        return list(blocks(self._service, self.ports, self.session))

    def _code(self, resource: Resource) -> Column:
        pointer = resource.for_reader(self.session.code)
        return Column(
            QrCode(pointer.target, ""),
            Paragraph(named_shown(resource.title, self.session), id="code-title"),
            AddressLine(pointer.address, id="address"),
            id="beside-text",
        )

    @on(TouchButton.Pressed, "#take-with-you")
    def _take(self) -> None:
        resources = self._service.resources
        if len(resources) == 1:
            place = take_home(resources[0], self.session.code, self.ports.desk)
            self.post_message(Wanted(place))
        else:
            self.post_message(Wanted(places.Resources(self._service.slug)))
