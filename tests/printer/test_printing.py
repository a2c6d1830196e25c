"""No visitor waits for paper, and what was not printed is printed once it can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode
from kiosk.printer.device import opened
from kiosk.printer.printing import GIVEN_UP_SECONDS, MOST_WAITING, SlipPrinter
from kiosk.printer.slip import TicketSlip, slip_of
from tests.builders import OPENING, a_catalogue, a_ticket
from tests.fakes.receipt_printer import ReceiptPrinter, by_network
from tests.fakes.waiting import until_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.tickets import Ticket

WORDS = Catalogs(paths.shipped("locales")).words(LanguageCode("de"))


@dataclass
class Stand:
    """A terminal's printer with its thread stopped: each turn is the test's."""

    paper: ReceiptPrinter
    device: str
    complaints: set[str] = field(default_factory=set)
    now: float = 0.0
    hub_has_said: bool = True
    breaks: bool = False

    def __post_init__(self) -> None:
        self.printer = SlipPrinter(
            lambda: opened(self.device),
            self.slip,
            self,
            lambda: self.now,
            dots=384,
            cut=True,
        )

    def complain(self, code: str, *, on: bool) -> None:
        (self.complaints.add if on else self.complaints.discard)(code)

    def slip(self, ticket: Ticket) -> tuple[TicketSlip, bool]:
        if self.breaks:
            raise RuntimeError("no such topic")
        slip = slip_of(ticket, None, None, a_catalogue(), WORDS, OPENING)
        return slip, self.hub_has_said

    def printed(self) -> int:
        return len(self.paper.slips)


@pytest.fixture
def stand() -> Iterator[Stand]:
    paper = ReceiptPrinter()
    with by_network(paper) as device:
        yield Stand(paper, device)


def test_a_ticket_is_printed_once(stand: Stand) -> None:
    stand.printer.print(a_ticket(17))
    assert stand.printer.turn() == 0.0
    assert stand.printer.turn() is None
    [slip] = stand.paper.slips
    assert slip.cut
    assert stand.complaints == set()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"has_paper": False}, "printer-paper"),
        ({"cover_open": True}, "printer-cover"),
        ({"broken": True}, "printer-fails"),
    ],
)
def test_what_is_amiss_is_told_to_staff_and_printed_after_it_is_mended(
    stand: Stand, fault: dict[str, bool], code: str
) -> None:
    for name, value in fault.items():
        setattr(stand.paper, name, value)
    stand.printer.print(a_ticket(17))
    stand.printer.turn()
    assert stand.complaints == {code}
    assert stand.printed() == 0
    for name, value in fault.items():
        setattr(stand.paper, name, not value)
    stand.printer.turn()
    assert stand.complaints == set()
    assert stand.printed() == 1
    assert stand.printer.turn() is None


def test_paper_that_ends_within_a_slip_prints_it_once_more(stand: Stand) -> None:
    stand.paper.ends_within = 100
    stand.printer.print(a_ticket(17))
    stand.printer.turn()
    assert stand.complaints == {"printer-paper"}
    stand.paper.has_paper = True
    stand.printer.turn()
    assert stand.printed() == 1


def test_an_unplugged_one_is_told_and_found_again(stand: Stand) -> None:
    right, stand.device = stand.device, "/dev/there-is-no-such-printer"
    stand.printer.print(a_ticket(17))
    stand.printer.turn()
    assert stand.complaints == {"printer-gone"}
    stand.device = right
    stand.printer.turn()
    assert (stand.printed(), stand.complaints) == (1, set())


def test_what_nobody_waits_for_any_more_is_not_printed(stand: Stand) -> None:
    stand.paper.has_paper = False
    stand.printer.print(a_ticket(17))
    stand.printer.turn()
    stand.now += GIVEN_UP_SECONDS + 1
    stand.paper.has_paper = True
    stand.printer.turn()
    assert stand.printed() == 0
    assert stand.complaints == set(), "looked at, though nothing is to be printed"


def test_of_many_the_newest_are_printed_in_order(stand: Stand) -> None:
    stand.paper.has_paper = False
    for count in range(1, 8):
        stand.printer.print(a_ticket(count))
    stand.paper.has_paper = True
    while stand.printer.turn() is not None:
        pass
    assert stand.printed() == MOST_WAITING


def test_the_hub_is_given_a_moment_to_say_how_long_it_takes(stand: Stand) -> None:
    stand.hub_has_said = False
    stand.printer.print(a_ticket(17))
    assert stand.printer.turn() == 0.5
    assert stand.printed() == 0
    stand.now += 3
    stand.printer.turn()
    assert stand.printed() == 1


def test_a_slip_that_cannot_be_made_is_told_and_the_next_one_is_printed(
    stand: Stand,
) -> None:
    stand.breaks = True
    stand.printer.begin()
    stand.printer.print(a_ticket(17))
    until_now(lambda: stand.complaints == {"printer-fails"})
    stand.breaks = False
    stand.printer.print(a_ticket(18))
    until_now(lambda: stand.printed() == 1)
    until_now(lambda: stand.complaints == set())
    stand.printer.end()


def test_its_thread_prints_and_asking_for_it_waits_for_nothing(stand: Stand) -> None:
    stand.printer.begin()
    stand.printer.print(a_ticket(17))
    until_now(lambda: stand.printed() == 1)
    stand.printer.end()
