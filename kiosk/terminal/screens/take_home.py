"""One QR code as large as the screen allows, with its address in words beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


class TakeHomeScreen(VisitorScreen):
    """To be photographed."""

    STATUS = False

    def __init__(self, ports: Ports, session: Session, resource: TakeHome) -> None:
        super().__init__(ports, session)
        self._resource = resource

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

    def _title(self) -> str:
        read_in = self._resource.title_in or self.session.code
        return named(self._resource.title, read_in, self.session)
