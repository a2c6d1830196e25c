"""What a scanned text opens."""

from __future__ import annotations

import pytest

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import JournalUnavailable
from kiosk.ids import AppointmentCode, TopicId
from kiosk.terminal import places
from kiosk.terminal.key_layouts import AMERICAN, OTHERS
from kiosk.terminal.scans import (
    KINDS,
    NotOpened,
    Opened,
    ScanKind,
    opened,
    read,
)
from tests.builders import AR, OPENING, PL, a_ticket
from tests.fakes.ports import FakeAppointmentBook, FakeDesk

BOOKED = FoundAppointment(
    CheckInAnswer.READY,
    AppointmentCode("P0000001"),
    OPENING,
    TopicId("work"),
    AR,
    PL,
)
BOOK = FakeAppointmentBook({"P0000001": BOOKED})
CODE = "K0Y0Z0000001"
TICKET = a_ticket(code=CODE, screen_language="pl")
LAYOUTS = (*OTHERS.values(), AMERICAN)


def keys_of(layout: str, meant: str, machine: str) -> str:
    """What a machine of one layout makes of a scanner that is set to another."""
    table = dict(zip(layout, machine, strict=True))
    return "".join(table.get(letter, letter) for letter in meant)


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
        f"]Q1HTTPS://WILLKOMMEN.EXAMPLE.DE/T/{CODE}",
        f"]Q1{CODE}",
        f"]d2{CODE}",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/T/{CODE}/",
        f"{CODE}/",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/T/{CODE}".swapcase(),
        f"https://[fd00::1]:8080/T/{CODE}",
        f"HTTPS://EXAMPLE.DE/HUB/T/{CODE}",
    ],
)
def test_a_ticket_is_opened_in_any_way_a_scanner_may_type_it(text: str) -> None:
    found = opened(text, a_desk(), BOOK)
    assert isinstance(found, Opened)
    assert found.place == places.TicketShown(TICKET)
    assert found.language == "pl"


@pytest.mark.parametrize("aim", ["", "]Q1"])
@pytest.mark.parametrize("host", ["HUB.EXAMPLE.DE", "10.0.0.7:8080/HUB", "[FD00::1]"])
def test_the_end_of_an_address_is_enough(host: str, aim: str) -> None:
    """A busy machine may have heard its first keys as a hand's."""
    address = f"{aim}HTTPS://{host}/T/{CODE}"
    for lost in range(len(address) - len(CODE) + 1):
        assert isinstance(opened(address[lost:], a_desk(), BOOK), Opened), address[
            lost:
        ]


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("prefix", ["", "]Q1"])
@pytest.mark.parametrize("text", [f"HTTPS://A-B.EXAMPLE.DE:8080/T/{CODE}", CODE])
@pytest.mark.parametrize("machine", OTHERS.values(), ids=OTHERS.keys())
def test_an_american_scanner_is_understood_on_every_layout(
    machine: str, text: str, prefix: str, inverted: bool
) -> None:
    typed = keys_of(AMERICAN, prefix + (text.swapcase() if inverted else text), machine)
    found = opened(typed, a_desk(), BOOK)
    assert isinstance(found, Opened), typed
    assert found.place == places.TicketShown(TICKET)


@pytest.mark.parametrize("text", [f"HTTPS://A-B.EXAMPLE.DE:8080/T/{CODE}", CODE])
@pytest.mark.parametrize("scanner", OTHERS.values(), ids=OTHERS.keys())
def test_a_scanner_of_every_layout_is_understood_on_the_american_one(
    scanner: str, text: str
) -> None:
    typed = keys_of(scanner, text, AMERICAN)
    found = opened(typed, a_desk(), BOOK)
    assert isinstance(found, Opened), typed
    assert found.place == places.TicketShown(TICKET)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_has_every_key_once(layout: str) -> None:
    assert len(layout) == len(AMERICAN)
    for half in (layout[: len(layout) // 2], layout[len(layout) // 2 :]):
        assert len(set(half)) == len(half)


@pytest.mark.parametrize(
    "text",
    [
        "4006381333931",  # a pen
        "K0000000000",
        "K00000000001U",
        "A 017",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/P/{CODE}",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/{CODE}",
        f"HTTPS://WILLKOMMEN.EXAMPLE.DE/T/{CODE}/T",
        f"FTP://WILLKOMMEN.EXAMPLE.DE/T/{CODE}",
        "https://www.example.org/",
        "Ü" * 12,
        "]Q1",
        "",
    ],
)
def test_anything_else_is_not_ours(text: str) -> None:
    assert read(text) is None
    assert opened(text, a_desk(), BOOK) is NotOpened.UNKNOWN


@pytest.mark.parametrize(
    "text", ["K99999999999", "HTTPS://HUB.EXAMPLE.DE/T/K99999999999", "]Q1K99999999999"]
)
def test_a_ticket_of_another_day_or_terminal_is_told_as_that(text: str) -> None:
    assert opened(text, a_desk(), BOOK) is NotOpened.ELSEWHERE


def test_twelve_digits_may_be_anything() -> None:
    assert opened("036000291452", a_desk(), BOOK) is NotOpened.UNKNOWN
    digits = a_ticket(code="036000291452")
    assert isinstance(opened("036000291452", FakeDesk(issued=[digits]), BOOK), Opened)


def test_a_code_is_read_as_typed_first_and_then_with_y_and_z_changed() -> None:
    scan = read(CODE)
    assert scan is not None
    assert scan.codes == (CODE, "K0Z0Y0000001")
    plain = read("K00000000001")
    assert plain is not None
    assert plain.codes == ("K00000000001",)


def test_where_the_address_shows_the_fault_there_is_no_other_reading() -> None:
    typed = keys_of(AMERICAN, f"HTTPS://HUB.DE/T/{CODE}", OTHERS["German"])
    scan = read(typed)
    assert scan is not None
    assert scan.codes == (CODE,)


def test_without_a_journal_nothing_is_known() -> None:
    desk = a_desk()
    desk.failure = JournalUnavailable("The disk is full.")
    assert opened(CODE, desk, BOOK) is NotOpened.UNKNOWN


def test_every_kind_has_an_address_and_an_opener() -> None:
    assert set(KINDS.values()) == set(ScanKind)


@pytest.mark.parametrize(
    "text",
    [
        "HTTPS://WILLKOMMEN.EXAMPLE.DE/A/P0000001",
        "https://willkommen.example.de/a/pooooooi",
        "/A/P0000001",
        "]Q1/A/P0000001",
        keys_of(AMERICAN, "HTTPS://HUB.DE/A/P0000001", OTHERS["German"]),
    ],
)
def test_an_appointment_leads_to_the_last_step_in_its_language(text: str) -> None:
    found = opened(text, a_desk(), BOOK)
    confirm = places.Confirm(TopicId("work"), AR, booked=BOOKED)
    assert found == Opened(confirm, PL)


def test_an_appointment_that_there_is_not_leads_to_what_else_there_is() -> None:
    nothing = FoundAppointment(CheckInAnswer.UNKNOWN, AppointmentCode("P0000009"))
    found = opened("HTTPS://HUB.DE/A/P0000009", a_desk(), BOOK)
    assert found == Opened(places.AppointmentTyping("", nothing), SOURCE_LANGUAGE)


def test_eight_letters_alone_are_nothing() -> None:
    assert opened("P0000001", a_desk(), BOOK) is NotOpened.UNKNOWN
