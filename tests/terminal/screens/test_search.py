"""Search on the screen: typing, results, the way back, and forgetting."""

from __future__ import annotations

import gc
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.search_answers import SearchAnswer
from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.widgets.best_results import ResultButton
from kiosk.terminal.widgets.keyboard import KeyAction, KeyField
from kiosk.terminal.widgets.query_line import QueryLine
from tests.fakes.inspector import complaints
from tests.fakes.visit import GRIDS, NARROW, VAST, Visit, visiting

if TYPE_CHECKING:
    from kiosk.terminal.places import Place

HOME = places.Home()


async def tap(visit: Visit, *wanted: str) -> None:
    """Touch keys, by what they type or do."""
    field = visit.app.screen.query_one(KeyField)
    for one in wanted:
        [region] = [
            region
            for row in field.placed()
            for key, region in row
            if one
            in {key.typed if key.key_action is None else "", _deed(key.key_action)}
        ]
        visit.world.clock.advance(seconds=0.2)
        middle = (region.x + region.width // 2, region.y)
        assert await visit.pilot.click(KeyField, offset=middle)
    await visit.settle()


def _deed(key_action: KeyAction | None) -> str:
    return key_action.value if key_action is not None else ""


async def searching(visit: Visit, language: str = "en", query: str = "") -> None:
    await visit.begin(language, HOME, places.Search(query))


def line(visit: Visit) -> str:
    return visit.app.screen.query_one(QueryLine).query_text


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_from_home_to_a_service_by_typing(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", HOME)
        await visit.touch("#search")
        assert "Type what you are looking for" in visit.text()
        await tap(visit, *"doct")
        assert "Find a doctor" in visit.text()
        await visit.touch("#best-0")
        assert visit.at(places.ServicePage(Slug("doctor")))


async def test_keys_grow_with_the_rows_of_the_screen() -> None:
    heights = []
    for size in (*GRIDS, VAST):
        async with visiting(size=size) as visit:
            await searching(visit)
            field = visit.app.screen.query_one(KeyField)
            heights.append(field.placed()[0][0][1].height)
    assert heights == [2, 2, 3, 4]


async def test_each_key_asks_once_and_changes_the_results() -> None:
    async with visiting() as visit:
        await searching(visit)
        await tap(visit, "r", "e", "g")
        assert "Register your home" in visit.text()
        assert "Find a doctor" not in visit.text()
        await tap(visit, KeyAction.CLEAR.value, "d", "o", "c")
        assert "Register your home" not in visit.text()
        assert "Find a doctor" in visit.text()


async def test_results_are_in_the_language_of_the_visitor() -> None:
    async with visiting() as visit:
        await searching(visit, "pl")
        await tap(visit, *"anmelden")
        assert "Zameldowanie" in visit.text()


async def test_the_way_back_from_a_result_keeps_what_was_typed() -> None:
    async with visiting() as visit:
        await searching(visit)
        await tap(visit, *"doc")
        await visit.touch("#best-0")
        await visit.touch("#back")
        assert visit.at(places.Search("doc"))
        assert line(visit) == "doc"
        assert "Find a doctor" in visit.text()


async def test_another_language_keeps_what_was_typed_and_brings_its_keys() -> None:
    async with visiting() as visit:
        await searching(visit)
        await tap(visit, *"doc")
        await visit.touch("#language")
        await visit.touch("#language-uk")
        assert line(visit) == "doc"
        assert visit.app.screen.query_one(KeyField).shown.id == "jcuken-uk"


async def test_one_key_shows_all_results_and_back_leads_to_the_keys() -> None:
    async with visiting(size=NARROW) as visit:
        await searching(visit, query="e")
        await tap(visit, KeyAction.SHOW_ALL.value)
        assert visit.at(places.Found("e"))
        await visit.touch("#service-doctor")
        await visit.touch("#back")
        assert visit.at(places.Found("e"))
        await visit.touch("#back")
        assert visit.at(places.Search("e"))


async def test_nothing_found_leads_to_the_counsellor_and_the_keys_stay() -> None:
    async with visiting(size=NARROW) as visit:
        await searching(visit)
        await tap(visit, *"qqqq")
        assert "Nothing was found." in visit.text()
        assert visit.app.screen.query_one(KeyField).region.area
        await visit.touch("#talk")
        assert visit.at(places.Topics())
        await visit.touch("#back")
        assert visit.at(places.Search("qqqq"))


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_four_results_are_seen_while_typing(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        services = visit.world.contents.current().services
        more = tuple(replace(services[0], slug=Slug(f"more-{at}")) for at in range(4))
        catalogue = visit.world.contents.current().with_services([*services, *more])
        visit.world.contents.catalogue = catalogue
        await searching(visit, query="register")
        screen = visit.app.screen
        below = screen.query_one(KeyField).region.y
        for at in range(4):
            button = screen.query_one(f"#best-{at}", ResultButton)
            assert button.visible
            assert button.region.bottom <= below
            assert button.size.height >= 1
            assert "Register" in button.render_line(0).text


async def test_where_rows_are_left_over_eight_results_are_seen() -> None:
    async with visiting(size=VAST) as visit:
        services = visit.world.contents.current().services
        more = tuple(replace(services[0], slug=Slug(f"more-{at}")) for at in range(8))
        catalogue = visit.world.contents.current().with_services([*services, *more])
        visit.world.contents.catalogue = catalogue
        await searching(visit, query="register")
        shown = [
            button for button in visit.app.screen.query(ResultButton) if button.visible
        ]
        assert len(shown) == 8
        assert complaints(visit.app.screen) == []
        await visit.touch("#best-7")
        assert isinstance(visit.place, places.ServicePage)


async def test_what_nothing_here_is_about_is_said_and_a_person_named() -> None:
    async with visiting(size=NARROW) as visit:
        visit.world.answers["toilet"] = SearchAnswer(nothing_here=True)
        await searching(visit, query="toilet")
        assert "We have nothing about this here." in visit.text()
        assert "Ask at the desk." in visit.text()
        await visit.touch("#talk")
        assert visit.at(places.Topics())


async def test_a_word_that_is_near_is_offered_and_taken_by_a_touch() -> None:
    async with visiting(size=NARROW) as visit:
        visit.world.answers["dxctxr"] = SearchAnswer(meant=("doctor", "factor"))
        await searching(visit, query="dxctxr")
        assert "Did you mean this?" in visit.text()
        keys = visit.app.screen.query_one(KeyField).region
        for shown in ("#meant-0", "#meant-1", "#talk"):
            assert visit.app.screen.query_one(shown).region.bottom <= keys.y
        await visit.touch("#meant-0")
        assert line(visit) == "doctor"
        assert "Find a doctor" in visit.text()


async def test_delete_takes_the_last_letter_and_clear_all() -> None:
    async with visiting() as visit:
        await searching(visit)
        await tap(visit, "a", KeyAction.SPACE.value, "b", KeyAction.DELETE.value)
        assert line(visit) == "a "
        await tap(visit, KeyAction.CLEAR.value, KeyAction.DELETE.value)
        assert line(visit) == ""
        assert "Type what you are looking for" in visit.text()


async def test_arabic_is_typed_at_the_right_side_and_joined() -> None:
    async with visiting() as visit:
        await searching(visit, "ar")
        await tap(visit, "س", "ك", "ن")
        assert line(visit) == "سكن"
        strip = visit.app.screen.query_one(QueryLine).render_line(1)
        assert "ﻦﻜﺳ" in strip.text[-20:]
        assert not strip.text[:-20].strip()


async def test_it_is_used_by_arrow_keys_alone() -> None:
    async with visiting() as visit:
        await searching(visit, query="do")
        visit.app.screen.query_one(KeyField).focus()
        await visit.press("down", "down", "right", "right", "enter")
        assert line(visit) == "doc"
        await visit.press("shift+tab", "enter")
        assert visit.at(places.ServicePage(Slug("doctor")))


@pytest.mark.parametrize(
    "place", [places.Search("secretword"), places.Found("secretword")], ids=str
)
async def test_what_was_typed_is_forgotten_with_its_visitor(place: Place) -> None:
    others = query_lines()
    async with visiting() as visit:
        await visit.begin("en", HOME, places.Search("secretword"), place)
        await visit.wait(80)
        assert visit.at(places.Attract())
        assert "secretword" not in repr(visit.app._trail)
        await visit.begin("en", HOME)
        await visit.touch("#search")
        assert line(visit) == ""
        lines = [it for it in query_lines() if all(it is not one for one in others)]
        assert {one.query_text for one in lines} == {""}


def query_lines() -> list[QueryLine]:
    """All that live, of tests before too."""
    gc.collect()
    return [it for it in gc.get_objects() if isinstance(it, QueryLine)]


async def test_what_was_typed_stands_in_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with visiting() as visit:
        await searching(visit)
        await tap(visit, *"qqqq")
    assert not any("qqqq" in record.getMessage() for record in caplog.records)


async def test_all_results_in_a_language_in_which_there_are_none_say_so() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", places.Found("qqqq"))
        assert "Nothing was found." in visit.words()
        assert complaints(visit.app.screen) == []
        await visit.touch("#talk")
        assert visit.at(places.Topics())
