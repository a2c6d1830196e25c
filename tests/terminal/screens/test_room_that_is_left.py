"""What larger grids are for: more to choose from, then larger pictures."""

from __future__ import annotations

import pytest

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.out_of_order import HungSign
from kiosk.domain.site_notices import NoticeKind
from kiosk.ids import AppointmentCode, CategoryId, LanguageCode
from kiosk.terminal import places
from kiosk.terminal.places import Mishap, Place
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.number_card import MARGIN, NumberCard
from kiosk.terminal.widgets.picture import Picture
from tests.fakes.inspector import complaints
from tests.fakes.ports import FakeSign, FakeWorld
from tests.fakes.visit import GRIDS, NARROW, USUAL, VAST, visiting
from tests.terminal.test_notices import SHORT, a_notice
from tests.terminal.test_shipped_content import a_world

GONE = FoundAppointment(CheckInAnswer.CANCELLED, AppointmentCode("P0000001"))
TELLING: dict[str, Place] = {
    "notices": places.Notices(),
    "no-appointment": places.NoAppointment(GONE),
    "no-numbers": places.NoNumbers(),
    "trouble": places.Trouble(Mishap.NOT_OFFERED),
}


@pytest.mark.parametrize("place", TELLING.values(), ids=TELLING)
async def test_what_tells_one_thing_has_all_life_areas_beside_it(place: Place) -> None:
    async with visiting(size=VAST) as visit:
        await visit.begin("en", place)
        assert complaints(visit.app.screen) == []
        await visit.touch("#category-arrival")
        assert visit.at(places.Services(CategoryId("arrival")))
    async with visiting(size=USUAL) as visit:
        await visit.begin("en", place)
        assert not visit.app.shown.query("#category-arrival")


async def test_what_did_not_work_leans_on_nothing_that_may_have_broken() -> None:
    async with visiting(size=VAST) as visit:
        await visit.begin("en", places.Trouble(Mishap.UNEXPECTED))
        assert not visit.app.shown.query(Cards)
        await visit.touch("#start-again")
        assert visit.at(places.Attract())


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_a_notice_has_the_picture_of_its_kind(size: tuple[int, int]) -> None:
    closed, moved = SHORT, a_notice({LanguageCode("de"): "Raum 2."}, NoticeKind.MOVED)
    async with visiting(size=size) as visit:
        visit.world.notices.up = [moved]
        await visit.begin("de", places.Notices())
        picture = visit.app.shown.query(".told-picture").only_one(Picture)
        assert picture.name_shown == "place"
        assert bool(picture.region) is (size != NARROW)
        visit.world.notices.up = [moved, closed]
        await visit.hear_news()
        assert picture.name_shown == "browse"


def stands_beside(card: NumberCard) -> bool:
    """Whether its title begins far from the edge, where the number is."""
    first = card.title.split()[0]
    rows = [strip.text for strip in card.render_lines(card.size.region)]
    return next(row.index(first) for row in rows if first in row) > 2 * MARGIN


@pytest.mark.parametrize("size", [NARROW, USUAL, VAST], ids=str)
async def test_words_of_the_other_numbers_stand_beside_all_of_them_or_below(
    size: tuple[int, int],
) -> None:
    async with visiting(a_world()[0], size) as visit:
        for code in ("de", "en", "ru"):
            await visit.begin(code, places.Emergency())
            _, _, *others = visit.app.screen.query(NumberCard)
            assert len({stands_beside(card) for card in others}) == 1, code


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_a_sign_taken_down_at_this_moment_leaves_words(
    size: tuple[int, int],
) -> None:
    world = FakeWorld(sign=FakeSign(now=HungSign({LanguageCode("de"): "Defekt."})))
    async with visiting(world, size) as visit:
        world.sign.now = None
        await visit.begin("en", places.OutOfOrder())
        assert "We are sorry" in visit.words()
        assert "Please go to the desk." in visit.words()
        assert complaints(visit.app.screen) == []
