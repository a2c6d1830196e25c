"""Which code an address becomes; every one is read back by two readers."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.terminal.qr_matrix import (
    QUIET_ZONE,
    Modules,
    QrCell,
    cells,
    compact,
    fitting,
)

PAGE = "HTTPS://WILLKOMMEN.EXAMPLE.DE/T/000000010017"
LONG = "https://www.arbeitsagentur.de/vor-ort/datei/ankommen-in-deutschland.pdf"


def pixels(
    modules: Modules, scale: int = 6
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    dark = np.array(modules, dtype=np.uint8)
    return np.kron((1 - dark) * 255, np.ones((scale, scale))).astype(np.uint8)


def read(modules: Modules) -> str:
    [found] = zxingcpp.read_barcodes(pixels(modules))
    return found.text


@pytest.mark.parametrize(
    "address",
    [PAGE, LONG, "tel:+493563340330", "mailto:info@example.de", "https://a.de/Weg?b=C"],
)
def test_a_code_says_its_address(address: str) -> None:
    modules = fitting(address, 60, 30)
    assert modules is not None
    assert read(modules) == compact(address)
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(pixels(modules))
    assert text == compact(address)


def test_four_white_modules_lie_around_it() -> None:
    modules = fitting(PAGE, 37, 19)
    assert modules is not None
    outer = [*modules[:QUIET_ZONE], *modules[-QUIET_ZONE:]]
    outer += [row[:QUIET_ZONE] for row in modules]
    outer += [row[-QUIET_ZONE:] for row in modules]
    assert not any(any(row) for row in outer)
    assert all(modules[QUIET_ZONE][QUIET_ZONE : QUIET_ZONE + 7])


def test_the_page_of_a_ticket_fits_the_smallest_screen() -> None:
    modules = fitting(PAGE, 37, 19)
    assert modules is not None
    assert len(modules) == 37


def test_correction_m_is_taken_where_it_fits_and_l_where_not() -> None:
    strong, weak = fitting(LONG, 60, 30), fitting(LONG, 41, 21)
    assert strong is not None
    assert weak is not None
    assert len(weak) < len(strong)
    assert zxingcpp.read_barcodes(pixels(strong))[0].ec_level == "M"
    assert zxingcpp.read_barcodes(pixels(weak))[0].ec_level == "L"


def test_what_does_not_fit_is_no_code_at_all() -> None:
    assert fitting(LONG, 37, 19) is None
    assert fitting("https://a.de/" + "x" * 5000, 400, 400) is None


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://www.stadt-spremberg.de", "HTTPS://WWW.STADT-SPREMBERG.DE"),
        ("https://www.stadt-spremberg.de/", "HTTPS://WWW.STADT-SPREMBERG.DE"),
        ("https://a.de/Weg/zu", "HTTPS://A.DE/Weg/zu"),
        ("https://a.de/?Frage=1", "HTTPS://A.DE/?Frage=1"),
        ("https://Ich@a.de/x", "https://Ich@a.de/x"),
        ("tel:+493563340330", "tel:+493563340330"),
        ("mailto:Info@example.de", "mailto:Info@example.de"),
        (PAGE, PAGE),
    ],
)
def test_only_what_ignores_case_is_put_in_capitals(address: str, same: str) -> None:
    assert compact(address) == same


def test_capitals_make_a_code_smaller() -> None:
    capitals = fitting("https://www.stadt-spremberg.de", 60, 30)
    as_it_is = fitting("tel:x//www.stadt-spremberg.de.", 60, 30)
    assert capitals is not None
    assert as_it_is is not None
    assert len(capitals) < len(as_it_is)


def test_a_half_that_goes_on_beyond_its_cell_is_drawn_as_background() -> None:
    column = {"dark goes on": (True, True, False, True), "ends": (False, True, False)}
    goes_on = tuple((module,) for module in column["dark goes on"])
    ends = tuple((module,) for module in column["ends"])

    assert cells(goes_on, 1) == [QrCell.DARK_OVER_LIGHT_BY_PAPER]
    assert cells(ends, 1) == [QrCell.DARK_OVER_LIGHT]


def test_light_over_dark_is_the_mirror_of_it() -> None:
    goes_on = ((True,), (False,), (True,), (True,))
    ends = ((True,), (False,), (True,), (False,))

    assert cells(goes_on, 1) == [QrCell.LIGHT_OVER_DARK_BY_PAPER]
    assert cells(ends, 1) == [QrCell.LIGHT_OVER_DARK]


def test_a_last_half_row_is_padded_with_light() -> None:
    assert cells(((True, False),), 0) == [QrCell.DARK_OVER_LIGHT, QrCell.LIGHT]
