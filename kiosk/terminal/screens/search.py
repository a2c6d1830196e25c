"""Search: what is typed, the best results, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.i18n.keyboards import keyboard_for
from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.messages import Typed, Wanted
from kiosk.terminal.query import with_typed, without_last
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.best_results import BestResults, MeantButton, ResultButton
from kiosk.terminal.widgets.keyboard import KeyAction, KeyField
from kiosk.terminal.widgets.query_line import QueryLine
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class SearchScreen(VisitorScreen):
    """Asks the finder on each key; the keys stay whatever is found."""

    STATUS = False

    def __init__(self, ports: Ports, session: Session, query: str) -> None:
        super().__init__(ports, session)
        self._query = query
        self._found = 0
        self._line = QueryLine(query, typing=True, id="query")
        self._best = BestResults(session, id="best")
        self._keys = KeyField(keyboard_for(session.code), session.words, id="keys")
        self._tell_found()

    def compose_content(self) -> ComposeResult:
        yield self._line
        yield self._best
        yield self._keys

    @on(KeyField.Pressed)
    def _press(self, event: KeyField.Pressed) -> None:
        match event.key.key_action:
            case KeyAction.SHOW_ALL:
                self.post_message(Wanted(places.Found(self._query)))
            case KeyAction.DELETE:
                self._type(without_last(self._query))
            case KeyAction.CLEAR:
                self._type("")
            case _:
                self._type(with_typed(self._query, event.key.typed))

    def write(self, text: str) -> bool:
        self.screen.set_focus(None)  # what is typed now is no wish to press something
        self._type(with_typed(self._query, text))
        return True

    def edit(self, key: str) -> bool:
        """With something in focus, the keys are for that."""
        if self.screen.focused is not None and key != "backspace":
            return False
        match key:
            case "backspace":
                self._type(without_last(self._query))
            case "space":
                self._type(with_typed(self._query, " "))
            case "enter" if self._found:
                self.post_message(Wanted(places.Found(self._query)))
            case _:
                return False
        return True

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        if isinstance(event.button, ResultButton):
            slug = Slug(event.button.value)
            self.post_message(Wanted(places.ServicePage(slug)))
        elif isinstance(event.button, MeantButton):
            self._type(event.button.value)
        else:
            self.post_message(Wanted(places.Topics()))

    def _type(self, query: str) -> None:
        if query != self._query:
            self._query = query
            self._line.query_text = query
            self._tell_found()
            self.post_message(Typed(query))

    def _tell_found(self) -> None:
        answer = self.ports.finder.answer(self._query, self.session.code)
        found = list(self.catalogue.readable(answer.found, self.session.code))
        self._found = len(found)
        self._best.show(self._query, found, answer)
        self._keys.tell_found(len(found))
