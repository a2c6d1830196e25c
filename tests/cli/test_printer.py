"""`kiosk printer preview`, and what `kiosk doctor` says of a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image

from kiosk.cli.printer import printer
from kiosk.cli.printer_findings import printer_findings
from kiosk.config import PrinterPart
from tests.fakes.receipt_printer import ReceiptPrinter, by_network

if TYPE_CHECKING:
    from pathlib import Path


def found(wished: PrinterPart) -> str:
    return "\n".join(str(each) for each in printer_findings(wished))


@pytest.mark.parametrize("language", ["de", "ar", "vi"])
def test_a_picture_of_a_slip_is_drawn(tmp_path: Path, language: str) -> None:
    picture = tmp_path / "slip.png"
    said = CliRunner().invoke(
        printer,
        ["preview", "--data", str(tmp_path), "--language", language, str(picture)],
    )
    assert said.exit_code == 0, said.output
    with Image.open(picture) as drawn:
        assert drawn.width == 576


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    said = CliRunner().invoke(
        printer, ["preview", "--data", str(tmp_path), str(tmp_path / "no" / "x.png")]
    )
    assert "cannot be written" in str(said.exception)


def test_where_none_is_set_nothing_is_said() -> None:
    assert found(PrinterPart()) == ""


def test_doctor_asks_the_printer_how_it_is() -> None:
    paper = ReceiptPrinter()
    with by_network(paper) as device:
        assert "can be reached" in found(PrinterPart(device))
        paper.has_paper = False
        assert "no paper" in found(PrinterPart(device))
        paper.has_paper, paper.cover_open = True, True
        assert "cover is open" in found(PrinterPart(device))


def test_doctor_says_that_it_is_not_there() -> None:
    assert "cannot be reached" in found(PrinterPart("/dev/there-is-no-such-printer"))
