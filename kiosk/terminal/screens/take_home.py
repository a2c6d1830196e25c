"""One QR code as large as the screen allows, with its address in words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.languages import language
from kiosk.terminal.marks import named, page_speaks
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.steady import Column
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph
from kiosk.terminal.widgets.qr_code import QrCode

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.places import TakeHome
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class TakeHomeScreen(VisitorScreen):
    """To be photographed."""

    STATUS = False

    def __init__(self, ports: Ports, session: Session, resource: TakeHome) -> None:
        super().__init__(ports, session)
        self._resource = resource
        self._head = self._band()
        self.add_class(f"-{self._head.family}")

    def head(self) -> HeadBand:
        """Where it would take rows from the code, its colour is that of the title."""
        return self._head

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        with MirroredRow(id="take-home"):
            yield QrCode(
                self._resource.target,
                gettext(
                    "This address is too long for a code on this screen. "
                    "Please write it down."
                ),
            )
            with Column(id="beside-code"):
                yield Paragraph(self._title(), id="title")
                yield Paragraph(
                    gettext("Scan the code with your phone."), id="instruction"
                )
                yield AddressLine(self._resource.address, id="address")
                if self._resource.languages:
                    yield Paragraph(
                        page_speaks(self.session, self._resource.languages),
                        id="page-language",
                    )

    def _band(self) -> HeadBand:
        """Of the service whose code this is, and of its life area."""
        slug = self._resource.service
        if slug is None:
            return self.band(self.words.gettext("Take with you"))
        service = self.catalogue.service(slug)
        article = service.article(self.session.code)
        spoken = language(article.language)
        return self.band_of_area(service.category, article.title, spoken=spoken)

    def _title(self) -> str:
        read_in = self._resource.title_in or self.session.code
        return named(self._resource.title, read_in, self.session)
