"""An answer to a scan is for who scanned it, while they wait for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from textual import events

from kiosk.terminal import places
from kiosk.terminal.screens.looking_up import LookingUpScreen
from kiosk.terminal.screens.unknown_code import UnknownCodeScreen
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeAppointmentBook, FakeWorld
from tests.fakes.visit import NARROW, visiting
from tests.terminal.screens.test_appointment import BOOKED, CODE
from tests.terminal.test_scanning import TICKET, UNKNOWN, scan

if TYPE_CHECKING:
    from kiosk.domain.appointments import FoundAppointment
    from kiosk.ids import AppointmentCode
    from kiosk.terminal.modal import Notice
    from tests.fakes.visit import Visit

SCANNED = f"HTTPS://WILLKOMMEN.EXAMPLE.DE/A/{CODE}"
LONGEST = 20
"""Seconds: no test that fails hangs."""


@dataclass
class SlowBook(FakeAppointmentBook):
    """Answers when a test lets it."""

    answers: Event = field(default_factory=Event)

    def look_up(self, code: AppointmentCode) -> FoundAppointment:
        self.answers.wait(LONGEST)
        return super().look_up(code)


def a_slow_hub() -> tuple[SlowBook, FakeWorld]:
    book = SlowBook({CODE: BOOKED})
    return book, FakeWorld(book=book)


async def wait_for(
    visit: Visit, text: str = SCANNED, notice: type[Notice] = LookingUpScreen
) -> None:
    """Scan, and stand there until the terminal says that it takes a moment."""
    for place, letter in enumerate([*text, "enter"]):
        key = events.Key(letter, letter if len(letter) == 1 else None)
        key.time = place * 0.01
        visit.app.post_message(key)
    for _ in range(1000):
        await visit.pilot.pause(0.01)
        if isinstance(visit.app.screen, notice):
            return
    raise AssertionError(f"it never said so: {visit.text()}")


async def test_while_the_hub_is_asked_the_screen_says_so_and_then_opens_it() -> None:
    book, world = a_slow_hub()
    async with visiting(world, size=NARROW) as visit:
        await visit.begin("en", places.Home())
        await wait_for(visit)
        await visit.until_it_says("One moment, please")
        assert complaints(visit.app.screen) == []
        await wait_for(visit)
        book.answers.set()
        await visit.settle()
        assert visit.at(places.with_code(BOOKED))
        assert len(visit.app.screen_stack) == 1
        assert book.asked == [CODE]


async def test_the_appointment_of_one_who_left_never_opens_over_the_next() -> None:
    book, world = a_slow_hub()
    async with visiting(world, size=NARROW) as visit:
        await visit.begin("en", places.Home())
        await wait_for(visit)
        await visit.app.forget_visitor()
        await visit.glance("en", places.Home())
        book.answers.set()
        await visit.settle()
        assert visit.at(places.Home())
        assert len(visit.app.screen_stack) == 1


async def test_nor_does_it_open_where_somebody_has_gone_on() -> None:
    book, world = a_slow_hub()
    async with visiting(world, size=NARROW) as visit:
        await visit.begin("en", places.Home())
        await wait_for(visit)
        await visit.app.go(places.Search("arzt"))
        book.answers.set()
        await visit.settle()
        assert visit.at(places.Search("arzt"))


async def test_nor_for_who_closed_what_says_that_it_is_looked_up() -> None:
    book, world = a_slow_hub()
    async with visiting(world, size=NARROW) as visit:
        await visit.begin("en", places.Home())
        await wait_for(visit)
        await visit.pilot.press("escape")
        assert len(visit.app.screen_stack) == 1
        book.answers.set()
        await visit.settle()
        assert visit.at(places.Home())
        assert len(visit.app.screen_stack) == 1


async def test_of_two_codes_the_later_one_is_answered_and_once() -> None:
    book, world = a_slow_hub()
    world.desk.issued.append(TICKET)
    async with visiting(world, size=NARROW) as visit:
        await visit.begin("en", places.Home())
        await wait_for(visit)
        await wait_for(visit, UNKNOWN, UnknownCodeScreen)
        book.answers.set()
        await visit.settle()
        assert visit.at(places.Home())
        assert [type(screen) for screen in visit.app.screen_stack[1:]] == [
            UnknownCodeScreen
        ]
        await scan(visit, TICKET.code)
        assert visit.at(places.TicketShown(TICKET))
