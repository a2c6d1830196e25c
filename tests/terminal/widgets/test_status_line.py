"""How late it is in the band above; one calm row below when the hub is away."""

from __future__ import annotations

from kiosk.bidi.controls import without_invisible
from kiosk.ids import LanguageCode
from kiosk.terminal import places
from kiosk.terminal.ports import LinkState
from kiosk.terminal.session import Session
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.status_line import status
from tests.fakes.clock import NOON
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeLink, FakeWorld
from tests.fakes.visit import NARROW, USUAL, visiting
from tests.terminal.test_shipped_content import a_world


def told(link: FakeLink) -> str:
    world = FakeWorld(link=link)
    session = Session.in_language(LanguageCode("en"), world.vocabulary)
    return without_invisible(status(world.ports(), session)[0])


def test_when_all_is_well_nothing_is_said() -> None:
    assert not told(FakeLink(LinkState.UP))


def test_before_the_first_answer_nothing_is_complained_about() -> None:
    assert not told(FakeLink(LinkState.UNKNOWN))


def test_when_the_hub_is_away_it_says_what_is_not_known_and_since_when() -> None:
    said = told(FakeLink(LinkState.DOWN, heard=NOON))
    assert said == "The waiting time is not known at the moment. (as of 12:00)"


def test_when_the_hub_was_never_there_it_names_no_time() -> None:
    said = told(FakeLink(LinkState.DOWN))
    assert said == "The waiting time is not known at the moment."


async def test_it_changes_while_one_looks() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        assert "12:00" in visit.text()
        visit.world.link.now = LinkState.DOWN
        visit.world.clock.advance(seconds=60)
        visit.app.shown.tell_news()
        await visit.settle()
        assert "12:01" in visit.text()
        assert "not known at the moment" in visit.text()


async def test_when_the_hub_is_away_a_list_shows_as_many_as_before() -> None:
    for state in (LinkState.UP, LinkState.DOWN):
        world, _ = a_world()
        world.link.now = state
        async with visiting(world) as visit:
            await visit.begin("de", places.Categories())
            assert visit.app.screen.query_one(Cards).pages == 1
            assert complaints(visit.app.screen) == []


async def test_where_a_row_has_no_room_for_all_it_says_less_and_is_never_cut() -> None:
    world, _ = a_world()
    world.link = FakeLink(LinkState.DOWN, heard=NOON)
    for size in (NARROW, USUAL):
        async with visiting(world, size) as visit:
            for code in ("de", "de-simple", "bg", "ar"):
                for place in (places.Home(), places.Languages()):
                    await visit.begin(code, place)
                    assert complaints(visit.app.screen) == [], (size, code)
            await visit.begin("de", places.Home())
            assert "Die Wartezeit ist im Moment nicht bekannt." in visit.text()
            assert ("Stand: 12:00" in visit.text()) is (size == USUAL)
