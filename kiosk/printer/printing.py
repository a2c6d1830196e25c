"""When a slip is printed, tried again or given up; no visitor ever waits for it.

The number stands on the screen whatever happens here. What could not be printed is
printed once paper is there again, but not when its visitor has long gone.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import SlipFailed
from kiosk.printer import escpos
from kiosk.printer.drawing import draw, raster
from kiosk.printer.escpos import PrinterTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from kiosk.domain.tickets import Ticket
    from kiosk.printer.device import PrinterLine
    from kiosk.printer.slip import TicketSlip

log = logging.getLogger(__name__)

MOST_WAITING = 3
GIVEN_UP_SECONDS = 600.0
"""By then its visitor has the number in the head, or has gone."""
ASKS_HUB_SECONDS = 3.0
"""So long the hub may take to say how long the visitor will wait."""
LOOK_SECONDS = 0.5
AGAIN_SECONDS = 3.0
IDLE_SECONDS = 15.0
"""How often a printer in trouble is looked at when nothing is to be printed."""


class Complaints(Protocol):
    def complain(self, code: str, *, on: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class WantedSlip:
    ticket: Ticket
    since: float


class SlipPrinter:
    """`begin` starts its thread; `turn` is one step of it."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[PrinterLine]],
        slip: Callable[[Ticket], tuple[TicketSlip, bool]],
        notes: Complaints,
        running: Callable[[], float],
        *,
        dots: int,
        cut: bool,
    ) -> None:
        """`slip`: as far as it is known, and whether the hub has said all of it."""
        self._opened = opened
        self._slip = slip
        self._notes = notes
        self._running = running
        self._dots = dots
        self._cut = cut
        self._wanted: deque[WantedSlip] = deque(maxlen=MOST_WAITING)
        self._woken = threading.Event()
        self._ended = False
        self._trouble: PrinterTrouble | None = None

    def begin(self) -> None:
        threading.Thread(target=self._work, name="printer", daemon=True).start()

    def end(self) -> None:
        self._ended = True
        self._woken.set()

    def print(self, ticket: Ticket) -> None:
        """Never waits. Of more than three the oldest is given up."""
        self._wanted.append(WantedSlip(ticket, self._running()))
        self._woken.set()

    def turn(self) -> float | None:
        """One step; after so many seconds the next, or once a slip is wanted."""
        self._give_up_old()
        if not self._wanted:
            if self._trouble is None:
                return None
            self._look()
            return IDLE_SECONDS
        wanted = self._wanted[0]
        slip, is_whole = self._slip(wanted.ticket)
        if not is_whole and self._running() - wanted.since < ASKS_HUB_SECONDS:
            return LOOK_SECONDS
        trouble = self._printed(slip)
        self._tell(trouble)
        if trouble is not None:
            return AGAIN_SECONDS
        if self._wanted and self._wanted[0] is wanted:
            self._wanted.popleft()
        return 0.0

    def _work(self) -> None:
        while not self._ended:
            self._woken.clear()
            try:
                pause = self.turn()
            except Exception:  # the outermost loop: it must go on
                log.exception("a slip was given up")
                self._wanted.clear()
                self._tell(PrinterTrouble.FAILS)
                pause = IDLE_SECONDS
            if not self._ended:
                self._woken.wait(pause)

    def _printed(self, slip: TicketSlip) -> PrinterTrouble | None:
        """Asked before and after: paper that ends within a slip prints it once more."""
        try:
            bytes_of_it = escpos.job(raster(draw(slip, self._dots)), cut=self._cut)
        except SlipFailed as error:
            self._say(error)
            return PrinterTrouble.FAILS
        try:
            with self._opened() as line:
                before = line.trouble()
                if before is not None:
                    return before
                line.send(bytes_of_it)
                return line.trouble()
        except SlipFailed as error:
            self._say(error)
            return PrinterTrouble.GONE

    def _look(self) -> None:
        try:
            with self._opened() as line:
                self._tell(line.trouble())
        except SlipFailed:
            self._tell(PrinterTrouble.GONE)

    def _give_up_old(self) -> None:
        now = self._running()
        while self._wanted and now - self._wanted[0].since > GIVEN_UP_SECONDS:
            self._wanted.popleft()

    def _tell(self, trouble: PrinterTrouble | None) -> None:
        if trouble == self._trouble:
            return
        for each in PrinterTrouble:
            self._notes.complain(each.value, on=each is trouble)
        self._trouble = trouble

    def _say(self, error: SlipFailed) -> None:
        if self._trouble is None:  # once, and not at each try
            log.error("no slip is printed: %s %s", error, error.remedy)
