"""Numbers to call at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from kiosk.bidi.controls import without_invisible
from kiosk.terminal import places
from kiosk.terminal.widgets.number_card import NumberCard
from kiosk.terminal.widgets.number_field import LOUD
from tests.builders import a_catalogue, a_site
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, VAST, visiting
from tests.terminal.test_shipped_content import a_world


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_numbers_stand_with_what_they_are_for(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", places.Emergency())
        words = visit.words()
        for said in ("112", "Ambulance", "Free", "110", "Police"):
            assert said in words
        assert complaints(visit.app.screen) == []


async def test_they_are_two_touches_away_from_the_greeting() -> None:
    async with visiting() as visit:
        await visit.touch("#language-uk")
        await visit.touch("#emergency")
        assert visit.at(places.Emergency())
        assert "Поліція" in visit.words()


async def test_the_numbers_for_danger_are_drawn_higher_than_a_word() -> None:
    async with visiting(a_world()[0], NARROW) as visit:
        await visit.begin("de", places.Emergency())
        cards = list(visit.app.screen.query(NumberCard))
        rows = visit.app.screen._compositor.render_strips()
        for card in cards[:LOUD]:
            region = card.region
            shown = [
                row.crop(region.x, region.right).text
                for row in rows[region.y : region.y + 5]
            ]
            assert card.number not in "".join(shown)
            assert all(line.strip() for line in shown)


@pytest.mark.parametrize("language", ["de-simple", "ar"])
async def test_a_number_that_is_written_stands_in_the_line_of_its_title(
    language: str,
) -> None:
    async with visiting(a_world()[0], NARROW) as visit:
        await visit.begin(language, places.Emergency())
        written = 0
        for card in visit.app.screen.query(NumberCard):
            rows = [s.text for s in card.render_lines(card.size.region)]
            for row in rows:
                if card.number in row:
                    written += 1
                    assert row.replace(card.number, "").strip(" ▟▙▜▛")
        assert written >= 2


async def test_whoever_calls_reads_where_they_are_and_what_is_not_known() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.Emergency())
        assert "You are here: " in visit.words()
        assert "Street and gate are not known here yet." in visit.words()


async def test_street_and_gate_are_told_where_the_site_knows_them() -> None:
    site = structs.replace(a_site(), street="Am Markt 1, 03130 Spremberg", gate="Tor 2")
    contents = FakeContents(replace(a_catalogue(), site=site))
    async with visiting(FakeWorld(contents=contents)) as visit:
        await visit.begin("ar", places.Emergency())
        words = without_invisible(visit.words())
        assert "Am Markt 1, 03130 Spremberg" in words
        assert "Tor 2" in words
        assert "not known" not in words


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
@pytest.mark.parametrize("code", ["de", "ar"])
async def test_numbers_of_one_group_are_equally_high(
    size: tuple[int, int], code: str
) -> None:
    async with visiting(a_world()[0], size) as visit:
        await visit.begin(code, places.Emergency())
        cards = list(visit.app.screen.query(NumberCard))
        for group in (cards[:LOUD], cards[LOUD:]):
            heights = {card.shown_rows() for card in group}
            assert len(heights) == 1 or 1 in heights
