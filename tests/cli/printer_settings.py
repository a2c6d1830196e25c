"""What each setting of `[printer]` does, seen in one effect."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli.late_desk import LateDesk
from kiosk.cli.printer_findings import printer_findings
from kiosk.cli.slip_printing import Slips
from kiosk.i18n.catalogs import Catalogs
from kiosk.journal.tickets import Journal
from kiosk.sync.notes import ScreenNotes
from tests.builders import DE, UK, a_catalogue
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds
from tests.fakes.receipt_printer import ReceiptPrinter, by_network
from tests.fakes.waiting import until_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.config import PrinterPart
    from tests.cli.desktop import Desktop
    from tests.fakes.receipt_printer import Paper

TOPIC = a_catalogue().offered_topics()[0].id
WORDS = Catalogs(paths.shipped("locales"))


def a_desk(folder: Path, printer: PrinterPart, notes: ScreenNotes) -> LateDesk:
    """It issues numbers without a hub, and prints them where the settings say so."""
    clock, ids = FixedClock(), CountingIds()

    def opened() -> Journal:
        return Journal.open(folder / "journal", "A", "Europe/Berlin", clock, ids)

    slips = Slips(printer, a_catalogue, WORDS, clock, notes)
    desk = LateDesk(opened, a_catalogue, "https://hub.example", issued=slips.issued)
    slips.begin(desk)
    return desk


async def printer_device(desktop: Desktop) -> None:
    paper = ReceiptPrinter()
    with by_network(paper) as device:
        place = desktop.says(f'[printer]\ndevice = "{device}"\n')
        (found,) = printer_findings(place.settings.printer)
    assert "can be reached" in str(found)


async def printer_dots(desktop: Desktop) -> None:
    slip = printed(desktop, "dots = 384")
    assert {len(row) for row in slip.rows} == {384}


async def printer_cut(desktop: Desktop) -> None:
    assert printed(desktop, "cut = true").cut
    assert not printed(desktop, "cut = false").cut


def printed(desktop: Desktop, said: str) -> Paper:
    """The slip of a number that a terminal of these settings issues."""
    paper = ReceiptPrinter()
    with by_network(paper) as device:
        place = desktop.says(f'[printer]\ndevice = "{device}"\n{said}\n')
        desk = a_desk(
            Path(mkdtemp(dir=desktop.folder)), place.settings.printer, ScreenNotes()
        )
        try:
            desk.check_in(TOPIC, UK, DE)
            until_now(lambda: len(paper.slips) == 1, patience=20)
        finally:
            desk.close()
    return paper.slips[0]


PRINTER_EFFECTS: dict[str, Callable[[Desktop], object]] = {
    "printer.device": printer_device,
    "printer.dots": printer_dots,
    "printer.cut": printer_cut,
}
