from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printer.drawing import Raster
from kiosk.printer.escpos import PrinterTrouble, job, trouble
from tests.fakes.receipt_printer import ReceiptPrinter


@given(st.integers(1, 12), st.integers(1, 300), st.booleans(), st.data())
def test_what_is_sent_comes_out_dot_for_dot(
    across: int, height: int, cut: bool, data: st.DataObject
) -> None:
    dots = bytes(data.draw(st.binary(min_size=across, max_size=across)) * height)
    printer = ReceiptPrinter()
    printer.take(job(Raster(across * 8, height, dots), cut=cut))
    [paper] = printer.slips
    assert paper.cut is cut
    assert printer.unknown == b""
    told = [
        sum(128 >> n for n in range(8) if row[byte + n])
        for row in paper.rows
        for byte in range(0, across * 8, 8)
    ]
    assert bytes(told) == dots


@pytest.mark.parametrize(
    ("offline", "paper", "found"),
    [
        (0x12, 0x12, None),
        (None, None, None),
        (0x16, 0x12, PrinterTrouble.COVER),
        (0x32, 0x12, PrinterTrouble.PAPER),
        (0x12, 0x72, PrinterTrouble.PAPER),
        (0x52, 0x12, PrinterTrouble.FAILS),
        (0x12, 0x1E, None),  # nearly at its end prints still
        (0xFF, 0x00, None),  # no answer of this kind
    ],
)
def test_what_it_answers_is_understood(
    offline: int | None, paper: int | None, found: PrinterTrouble | None
) -> None:
    assert trouble(offline, paper) is found
