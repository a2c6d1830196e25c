"""The code of an appointment: typed, looked up, and what else there is to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from kiosk.domain.appointments import (
    CODE_LENGTH,
    FoundAppointment,
    is_whole,
    read_code,
    shown,
)
from kiosk.i18n.keyboards import CODES
from kiosk.ids import CODE_ALPHABET, AppointmentCode
from kiosk.terminal import places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.keyboard import KeyAction, KeyField
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.query_line import QueryLine
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class AppointmentScreen(VisitorScreen):
    """Eight keys and it is looked up; whoever has no luck gets an ordinary number."""

    STATUS = False

    @dataclass
    class Answered(Message):
        """The hub said what a code is worth, or did not answer."""

        found: FoundAppointment

    def __init__(
        self, ports: Ports, session: Session, place: places.AppointmentTyping
    ) -> None:
        super().__init__(ports, session)
        self._typed = place.typed
        self._found = place.found
        self._asking = False
        self._line = QueryLine(
            shown(self._typed).strip(), typing=True, picture="", id="query"
        )
        self._keys = KeyField(CODES, session.words, id="keys")

    def compose_content(self) -> ComposeResult:
        yield Paragraph(self._says(), id="says")
        yield self._line
        yield self.button(
            self.words.gettext("Take a number without the code"), "without"
        )
        yield self._keys

    @on(KeyField.Pressed)
    def _press(self, event: KeyField.Pressed) -> None:
        match event.key.key_action:
            case KeyAction.DELETE:
                self._type(self._typed[:-1])
            case KeyAction.CLEAR:
                self._type("")
            case _:
                self._type(self._typed + event.key.typed)

    def write(self, text: str) -> bool:
        self.screen.set_focus(None)  # what is typed now is no wish to press something
        self._type(self._typed + text)
        return True

    def edit(self, key: str) -> bool:
        if key != "backspace":
            return False
        self._type(self._typed[:-1])
        return True

    @on(TouchButton.Pressed, "#without")
    def _go_without(self) -> None:
        self.post_message(Wanted(places.Topics(), after=-1))

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        self._asking = False
        match places.with_code(event.found):
            case places.Confirm() as confirm:
                self.post_message(Wanted(confirm))
            case places.NoAppointment() as why:
                self.post_message(Wanted(why, after=-1))
            case places.AppointmentTyping():
                self._found = event.found
                self._tell()

    def _type(self, typed: str) -> None:
        """What is no letter of a code is not written; nor is anything while it asks."""
        letters = [each for each in read_code(typed) if each in CODE_ALPHABET]
        read = "".join(letters[:CODE_LENGTH])
        if self._asking or read == self._typed:
            return
        self._typed = read
        self._found = None
        if is_whole(read):
            self._asking = True
            self._look_up(AppointmentCode(read))
        self._tell()

    @work(thread=True)
    def _look_up(self, code: AppointmentCode) -> None:
        self.post_message(self.Answered(self.ports.book.look_up(code)))

    def _tell(self) -> None:
        self._line.query_text = shown(self._typed).strip()
        for paragraph in self.query("#says").results(Paragraph):
            paragraph.text = self._says()

    def _says(self) -> str:
        gettext = self.words.gettext
        if self._asking:
            return gettext("One moment, please")
        if self._found is None:
            return gettext("Type the code of your appointment")
        return gettext("There is no appointment with this code")
