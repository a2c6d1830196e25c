"""A terminal that is out of order: what it says, and where it leads."""

from __future__ import annotations

import pytest

from kiosk.domain.out_of_order import COMPLAINT, HungSign
from kiosk.i18n.catalogs import Catalogs
from kiosk.ids import LanguageCode
from kiosk.terminal import places
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import GRIDS, NARROW, visiting
from tests.terminal.test_looks import LOCALES
from tests.terminal.test_shipped_content import a_world as shipped_world

GERMAN = "Wir arbeiten an diesem Terminal."
SIGN = HungSign(
    {
        LanguageCode("de"): GERMAN,
        LanguageCode("en"): "We are working on this terminal.",
        LanguageCode("ar"): "نعمل على هذا الجهاز.",
    }
)
LONG = HungSign({LanguageCode("de"): "Außer Betrieb " * 20, LanguageCode("en"): "x"})
GRID_LANGUAGE = [(size, code) for size in GRIDS for code in ("de", "ar")]


def a_world(sign: HungSign | None = SIGN) -> FakeWorld:
    world = FakeWorld(vocabulary=Catalogs(LOCALES))
    world.sign.now = sign
    return world


@pytest.mark.parametrize(("size", "code"), GRID_LANGUAGE, ids=str)
async def test_it_says_so_in_the_visitors_language_and_leads_to_emergency_numbers(
    size: tuple[int, int], code: str
) -> None:
    async with visiting(a_world(), size) as visit:
        assert visit.at(places.OutOfOrder())
        assert GERMAN in visit.text()
        assert ("We are working" in visit.text()) is (size != NARROW)
        if code != "de":
            await visit.touch(f"#language-{code}")
            assert GERMAN not in visit.text()
        assert complaints(visit.app.screen) == []
        await visit.touch("#emergency")
        assert visit.at(places.Emergency())
        assert "112" in visit.words()
        await visit.touch("#back")
        assert visit.at(places.OutOfOrder())


@pytest.mark.parametrize(("size", "code"), GRID_LANGUAGE, ids=str)
async def test_staffs_own_longest_words_fit_and_are_marked_where_they_are_foreign(
    size: tuple[int, int], code: str
) -> None:
    async with visiting(a_world(LONG), size) as visit:
        await visit.begin(code, places.OutOfOrder())
        assert complaints(visit.app.screen) == []
        visible = {widget.id for widget in visit.app.shown.query("*") if widget.region}
        assert {"heading", "emergency", "languages"} <= visible
        assert bool(visit.app.shown.query("#only-in")) is (code == "ar")


async def test_below_the_longest_words_all_languages_are_reached_when_low() -> None:
    """Two plates to turn with take six rows, and a finger needs all of them."""
    for words in (LONG, HungSign({LanguageCode("de"): "Außer Betrieb " * 14})):
        world, _ = shipped_world()
        world.sign.now = words
        async with visiting(world, NARROW) as visit:
            for code in ("de", "de-simple", "bg", "ro", "ar"):
                await visit.begin(code, places.OutOfOrder())
                assert complaints(visit.app.screen) == [], code
                assert visit.app.shown.query_one("#desk").region, code


async def test_no_way_leads_to_a_number_not_even_home_and_none_is_forgotten() -> None:
    async with visiting(a_world()) as visit:
        await visit.touch("#language-ar")
        await visit.touch("#emergency")
        await visit.touch("#home")
        assert visit.at(places.OutOfOrder())
        await visit.press("escape")
        assert visit.at(places.OutOfOrder())
        await visit.wait(90)
        assert visit.at(places.OutOfOrder())
        assert GERMAN in visit.text(), "the next one may read another language"


async def test_of_a_sign_that_is_gone_nobody_reads_that_it_is_german() -> None:
    async with visiting(a_world()) as visit:
        visit.world.sign.now = None
        await visit.begin("ar", places.OutOfOrder())
        assert not visit.app.shown.query("#only-in")
        assert visit.app.shown.query("#desk")


async def test_staff_are_told_as_long_as_it_hangs() -> None:
    world = a_world()
    async with visiting(world) as visit:
        assert world.notes.complaints == {COMPLAINT}
        world.sign.now = None
        await visit.app.forget_visitor()
        await visit.settle()
        assert visit.at(places.Attract())
        assert COMPLAINT not in world.notes.complaints


async def test_the_greeting_is_back_when_the_sign_is_gone() -> None:
    world = a_world()
    async with visiting(world) as visit:
        world.sign.now = None
        await visit.app.forget_visitor()
        await visit.settle()
        await visit.touch("#language-en")
        assert visit.at(places.Home())


async def test_contrast_and_help_are_there() -> None:
    async with visiting(a_world()) as visit:
        await visit.touch("#contrast")
        assert visit.app.session.theme == "contrast"
        await visit.touch("#help")
        assert "112" in visit.text()
