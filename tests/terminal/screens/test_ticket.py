"""The ticket's screen: the number, where it stands, the code."""

from __future__ import annotations

import pytest

from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.ids import DeskId
from kiosk.terminal import places
from kiosk.terminal.grids import LARGEST
from kiosk.terminal.ports import LinkState
from kiosk.terminal.qr_matrix import fitting
from kiosk.terminal.screens.ticket import PATIENCE
from kiosk.terminal.widgets.access_bar import AccessBar
from kiosk.terminal.widgets.called_board import CalledBoard
from kiosk.terminal.widgets.qr_code import QrCode
from kiosk.terminal.widgets.ticket_stub import TicketStub, WaitingLine
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeDesk, FakeLink, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, USUAL, VAST, WIDE, Visit, visiting

TICKET = places.TicketShown(a_ticket())


async def news(visit: Visit, state: TicketState, before: int = 0) -> None:
    """The hub tells something new, and a second passes."""
    visit.world.desk.known = Standing(state, before, DeskId("desk-2"), NOON)
    await visit.hear_news()
    await visit.settle()


async def test_the_number_is_drawn_large_and_the_topic_named() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        assert visit.app.screen.query_one(TicketStub).text == "A 017"
        assert "Residence" in visit.text()
        assert "remember" not in visit.text()  # the code takes it along


async def test_the_hub_may_take_a_moment_before_the_wait_is_called_unknown() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        assert "One moment, please" in visit.text()
        assert "not known" not in visit.text()
        await visit.hear_news(PATIENCE)
        assert "The waiting time is not known" in visit.text()
        assert "One moment" not in visit.text()


async def test_without_the_hub_the_wait_is_called_unknown_at_once() -> None:
    async with visiting(FakeWorld(link=FakeLink(LinkState.DOWN))) as visit:
        await visit.begin("en", TICKET)
        assert "The waiting time is not known" in visit.text()


async def test_the_line_moves_while_one_looks() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        await news(visit, TicketState.WAITING, 2)
        assert "2 people are waiting" in visit.text()
        await news(visit, TicketState.WAITING, 0)
        assert "You are next." in visit.text()


async def test_who_comes_to_a_desk_is_promised_as_soon_as_they_are_there() -> None:
    """At night, with no desk occupied, nobody reads that they are next."""
    async with visiting() as visit:
        alone = Standing(TicketState.WAITING, 0, None, NOON, counsellors=0)
        visit.world.desk.known = alone
        await visit.begin("en", TICKET)
        text = " ".join(visit.text().split())
        assert "Nobody who can help you" in text
        assert "You are next" not in text
        assert "We will call" not in text
        await news(visit, TicketState.WAITING, 0)
        assert "You are next." in visit.text()
        assert "We will call your number." in " ".join(visit.text().split())


async def test_a_call_names_the_desk_and_no_longer_says_wait() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        assert "Please wait here." in visit.text()
        await news(visit, TicketState.CALLED)
        words = visit.words()
        for said in ("It is your turn.", "A 017", "Desk 2"):
            assert said in words
        assert "Please wait here." not in words
        assert visit.app.screen.query_one(AccessBar).has_class("-called")
        await news(visit, TicketState.SERVING)
        assert "Your counselling has begun." in visit.words()
        assert not visit.app.screen.query_one(AccessBar).has_class("-called")


