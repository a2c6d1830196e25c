"""How a terminal's tickets get to its printer, where the settings name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import seconds_running

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.cli.terminal_run import Wiring
    from kiosk.clock import Clock
    from kiosk.config import PrinterPart
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.tickets import Ticket
    from kiosk.i18n.catalogs import Catalogs
    from kiosk.printer.printing import Complaints, SlipPrinter
    from kiosk.printer.slip import TicketSlip
    from kiosk.terminal.ports import TicketDesk


def slips_of(wiring: Wiring) -> Slips:
    return Slips(
        wiring.place.settings.printer,
        wiring.contents.current,
        wiring.vocabulary,
        wiring.clock,
        wiring.notes,
    )


class Slips:
    """Without a printer it does nothing, and loads nothing."""

    def __init__(
        self,
        wished: PrinterPart,
        catalogue: Callable[[], Catalogue],
        vocabulary: Catalogs,
        clock: Clock,
        notes: Complaints,
    ) -> None:
        self._wished = wished
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        self._clock = clock
        self._notes = notes
        self._desk: TicketDesk | None = None
        self._printer: SlipPrinter | None = None

    def issued(self, ticket: Ticket) -> None:
        if self._printer is not None:
            self._printer.print(ticket)

    def begin(self, desk: TicketDesk) -> None:
        device = self._wished.device
        if device is None:
            return
        from kiosk.printer.device import opened
        from kiosk.printer.printing import SlipPrinter

        self._desk = desk
        self._printer = SlipPrinter(
            lambda: opened(device),
            self.slip,
            self._notes,
            seconds_running,
            dots=self._wished.dots,
            cut=self._wished.cut,
        )
        self._printer.begin()

    def slip(self, ticket: Ticket) -> tuple[TicketSlip, bool]:
        """As far as it is known, and whether the hub has said how long it takes."""
        from kiosk.printer.slip import slip_of

        standing = self._desk.standing(ticket.id) if self._desk else None
        slip = slip_of(
            ticket,
            standing,
            self._desk.page_address(ticket) if self._desk else None,
            self._catalogue(),
            self._vocabulary.words(ticket.screen_language),
            self._clock.now(),
        )
        return slip, standing is not None
