"""Staff read in words what is amiss with a terminal's printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.printer.escpos import PrinterTrouble

if TYPE_CHECKING:
    from tests.hub_web import Browser, Terminal

WORDS = {
    PrinterTrouble.PAPER: "no paper",
    PrinterTrouble.COVER: "cover of its printer is open",
    PrinterTrouble.GONE: "cannot be reached",
    PrinterTrouble.FAILS: "does not print",
}


@pytest.mark.parametrize("trouble", PrinterTrouble)
def test_it_stands_above_the_queue_until_it_is_mended(
    first: Browser, entrance: Terminal, trouble: PrinterTrouble
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", complaints=[trouble.value])
    assert WORDS[trouble] in first.get("/queue").text
    entrance.report(program="1.0")
    assert WORDS[trouble] not in first.get("/queue").text
