from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import SlipFailed
from kiosk.printer import escpos
from kiosk.printer.device import opened
from kiosk.printer.drawing import Raster
from kiosk.printer.escpos import PrinterTrouble
from tests.fakes.receipt_printer import ReceiptPrinter, by_network
from tests.fakes.waiting import until_now

if TYPE_CHECKING:
    from pathlib import Path

A_JOB = escpos.job(Raster(576, 1000, b"\x5a" * 72 * 1000), cut=True)


def test_a_slip_gets_there_whole() -> None:
    printer = ReceiptPrinter()
    with by_network(printer) as device:
        with opened(device) as line:
            line.send(A_JOB)
            assert line.trouble() is None
        [paper] = printer.slips
        assert len(paper.rows) == 1000


def test_how_it_is_it_is_asked() -> None:
    printer = ReceiptPrinter(cover_open=True)
    with by_network(printer) as device:
        with opened(device) as line:
            assert line.trouble() is PrinterTrouble.COVER
        printer.cover_open, printer.has_paper = False, False
        with opened(device) as line:
            assert line.trouble() is PrinterTrouble.PAPER


def test_one_that_never_answers_is_printed_on_all_the_same() -> None:
    printer = ReceiptPrinter(answers=False)
    with by_network(printer) as device, opened(device) as line:
        assert line.trouble() is None
        line.send(A_JOB)
        until_now(lambda: bool(printer.slips))


@pytest.mark.parametrize(
    "device", ["/dev/there-is-no-such-printer", "tcp://127.0.0.1:1", "tcp://x:99999"]
)
def test_one_that_is_not_there_is_said_to_be_away(device: str) -> None:
    with pytest.raises(SlipFailed, match="cannot be reached"), opened(device):
        pass


def test_a_device_file_is_written_to(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    with opened(str(device)) as line:
        line.send(b"\x1b@")
        assert os.read(os.open(device, os.O_RDONLY | os.O_NONBLOCK), 8) == b"\x1b@"
