"""Who typed: a scanner, whose code is looked up, or a hand, whose letters are shown."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from kiosk.terminal.scanner import SLOWEST, STALLED, Scanner
from kiosk.terminal.textual_inside import FaultTolerant

if TYPE_CHECKING:
    from textual import events
    from textual.driver import Driver
    from textual.timer import Timer

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.scanner import Heard

LATE = 1.5
"""A timer may ring when the next key is just being read."""
SILENCE = SLOWEST * LATE
"""Seconds after which nothing more of what a hand types will come."""


class ListeningApp(FaultTolerant):
    """Keeps letters back until it is known who typed them."""

    def __init__(self, ports: Ports, driver: type[Driver] | None) -> None:
        super().__init__(driver_class=driver)
        self.ports = ports
        self._scanner = Scanner(_is_ours)
        self._silence: Timer | None = None

    @abstractmethod
    def notice_presence(self) -> None:
        """Something was done."""

    @abstractmethod
    def look_up(self, scanned: str) -> None:
        """A scanner read this."""

    @abstractmethod
    def write(self, text: str) -> None:
        """A hand typed this."""

    def hears(self, key: events.Key) -> bool:
        """Whether the key is kept back, or belongs to a scan."""
        if self._silence is not None:
            self._silence.stop()
            self._silence = None
        heard = self._scanner.hear(key)
        self._act_on(heard)
        if self._scanner.listening:
            self._silence = self.set_timer(SILENCE, self._hear_silence)
        return heard.swallowed

    def _hear_silence(self, *, patient: bool = True) -> None:
        self._silence = None
        if patient and self._scanner.half_heard:
            over = partial(self._hear_silence, patient=False)
            self._silence = self.set_timer(STALLED + SILENCE, over)
        elif self.screen_stack:  # not at the very end
            self._act_on(self._scanner.silence())

    def _act_on(self, heard: Heard) -> None:
        if heard.typed:
            self.write(heard.typed)
        if heard.scanned is not None:
            self.notice_presence()
            self.look_up(heard.scanned)


def _is_ours(text: str) -> bool:
    from kiosk.terminal.scans import read

    return read(text) is not None
