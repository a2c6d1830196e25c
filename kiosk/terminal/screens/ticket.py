"""The number, where it stands, and the code that takes it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.domain.tickets import TicketState
from kiosk.terminal import places
from kiosk.terminal.messages import Finished, Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.standings import instruction, sentence
from kiosk.terminal.steady import Column
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.large_number import LargeNumber
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph
from kiosk.terminal.widgets.qr_code import QrCode
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.tickets import Ticket
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


PATIENCE = 3
"""Seconds in which the hub may answer before the wait is called unknown."""


class TicketScreen(VisitorScreen):
    """Asks the desk once a second how it stands."""

    WITHOUT = frozenset({Way.BACK})
    STATUS = False

    def __init__(self, ports: Ports, session: Session, ticket: Ticket) -> None:
        super().__init__(ports, session)
        self._ticket = ticket
        self._address = ports.desk.page_address(ticket)
        self._seconds = 0

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        with MirroredRow(id="ticket"):
            with Column(id="number-side"):
                yield self.heading(gettext("Your number"))
                yield LargeNumber(str(self._ticket.number), id="number")
                yield self.told(
                    self.catalogue.topic(self._ticket.topic).title, id="topic"
                )
                yield from self._news()
                with MirroredRow(id="ways-on"):
                    if self._address is not None:
                        yield self.button(gettext("Show on my phone"), "show-code")
                    yield self.button(gettext("Done"), "done", primary=True)
            if self._address is not None:
                yield self._code_side(self._address)

    def tell_news(self) -> None:
        super().tell_news()
        self._seconds += 1
        state, told = self._standing()
        for paragraph in self.query("#standing").results(Paragraph):
            paragraph.text = told
            paragraph.set_class(state is TicketState.CALLED, "-called")
        for paragraph in self.query("#instruction").results(Paragraph):
            paragraph.text = self._instruction()
            paragraph.set_class(state is not TicketState.WAITING, "-over")

    @on(TouchButton.Pressed, "#show-code")
    def _show_code(self) -> None:
        if self._address is not None:
            title = str(self._ticket.number)
            code = places.TakeHome(title, self._address, self._address)
            self.post_message(Wanted(code))

    @on(TouchButton.Pressed, "#done")
    def _leave(self) -> None:
        self.post_message(Finished())

    def _code_side(self, address: str) -> Column:
        title = self.words.gettext("Your place, on your phone:")
        return Column(
            QrCode(address, ""),
            Paragraph(title, id="code-title"),
            AddressLine(address, id="address"),
            id="code-side",
        )

    def _standing(self) -> tuple[TicketState, str]:
        """How it stands, and how that is said; what is not known waits."""
        standing = self.ports.desk.standing(self._ticket.id)
        state = TicketState.WAITING if standing is None else standing.state
        asked = self._seconds >= PATIENCE
        return state, sentence(standing, self.ports, self.session, asked=asked)

    def _news(self) -> ComposeResult:
        state, told = self._standing()
        called = "-called" if state is TicketState.CALLED else None
        yield Paragraph(told, id="standing", classes=called)
        if state is TicketState.WAITING:
            yield Paragraph(self._instruction(), id="instruction")

    def _instruction(self) -> str:
        return instruction(self.ports.desk.standing(self._ticket.id), self.session)
