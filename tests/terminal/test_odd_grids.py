"""Grids nobody should have: too small for any screen, and larger than all others."""

from __future__ import annotations

import pytest

from kiosk.terminal import places
from kiosk.terminal.screens.too_small import TooSmallScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.greeting import GreetingBand
from tests.fakes.every_place import ONE_OF_EACH_KIND
from tests.fakes.inspector import complaints
from tests.fakes.visit import USUAL, VAST, visiting
from tests.terminal.test_shipped_content import a_world


async def test_a_grid_of_40_x_12_says_that_it_is_too_small() -> None:
    async with visiting(size=(40, 12)) as visit:
        assert isinstance(visit.app.screen, TooSmallScreen)
        for place in ONE_OF_EACH_KIND.values():
            await visit.begin("ar", place)
            assert isinstance(visit.app.screen, TooSmallScreen)


@pytest.mark.parametrize("size", [VAST, (300, 90)], ids=str)
async def test_on_a_vast_grid_every_screen_is_whole(size: tuple[int, int]) -> None:
    found = {}
    async with visiting(size=size) as visit:
        for place in ONE_OF_EACH_KIND.values():
            await visit.begin("en", place)
            if lines := complaints(visit.app.screen):
                found[place] = lines
    assert not found


async def test_a_window_that_becomes_vast_gets_its_second_pane() -> None:
    async with visiting(a_world()[0], USUAL) as visit:
        await visit.begin("en", places.Home())
        assert not visit.app.screen.query(Cards)
        await visit.pilot.resize_terminal(*VAST)
        await visit.settle()
        assert visit.app.screen.query_one("#categories", Cards).region.area
        await visit.touch("#category-health")
        assert visit.at(places.Services(visit.place.category))  # type: ignore[union-attr]
        await visit.pilot.resize_terminal(*USUAL)
        await visit.settle()
        assert not visit.app.screen.query("#categories")


async def test_on_a_vast_grid_another_area_is_one_touch_away_and_back_leads_home() -> (
    None
):
    async with visiting(a_world()[0], VAST) as visit:
        await visit.begin("en", places.Home())
        await visit.touch("#category-health")
        await visit.touch("#category-housing")
        assert "housing" in str(visit.place)
        await visit.touch("#back")
        assert visit.at(places.Home())


async def test_on_a_vast_grid_the_greeting_is_a_pane_beside_the_languages() -> None:
    async with visiting(a_world()[0], VAST) as visit:
        greeting = visit.app.screen.query_one(GreetingBand).region
        languages = visit.app.screen.query_one("#languages").region
        assert greeting.right <= languages.x
        assert greeting.height == VAST[1]


async def test_on_a_vast_grid_whom_to_ask_is_no_small_box_in_the_middle() -> None:
    async with visiting(a_world()[0], VAST) as visit:
        for code in ("de", "vi", "ar"):
            await visit.begin(code, places.Home())
            await visit.touch("#help")
            assert complaints(visit.app.screen) == [], code
            notice = visit.app.screen.query_one("#notice").region
            assert notice.width >= VAST[0] * 2 // 3
            await visit.touch("#close")
