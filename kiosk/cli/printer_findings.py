"""What `kiosk doctor` says of a terminal's printer: what is wrong, and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.findings import Finding, well, wrong, wrong_because
from kiosk.errors import SlipFailed
from kiosk.printer.escpos import PrinterTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.config import PrinterPart

REMEDIES = {
    PrinterTrouble.COVER: ("its cover is open", "Close the cover."),
    PrinterTrouble.PAPER: ("it has no paper", "Put paper in."),
    PrinterTrouble.FAILS: ("it reports an error", "Switch it off and on again."),
    PrinterTrouble.GONE: ("it cannot be reached", "Plug it in."),
}


def printer_findings(wished: PrinterPart) -> Iterator[Finding]:
    """Nothing where none is set."""
    if wished.device is None:
        return
    from kiosk.printer.device import opened
    from kiosk.printer.drawing import check

    try:
        check()
        with opened(wished.device) as line:
            trouble = line.trouble()
    except SlipFailed as error:
        yield wrong_because(error)
        return
    if trouble is None:
        yield well(f"printer: {wished.device} can be reached")
        return
    told, remedy = REMEDIES[trouble]
    yield wrong(f"printer: {wished.device}: {told}", remedy)
