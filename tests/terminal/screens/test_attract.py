"""The greeting: one button per language, nothing that blinks."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from msgspec import structs

from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.terminal import places
from kiosk.terminal.screens.ask_person import AskPersonScreen
from kiosk.terminal.widgets.bar_sign import BarSign
from kiosk.terminal.widgets.cards import Cards
from tests.builders import FIVE, a_catalogue, a_site
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import GRIDS, VAST, visiting
from tests.terminal.test_shipped_content import a_world


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_it_greets_in_german_and_sorbian_and_says_where_one_is(
    size: tuple[int, int],
) -> None:
    async with visiting(size=size) as visit:
        text = visit.text()
        for words in ("Herzlich willkommen", "Witajśo k nam", "Spremberg/Grodk"):
            assert words in text
        assert "Kofinanziert von der Europäischen Union." in text


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_it_says_whose_terminal_it_is_until_one_has_begun(
    size: tuple[int, int],
) -> None:
    async with visiting(a_world()[0], size) as visit:
        sign = visit.app.screen.query_one(BarSign)
        shown = [strip.text.strip() for strip in sign.render_lines(sign.size.region)]
        whole = " ".join(line for line in shown if line).replace("- ", "-")
        assert whole == "Willkommens-Terminal NEXUS-HUB"
        first = visit.app.screen.query_one("#contrast").region
        assert sign.region.bottom == first.y
        await visit.begin("ar", places.Home())
        assert not sign.display
        await visit.begin("de", places.Attract())
        assert sign.display


async def test_every_language_is_offered_by_its_own_name() -> None:
    async with visiting() as visit:
        labels = {
            code: visit.app.screen.query_one(f"#language-{code}").label  # type: ignore[attr-defined]
            for code in FIVE
        }
        assert labels == {code: LANGUAGES[code].own_name for code in FIVE}


async def test_all_fifteen_languages_stand_on_one_page_of_every_grid() -> None:
    world, _ = a_world()
    async with visiting(world) as visit:
        for size in product((66, 75, 80, 100), (19, 24, 25, 28)):
            await visit.pilot.resize_terminal(*size)
            await visit.settle()
            cards = visit.app.screen.query_one(Cards)
            assert cards.pages_of(cards.size) == 1, size


async def test_only_offered_languages_are_offered() -> None:
    site = structs.replace(a_site(), languages=(LanguageCode("de"), LanguageCode("ar")))
    contents = FakeContents(replace(a_catalogue(), site=site))
    async with visiting(FakeWorld(contents=contents)) as visit:
        assert not visit.app.screen.query("#language-pl")
        await visit.touch("#language-ar")
        assert visit.app.session.code == "ar"


async def test_the_sixteenth_place_is_to_ask_a_person() -> None:
    async with visiting(a_world()[0]) as visit:
        cards = list(visit.app.screen.query("Cards > TouchButton"))
        assert len(cards) == len(LANGUAGES) + 1
        assert cards[-1].id == "ask-person"
        await visit.touch("#ask-person")
        assert isinstance(visit.app.screen, AskPersonScreen)


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_languages_stand_four_by_four_and_are_equal(
    size: tuple[int, int],
) -> None:
    async with visiting(a_world()[0], size) as visit:
        cards = list(visit.app.screen.query("Cards > TouchButton"))
        assert len({card.region.size for card in cards}) == 1
        assert len({card.region.x for card in cards}) == 4
        assert len({card.region.y for card in cards}) == 4


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_who_pays_is_on_the_greeting_or_one_touch_away(
    size: tuple[int, int],
) -> None:
    world, _ = a_world()
    async with visiting(world, size) as visit:
        told = world.contents.catalogue.site.funding[LanguageCode("de")]
        words = told.split()[:4]
        if not all(word in visit.text() for word in words):
            await visit.touch("#help")
        assert all(word in visit.text() for word in words)


async def test_contrast_and_help_are_there_before_anything_is_chosen() -> None:
    async with visiting() as visit:
        await visit.touch("#contrast")
        theme = visit.app.theme
        await visit.touch("#help")
        await visit.touch("#close")
        assert theme == "contrast"
        assert len(visit.app.screen_stack) == 1


async def test_new_content_is_greeted_with_after_the_next_visitor() -> None:
    async with visiting() as visit:
        await visit.touch("#language-en")
        site = structs.replace(a_site(), greetings=("Guten Tag",))
        visit.world.contents.catalogue = replace(a_catalogue(), site=site)
        await visit.touch("#back")
        assert "Guten Tag" in visit.text()
