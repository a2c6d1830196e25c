"""A screen that is too small: said on the glass in words, and to staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.terminal import places
from kiosk.terminal.grid_watch import FONT_DOES_NOT_FIT, SCREEN_TOO_SMALL, SETTLED
from kiosk.terminal.screens.too_small import TooSmallScreen
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import visiting
from tests.system.visitor import WORDS

if TYPE_CHECKING:
    from tests.fakes.visit import Visit

LONG_ENOUGH = SETTLED + 1


def covered(visit: Visit) -> bool:
    return isinstance(visit.app.screen, TooSmallScreen)


def all_text(visit: Visit) -> str:
    strips = visit.app.screen._compositor.render_strips()
    return " ".join(" ".join(strip.text for strip in strips).split())


async def resize(visit: Visit, columns: int, rows: int) -> None:
    await visit.pilot.resize_terminal(columns, rows)
    await visit.settle()


@pytest.mark.parametrize("grid", [(65, 19), (66, 18), (58, 15), (20, 5)])
async def test_it_is_said_in_words_and_to_staff(grid: tuple[int, int]) -> None:
    async with visiting(size=grid) as visit:
        await visit.wait(LONG_ENOUGH)
        assert covered(visit)
        assert "This screen is too small." in all_text(visit)
        assert visit.world.notes.complaints == {SCREEN_TOO_SMALL}
        assert visit.world.notes.size == grid


@pytest.mark.parametrize("grid", [(66, 19), (83, 24), (100, 30), (160, 45)])
async def test_nothing_is_said_where_everything_fits(grid: tuple[int, int]) -> None:
    async with visiting(size=grid) as visit:
        await visit.wait(LONG_ENOUGH)
        assert not covered(visit)
        assert visit.world.notes.complaints == set()
        assert visit.world.notes.size == grid


@pytest.mark.parametrize("grid", [(161, 45), (160, 46), (66, 44)])
async def test_a_grid_beyond_the_largest_or_on_its_side_is_used_and_told_to_staff(
    grid: tuple[int, int],
) -> None:
    async with visiting(size=grid) as visit:
        await visit.wait(LONG_ENOUGH)
        assert not covered(visit)
        assert visit.world.notes.complaints == {FONT_DOES_NOT_FIT}


async def test_a_visitor_goes_on_where_they_were_once_the_screen_is_large_again() -> (
    None
):
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await resize(visit, 40, 12)
        assert covered(visit)
        await resize(visit, 83, 24)
        assert not covered(visit)
        assert visit.at(places.Home())
        await visit.touch("#talk")
        assert not visit.at(places.Home())


async def test_the_complaint_ends_with_its_reason() -> None:
    async with visiting(size=(40, 12)) as visit:
        await visit.wait(LONG_ENOUGH)
        await resize(visit, 83, 24)
        await visit.wait(LONG_ENOUGH)
        assert visit.world.notes.complaints == set()


async def test_a_window_that_opens_in_steps_is_no_complaint() -> None:
    async with visiting(size=(31, 11)) as visit:
        await visit.wait(SETTLED - 1)
        await resize(visit, 83, 24)
        await visit.wait(LONG_ENOUGH)
        assert visit.world.notes.complaints == set()


async def test_nobody_is_asked_on_a_screen_that_cannot_show_the_question() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Home())
        await resize(visit, 40, 12)
        await visit.wait(70)
        assert covered(visit)
        await visit.wait(15)
        assert covered(visit)
        await resize(visit, 83, 24)
        assert visit.at(places.Attract())


async def test_it_speaks_the_visitors_language_first() -> None:
    world = FakeWorld(vocabulary=WORDS)
    async with visiting(world) as visit:
        await visit.begin("pl", places.Home())
        await resize(visit, 40, 12)
        told = all_text(visit)
        assert told.startswith("Ten ekran jest za mały.")
        assert "Dieser Bildschirm ist zu klein." in told
        assert told.count("This screen is too small.") == 1
