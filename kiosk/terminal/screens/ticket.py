"""The number, where it stands, and the code that takes it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.domain.tickets import TicketState
from kiosk.i18n.languages import language
from kiosk.terminal import places
from kiosk.terminal.messages import Finished, Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.qr_matrix import fitting
from kiosk.terminal.standings import desk_of, instruction, rule, sentence
from kiosk.terminal.steady import Column
from kiosk.terminal.tones import Tone
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.called_board import CalledBoard
from kiosk.terminal.widgets.paragraph import AddressLine, Paragraph
from kiosk.terminal.widgets.qr_code import QrCode, is_doubled
from kiosk.terminal.widgets.ticket_stub import TicketStub, WaitingLine
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.tickets import Ticket
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand

PATIENCE = 3
"""Seconds in which the hub may answer before the wait is called unknown."""
ROWS_WITHOUT_CODE = 7
"""Of a screen with a large code: the steps above it, its title and address below."""
COLUMNS_WITHOUT_CODE = 72
"""And beside it, so that the number stays large: the access bar, the number, air."""


class TicketScreen(VisitorScreen):
    """Asks the desk once a second how it stands."""

    WITHOUT = frozenset({Way.BACK})
    STATUS = False

    def __init__(self, ports: Ports, session: Session, ticket: Ticket) -> None:
        super().__init__(ports, session)
        self._ticket = ticket
        self._address = ports.desk.page_address(ticket)
        self._seconds = 0
        self._is_called = False

    def head(self) -> HeadBand:
        return self.progress(2)

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        topic = self.catalogue.known_topic(self._ticket.topic)
        title = topic.title.shown(self.session.code) if topic else None
        with MirroredRow(id="ticket"):
            with Column(id="number-side"):
                yield TicketStub(
                    str(self._ticket.number),
                    title.text if title else "",
                    language=language(title.language) if title else None,
                    id="number",
                )
                yield WaitingLine(id="waiting-line")
                yield from self._news()
                yield Paragraph(rule(self.session), id="rule-beside")
                if self._address is None:
                    told = gettext("Please remember your number.")
                    yield Paragraph(told, id="remember")
                with MirroredRow(id="ways-on"):
                    if self._address is not None:
                        yield self.button(gettext("Show on my phone"), "show-code")
                    yield self.button(gettext("Done"), "done", primary=True)
            if self._address is not None:
                yield self._code_side(self._address)
        with Column(id="called"):
            turn = gettext("It is your turn.")
            yield CalledBoard(str(self._ticket.number), turn, id="board")
            with MirroredRow(id="called-ways"):
                yield Paragraph("", id="called-air")
                yield self._called_done()

    def on_mount(self) -> None:
        if self.query(WaitingLine):  # nothing is there when composing it broke
            self._size_code()
            self._show()

    def on_resize(self) -> None:
        self._size_code()

    def tell_news(self) -> None:
        super().tell_news()
        self._seconds += 1
        self._show()

    def _size_code(self) -> None:
        """As large as two cells a module are, where there is room for them."""
        size = self.app.size
        room = size.width - COLUMNS_WITHOUT_CODE, size.height - ROWS_WITHOUT_CODE
        modules = fitting(self._address, *room) if self._address else None
        doubled = modules is not None and is_doubled(modules, *room)
        side = len(modules) if modules and doubled else 0
        self.set_class(doubled, "-doubled")
        for column in self.query("#code-side"):
            column.styles.width = 2 * side or None
        for code in self.query(QrCode):
            code.styles.height = side or None

    def _show(self) -> None:
        """How it stands now; a call takes all of the screen."""
        standing = self.ports.desk.standing(self._ticket.id)
        state, told = self._standing()
        is_called = state is TicketState.CALLED
        for paragraph in self.query("#standing").results(Paragraph):
            paragraph.text = told
            paragraph.set_class(is_called, "-called")
        for paragraph in self.query("#instruction").results(Paragraph):
            paragraph.text = self._instruction()
            paragraph.set_class(state is not TicketState.WAITING, "-over")
        waits = standing is not None and state is TicketState.WAITING
        for line in self.query(WaitingLine):
            line.before = standing.people_before if standing and waits else None
        for board in self.query(CalledBoard):
            desk = desk_of(standing, self.ports, self.session) if standing else ""
            board.desk = desk
            board.sentence = self.words.gettext("It is your turn.") if desk else told
        if is_called is not self._is_called:
            self._is_called = is_called
            self.set_class(is_called, "-is-called")
            self.post_message(self.Called(is_called))

    @on(TouchButton.Pressed, "#show-code")
    def _show_code(self) -> None:
        if self._address is not None:
            title = str(self._ticket.number)
            code = places.TakeHome(title, self._address, self._address)
            self.post_message(Wanted(code))

    @on(TouchButton.Pressed, "#done, #called-done")
    def _leave(self) -> None:
        self.post_message(Finished())

    def _code_side(self, address: str) -> Column:
        title = self.words.gettext("Your place, on your phone:")
        return Column(
            QrCode(address, ""),
            Paragraph(title, id="code-title"),
            AddressLine(places.in_words(address), id="address"),
            Paragraph(rule(self.session), id="rule"),
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
        yield Paragraph(told, id="standing")
        if state is TicketState.WAITING:
            yield Paragraph(self._instruction(), id="instruction")

    def _called_done(self) -> TouchButton:
        done = TouchButton(
            self.words.gettext("Done"), id="called-done", tone=Tone.CALLED_GO
        )
        done.ground = Tone.CALLED
        return done

    def _instruction(self) -> str:
        return instruction(self.ports.desk.standing(self._ticket.id), self.session)
