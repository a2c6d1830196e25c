"""What reads keys and touches from the terminal program, whatever bytes it sends.

A scanner types what stands on a code, and a code can hold any byte: nothing of it may
end the terminal, make it deaf, or tell it that its screen has another size.
"""

from __future__ import annotations

import codecs
import logging
import os
import selectors
import threading
import time
from typing import TYPE_CHECKING

from textual import events

from kiosk.terminal import textual_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.message import Message

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.1
CHUNK = 4096
FLOOD = 1024
"""Bytes at once that no hand and no scanner sends: the screens come first then."""
MOST_WAIT_SECONDS = 1.0
MOST_KEYS_IN_A_STEP = 2
LONGEST_SILENCE = 1.0
"""Seconds in which bytes come that mean nothing: the end of a paste got lost."""


class KeyReader:
    """Turns bytes into keys and touches; starts anew after what it cannot read."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._silent_since: float | None = None
        self._said = False
        self._decode = codecs.getincrementaldecoder("utf-8")("ignore").decode
        self._begin()

    def read(self, data: bytes) -> Iterator[Message]:
        for character in self._decode(data):
            if self._silent_since is None:
                self._silent_since = self._now()
            elif self._now() - self._silent_since > LONGEST_SILENCE:
                self._begin()
            yield from self._heard(lambda: list(self._parser.feed(character)))  # noqa: B023

    def tick(self) -> Iterator[Message]:
        """What an escape meant that nothing came after."""
        yield from self._heard(lambda: list(self._parser.tick()))

    def _begin(self) -> None:
        self._parser = textual_inside.key_parser()
        self._silent_since = None

    def _heard(self, parse: Callable[[], list[Message]]) -> Iterator[Message]:
        try:
            messages = parse()
        except Exception as error:  # noqa: BLE001 - whatever the bytes broke
            if not self._said:  # once: there may be thousands
                log.warning("Keys that nobody can read: %s", type(error).__name__)
            self._said = True
            self._begin()
            return
        if messages:
            self._silent_since = None
        if _is_torn(messages):
            return
        for message in messages:
            if textual_inside.tells_size(message):
                self._begin()  # it would count touches in pixels from now on
            else:
                yield message


def _is_torn(messages: list[Message]) -> bool:
    """Whether these are the characters of a key that Textual does not know.

    It tells them one by one, as if a hand had typed `[1;3S`, and all in one step; a key
    that it knows is one message, or two.
    """
    keys = [message for message in messages if isinstance(message, events.Key)]
    said = "".join(key.character or "" for key in keys).removeprefix("^")
    return len(keys) > MOST_KEYS_IN_A_STEP and said.startswith(("[", "O"))


class SturdyDriver(textual_inside.MeasuresItsWindow):
    """Textual's own for this machine, with a reader that nothing ends."""

    def run_input_thread(self) -> None:
        reader = KeyReader()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = b""
                if selector.select(LOOK_SECONDS):
                    data = self._bytes()
                    if not data:
                        return
                for message in (*reader.read(data), *reader.tick()):
                    if self._on_screen(message):
                        self.process_message(message)
                if len(data) >= FLOOD:
                    self._let_the_app_catch_up()

    def _bytes(self) -> bytes:
        """Nothing once the window is gone."""
        try:
            return os.read(self.fileno, CHUNK)
        except OSError:
            return b""

    def _on_screen(self, message: Message) -> bool:
        if not isinstance(message, events.MouseEvent):
            return True
        columns, rows = os.get_terminal_size(self.fileno)
        return 0 <= message.x < columns and 0 <= message.y < rows

    def _let_the_app_catch_up(self) -> None:
        done = threading.Event()
        if textual_inside.call_app(self, done.set):
            done.wait(MOST_WAIT_SECONDS)
