"""A terminal with a printer prints what it issues; one without loads nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.config import PrinterPart
from kiosk.sync.notes import ScreenNotes
from tests.builders import DE, UK
from tests.cli.printer_settings import TOPIC, a_desk
from tests.fakes.receipt_printer import ReceiptPrinter, by_network
from tests.fakes.waiting import until_now

if TYPE_CHECKING:
    from pathlib import Path


def test_each_number_that_is_issued_is_printed(tmp_path: Path) -> None:
    paper, notes = ReceiptPrinter(), ScreenNotes()
    with by_network(paper) as device:
        desk = a_desk(tmp_path, PrinterPart(device, dots=384), notes)
        desk.check_in(TOPIC, UK, DE)
        until_now(lambda: len(paper.slips) == 1, patience=20)
        desk.close()
    assert notes.complaints == ()


def test_a_printer_that_is_away_keeps_no_number_back(tmp_path: Path) -> None:
    notes = ScreenNotes()
    desk = a_desk(tmp_path, PrinterPart("/dev/there-is-no-such-printer"), notes)
    assert desk.check_in(TOPIC, UK, DE).number.count == 1
    assert desk.check_in(TOPIC, UK, DE).number.count == 2
    until_now(lambda: notes.complaints == ("printer-gone",), patience=20)
    desk.close()


def test_without_one_nothing_is_printed(tmp_path: Path) -> None:
    notes = ScreenNotes()
    desk = a_desk(tmp_path, PrinterPart(), notes)
    assert desk.check_in(TOPIC, UK, DE).number.count == 1
    assert notes.complaints == ()
    desk.close()