@pytest.mark.parametrize("size", [USUAL, WIDE], ids=str)
async def test_code_and_address_stand_beside_the_number(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", TICKET)
        assert visit.app.screen.query_one(QrCode).region.size == (37, 19)
        text = visit.text().replace(" ", "")
        assert "willkommen.example.de/T/" in text
        assert a_ticket().code in text


async def test_on_the_smallest_grid_the_code_has_a_screen_of_its_own() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", TICKET)
        assert not visit.app.screen.query_one(QrCode).region.area
        await visit.touch("#show-code")
        assert isinstance(visit.place, places.TakeHome)
        assert visit.app.screen.query_one(QrCode).region.size == (37, 19)
        await visit.touch("#back")
        assert visit.at(TICKET)


RULE = "We call people in the order in which they came."


async def test_how_the_line_works_stands_there_where_there_is_room() -> None:
    async with visiting(size=LARGEST) as visit:
        await visit.begin("en", TICKET)
        assert RULE in visit.words()


@pytest.mark.parametrize("size", [NARROW, USUAL, WIDE], ids=str)
async def test_how_the_line_works_is_one_touch_away(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", TICKET)
        assert RULE not in visit.words()
        await visit.touch("#help")
        assert (
            f"{RULE} Who has an appointment or cannot wait long may be called earlier."
            in visit.text()
        )


async def test_who_holds_no_number_is_told_nothing_of_the_line() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Topics())
        await visit.touch("#help")
        assert RULE not in visit.text()


def code_and_number(visit: Visit) -> tuple[QrCode, TicketStub]:
    screen = visit.app.screen
    return screen.query_one(QrCode), screen.query_one(TicketStub)


@pytest.mark.parametrize("hub", ["HTTPS://A.DE", FakeDesk.hub])
async def test_on_the_largest_grid_a_module_of_the_code_is_two_cells(hub: str) -> None:
    async with visiting(FakeWorld(desk=FakeDesk(hub=hub)), size=VAST) as visit:
        await visit.begin("en", TICKET)
        assert complaints(visit.app.screen) == []
        code, number = code_and_number(visit)
        modules = fitting(code.address, *code.size)
        assert modules is not None
        assert code.size == (2 * len(modules), len(modules))  # with its quiet zone
        assert number.region.height > 9
        assert RULE in visit.words()
        assert "Your place, on your phone:" in visit.words()
        await visit.pilot.resize_terminal(*WIDE)
        await visit.settle()
        code, _ = code_and_number(visit)
        assert code.size == (37, 19)


async def test_a_code_that_has_no_room_for_large_modules_has_small_ones() -> None:
    desk = FakeDesk(hub=f"HTTPS://{'WILLKOMMEN.' * 4}EXAMPLE.DE")
    async with visiting(FakeWorld(desk=desk), size=VAST) as visit:
        await visit.begin("en", TICKET)
        assert complaints(visit.app.screen) == []
        code, _ = code_and_number(visit)
        assert code.size == (37, 19)


async def test_another_language_keeps_the_ticket() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        await visit.touch("#language")
        await visit.touch("#language-pl")
        assert visit.at(TICKET)
        assert "Pobyt" in visit.text()


async def test_there_is_no_way_back_to_a_second_confirmation() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        await visit.press("escape")
        assert visit.at(TICKET)


@pytest.mark.parametrize("size", [NARROW, USUAL, WIDE], ids=str)
async def test_where_phones_do_not_get_to_the_hub_nothing_is_said_of_them(
    size: tuple[int, int],
) -> None:
    desk = FakeDesk(reaches_phones=False)
    async with visiting(FakeWorld(desk=desk), size=size) as visit:
        await visit.begin("en", TICKET)
        text = visit.text()
        assert visit.app.screen.query_one(TicketStub).text == "A 017"
        assert "We will call your number." in text
        assert "Please remember your number." in text
        assert not visit.app.screen.query(QrCode)
        assert not visit.app.screen.query("#show-code")
        assert "phone" not in text.lower()
        await news(visit, TicketState.CALLED)
        assert "Desk 2" in visit.words()


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_a_call_takes_all_of_the_screen_and_can_be_left(
    size: tuple[int, int],
) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", TICKET)
        await news(visit, TicketState.CALLED)
        board = visit.app.screen.query_one(CalledBoard)
        assert board.region.y == 0
        assert not visit.app.screen.query_one(TicketStub).region.area
        await visit.touch("#called-done")
        assert visit.at(places.Attract())


async def test_a_call_to_a_desk_nobody_knows_here_says_what_to_do() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        visit.world.desk.known = Standing(TicketState.CALLED, 0, None, NOON)
        await visit.hear_news()
        assert "Please go to the desk now." in visit.words()


def people_before(visit: Visit) -> int | None:
    return visit.app.screen.query_one(WaitingLine).before


async def test_who_waits_sees_how_many_stand_before_them() -> None:
    async with visiting(size=WIDE) as visit:
        await visit.begin("en", TICKET)
        seen = [people_before(visit)]
        for state in (TicketState.WAITING, TicketState.PARKED):
            await news(visit, state, 2)
            seen.append(people_before(visit))
        assert seen == [None, 2, None]


async def test_the_next_screen_is_not_dark_as_a_call() -> None:
    async with visiting() as visit:
        await visit.begin("en", TICKET)
        await news(visit, TicketState.CALLED)
        await visit.touch("#home")
        assert not visit.app.screen.query_one(AccessBar).has_class("-called")
