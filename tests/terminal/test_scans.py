"""What a scanned text opens."""

from __future__ import annotations

import pytest

from kiosk.errors import JournalUnavailable
from kiosk.terminal import places
from kiosk.terminal.scans import KINDS, OPENERS, ScanKind, opened, read
from tests.builders import a_ticket
from tests.fakes.ports import FakeDesk

CODE = "K0Y0Z0000001"
TICKET = a_ticket(code=CODE, screen_language="pl")
ON_A_GERMAN_LAYOUT = str.maketrans("YZyz:/-", "ZYzyÖ-ß")
ON_AN_AMERICAN_LAYOUT = str.maketrans("YZyz:/-", "ZYzy>&/")


def a_desk() -> FakeDesk:
    return FakeDesk(issued=[a_ticket(), TICKET])


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        f" {CODE} ",
        "KOYOZOOOOOOI",  # read as 0 and 1
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/T/{CODE}",
        f"https://willkommen.example.de/t/{CODE.lower()}",
        f"HTTP://192.168.0.7:8080/T/{CODE}",
        f"HTTPS://A-B.EXAMPLE.DE/T/{CODE}".translate(ON_A_GERMAN_LAYOUT),
        f"HTTPS://A-B.EXAMPLE.DE/T/{CODE}".translate(ON_AN_AMERICAN_LAYOUT),
        CODE.translate(ON_A_GERMAN_LAYOUT),
    ],
)
def test_a_ticket_is_opened_in_any_way_a_scanner_may_type_it(text: str) -> None:
    found = opened(text, a_desk())
    assert found is not None
    assert found.place == places.TicketShown(TICKET)
    assert found.language == "pl"


@pytest.mark.parametrize(
    "text",
    [
        "4006381333931",  # a pen
        "K0000000000",
        "K00000000001U",
        "A 017",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/P/{CODE}",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/{CODE}",
        "https://www.example.org/",
        "Ü" * 12,
        "",
    ],
)
def test_anything_else_is_not_ours(text: str) -> None:
    assert read(text) is None
    assert opened(text, a_desk()) is None


def test_a_code_of_another_place_opens_nothing() -> None:
    assert opened("K99999999999", a_desk()) is None


def test_a_code_is_read_as_typed_first_and_then_with_y_and_z_changed() -> None:
    scan = read(CODE)
    assert scan is not None
    assert scan.codes == (CODE, CODE.translate(ON_A_GERMAN_LAYOUT))
    plain = read("K00000000001")
    assert plain is not None
    assert plain.codes == ("K00000000001",)


def test_where_the_address_shows_the_fault_the_other_reading_comes_first() -> None:
    typed = f"HTTPS://HUB.DE/T/{CODE}".translate(ON_A_GERMAN_LAYOUT)
    scan = read(typed)
    assert scan is not None
    assert scan.codes[0] == CODE


def test_without_a_journal_nothing_is_known() -> None:
    desk = a_desk()
    desk.failure = JournalUnavailable("The disk is full.")
    assert opened(CODE, desk) is None


def test_every_kind_has_an_address_and_an_opener() -> None:
    assert set(KINDS.values()) == set(OPENERS) == set(ScanKind)
