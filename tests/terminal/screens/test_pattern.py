"""The test picture: over the greeting until it is touched, or for half a minute."""

from __future__ import annotations

import pytest

from kiosk.i18n.catalogs import Catalogs
from kiosk.terminal import places
from kiosk.terminal.screens.pattern import PatternScreen
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import GRIDS, Visit, visiting
from tests.terminal.test_looks import LOCALES


async def shown(visit: Visit, code: str = "de") -> PatternScreen:
    await visit.begin(code, places.Attract())
    pattern = PatternScreen(visit.app.session)
    await visit.app.push_screen(pattern)
    await visit.settle()
    return pattern


def all_that_is_painted(visit: Visit) -> str:
    strips = visit.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_it_shows_edges_letters_and_the_size_of_the_grid(
    size: tuple[int, int], code: str
) -> None:
    async with visiting(FakeWorld(vocabulary=Catalogs(LOCALES)), size) as visit:
        await shown(visit, code)
        rows = all_that_is_painted(visit).split("\n")
        assert rows[0] == "┏" + "━" * (size[0] - 2) + "┓"
        assert rows[-1] == "┗" + "━" * (size[0] - 2) + "┛"
        painted = "\n".join(rows)
        for told in (str(size[0]), str(size[1]), "ß", "Ж", "ęłń", "░▒▓", "0123456789"):
            assert told in painted


async def test_a_touch_ends_it_and_chooses_nothing_below() -> None:
    async with visiting() as visit:
        await shown(visit)
        assert not visit.app.nobody_is_here
        await visit.pilot.click(offset=(40, 14))
        await visit.settle()
        assert visit.at(places.Attract())
        assert visit.app.nobody_is_here


async def test_a_key_and_time_end_it_too() -> None:
    async with visiting() as visit:
        await shown(visit)
        await visit.press("enter")
        assert visit.app.nobody_is_here
        (await shown(visit)).end()
        await visit.settle()
        assert visit.app.nobody_is_here
