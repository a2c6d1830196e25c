"""A scanner at a terminal: from any screen, whoever is there."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from textual import events

from kiosk.errors import JournalUnavailable
from kiosk.ids import Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.listening import SILENCE
from kiosk.terminal.screens.confirm import ConfirmScreen
from kiosk.terminal.screens.unknown_code import UnknownCodeScreen
from tests.builders import EN, a_ticket
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    from tests.fakes.visit import Visit

TICKET = a_ticket(screen_language="pl")
ADDRESS = f"HTTPS://WILLKOMMEN.EXAMPLE.DE/T/{TICKET.code}"
UNKNOWN = "4006381333931"
OF_YESTERDAY = "K99999999999"


async def scan(
    visit: Visit, text: str, pause: float = 0.01, end: tuple[str, ...] = ("enter",)
) -> None:
    """As the driver hands keys on; `pause` is between two of them."""
    for place, letter in enumerate([*text, *end]):
        key = events.Key(letter, letter if len(letter) == 1 else None)
        key.time = place * pause
        visit.app.post_message(key)
    await visit.settle()
    await visit.settle()


@pytest.mark.parametrize(
    "place",
    [
        places.Home(),
        places.Search("arzt"),
        places.ServicePage(Slug("doctor")),
        places.Confirm(TopicId("work"), EN),
        places.TicketShown(a_ticket(18)),
    ],
    ids=lambda place: type(place).__name__,
)
async def test_a_ticket_opens_from_any_screen_in_the_language_of_its_reader(
    place: places.Place,
) -> None:
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await visit.begin("en", places.Home(), place)
        await scan(visit, ADDRESS)
        assert visit.at(places.TicketShown(TICKET))
        assert visit.app.session.code == "en"


async def test_when_nobody_is_there_it_opens_in_the_language_of_the_ticket() -> None:
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await scan(visit, TICKET.code)
        assert visit.at(places.TicketShown(TICKET))
        assert visit.app.session.code == "pl"


async def test_it_opens_over_a_notice_too() -> None:
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await visit.begin("en", places.Home())
        await visit.touch("#help")
        await scan(visit, ADDRESS)
        assert visit.at(places.TicketShown(TICKET))
        assert len(visit.app.screen_stack) == 1


async def test_an_unknown_code_gets_one_calm_sentence() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await scan(visit, UNKNOWN)
        assert "This code is not known here." in visit.text()
        assert "Please ask a person." in visit.text()
        await scan(visit, UNKNOWN)
        assert len(visit.app.screen_stack) == 2
        await visit.touch("#close")
        assert visit.at(places.Home())


async def test_a_ticket_that_is_not_known_here_is_told_as_that() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await scan(visit, UNKNOWN)
        await scan(visit, OF_YESTERDAY)
        assert "from another day or another terminal" in visit.text()
        assert "valid on one day only" in visit.text()
        assert len(visit.app.screen_stack) == 2


@pytest.mark.parametrize("pause", [0.01, 0.06])
@pytest.mark.parametrize("end", [("enter",), ("tab",), ()], ids=str)
async def test_neither_slow_scanners_nor_the_end_they_send_matter(
    end: tuple[str, ...], pause: float
) -> None:
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await visit.begin("en", places.Search())
        await scan(visit, f"]Q1{ADDRESS}/", pause, end)
        await visit.pilot.pause(SILENCE * 1.5)
        await visit.settle()
        assert visit.at(places.TicketShown(TICKET))


async def test_of_a_scan_nothing_is_typed_into_the_search() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Search())
        await scan(visit, OF_YESTERDAY, 0.06)
        await visit.touch("#close")
        assert visit.at(places.Search())


async def test_a_plan_or_an_appointment_is_not_known_yet() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await scan(visit, f"HTTPS://WILLKOMMEN.EXAMPLE.DE/P/{TICKET.code}")
        assert isinstance(visit.app.screen, UnknownCodeScreen)


async def test_with_a_broken_journal_a_person_is_asked() -> None:
    async with visiting() as visit:
        visit.world.desk.failure = JournalUnavailable("The disk is full.")
        await visit.begin("en", places.Home())
        await scan(visit, ADDRESS)
        assert isinstance(visit.app.screen, UnknownCodeScreen)


async def test_the_end_of_a_scan_does_not_press_the_button_with_the_focus() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        visit.app.screen.query_one("#talk").focus()
        await scan(visit, UNKNOWN)
        assert visit.at(places.Home())


async def test_slow_keys_are_nobodys() -> None:
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await visit.begin("en", places.Home())
        await scan(visit, ADDRESS, pause=0.2)
        assert visit.at(places.Home())
        assert len(visit.app.screen_stack) == 1


async def test_a_scan_shows_that_somebody_is_there() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await visit.wait(59)
        await scan(visit, UNKNOWN)
        await visit.wait(59)
        assert isinstance(visit.app.screen, UnknownCodeScreen)


async def test_an_unknown_code_at_the_greeting_is_forgotten_after_a_while() -> None:
    async with visiting() as visit:
        await scan(visit, UNKNOWN)
        assert isinstance(visit.app.screen, UnknownCodeScreen)
        await visit.wait(80)
        assert visit.at(places.Attract())
        assert len(visit.app.screen_stack) == 1


async def test_no_code_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await scan(visit, UNKNOWN)
        await scan(visit, ADDRESS)
    told = " ".join(record.getMessage() for record in caplog.records)
    assert UNKNOWN not in told
    assert TICKET.code not in told


async def test_while_a_number_is_being_issued_nothing_leads_away() -> None:
    async with visiting() as visit:
        visit.world.desk.issued.append(TICKET)
        await visit.begin("en", places.Home(), places.Confirm(TopicId("work"), EN))
        shown = visit.app.shown
        assert isinstance(shown, ConfirmScreen)
        shown._asked = True
        await scan(visit, ADDRESS)
        await visit.touch("#home")
        assert visit.at(places.Confirm(TopicId("work"), EN))
