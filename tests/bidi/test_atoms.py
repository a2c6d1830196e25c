"""Which stretches of a line are set apart from right-to-left order."""

from __future__ import annotations

import pytest

from kiosk.bidi.atoms import bound, isolated
from kiosk.bidi.controls import LRI, PDI

NUMBER = "رقم"
CALL = "اتصل"


def _marked(line: str) -> str:
    return isolated(line).replace(LRI, "<").replace(PDI, ">")


@pytest.mark.parametrize(
    "phone",
    [
        "+49 3563 123456",
        "+49 (0) 3563 12-34",
        "+49(0)3563 1234",
        "+493563123456",
        "03563/1234",
        "03563 / 1234",
        "(03563) 1234",
        "0355-1234",
        "116 117",
        "116\u00a0117",
        "0800 111 0 111",
    ],
)
def test_a_telephone_number_is_set_apart_as_a_whole(phone: str) -> None:
    assert _marked(f"{CALL} {phone}.") == f"{CALL} <{phone}>."
    assert _marked(f"{CALL} {phone} {NUMBER}") == f"{CALL} <{phone}> {NUMBER}"
    assert _marked(phone) == f"<{phone}>"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.de/ar/plan?x=1#top",
        "https://example.de/",
        "http://localhost:8080/t/ABC",
        "HTTPS://HUB.EXAMPLE/T/0123456789AB",
        "www.example.de",
        "example.de/wege",
        "welcome.center@example-lausitz.de",
        "example.de",
        "192.168.0.7:8080/s/kita/ar",
        "127.0.0.1",
    ],
)
def test_an_address_is_set_apart_without_the_point_behind_it(address: str) -> None:
    assert _marked(f"{NUMBER} {address}.") == f"{NUMBER} <{address}>."
    assert _marked(f"({address})") == f"(<{address}>)"


@pytest.mark.parametrize(
    "line",
    [
        "",
        f"{NUMBER} A 017",
        f"{NUMBER} 1.2.3.4.5",
        f"{NUMBER} 112",
        f"{NUMBER} 9:00-12:00",
        f"{NUMBER} 10:00 11:00",
        f"{NUMBER} 2024-2026",
        f"{NUMBER} 24.12.2026",
        f"{NUMBER} 1.234,50",
        f"{NUMBER} 5-10",
        "Muster GmbH & Co. KG",
        "Verein e.V.",
    ],
)
def test_everything_else_follows_the_general_rules(line: str) -> None:
    assert isolated(line) == line


def test_numbers_behind_latin_letters_belong_to_them() -> None:
    line = f"{NUMBER}: An der Heide 5 03130 Spremberg"
    assert isolated(line) == line


def test_a_number_behind_arabic_letters_does_not() -> None:
    line = f"NEXUS {CALL} 116 117"
    assert _marked(line) == f"NEXUS {CALL} <116 117>"


def test_a_number_before_latin_letters_does_not_either() -> None:
    assert _marked("116 117 NEXUS") == "<116 117> NEXUS"


def test_no_line_is_broken_inside_a_telephone_number() -> None:
    assert bound(f"{CALL} +49 3563 12") == f"{CALL} +49\u00a03563\u00a012"
    assert bound("NEXUS 116 117 and 118") == "NEXUS 116\u00a0117 and 118"
    assert bound("one two 3 and 4") == "one two 3 and 4"
