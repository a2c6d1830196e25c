"""One code, and its address in words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.color import Color

from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.head import HeadBand
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.qr_code import QrCode
from tests.fakes.visit import GRIDS, NARROW, USUAL, visiting

PAGE = places.TakeHome(
    "Stadt Spremberg", "https://www.stadt-spremberg.de", "www.stadt-spremberg.de"
)
OF_SERVICE = replace(PAGE, service=Slug("registration"))
TOO_LONG = places.TakeHome("Long", "https://a.de/" + "x" * 900, "a.de/" + "x" * 40)


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_code_and_address_stand_side_by_side(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", PAGE)
        code = visit.app.screen.query_one(QrCode)
        assert code.region.width >= 37
        assert code.region.height >= 19
        words = visit.app.screen.query_one("#beside-code").region
        assert words.x >= code.region.right
        address = visit.app.screen.query_one("#address").region
        assert address.area > 0


async def test_it_has_the_colour_of_the_life_area_as_its_service_has() -> None:
    async with visiting(size=USUAL) as visit:
        for place in (OF_SERVICE, places.Resources(Slug("registration"))):
            await visit.begin("en", places.ServicePage(Slug("registration")))
            of_service = visit.app.screen.query_one(HeadBand).family
            assert of_service is not Family.FIELD
            await visit.begin("en", place)
            head = visit.app.screen.query_one(HeadBand)
            assert head.family is of_service
            assert head.region.height


async def test_where_the_code_takes_every_row_its_title_has_the_colour() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", OF_SERVICE)
        assert not visit.app.screen.query_one(HeadBand).region.area
        colours = visit.app.theme_variables
        title = visit.app.screen.query_one("#title", Paragraph)
        family = visit.app.screen.query_one(HeadBand).family
        assert title.styles.background == Color.parse(colours[family])
        assert title.styles.color == Color.parse(colours[family.ink])


async def test_what_is_of_no_service_has_the_colour_of_all_other_screens() -> None:
    async with visiting() as visit:
        await visit.begin("en", PAGE)
        assert visit.app.screen.query_one(HeadBand).family is Family.FIELD


async def test_in_right_to_left_the_code_is_on_the_right() -> None:
    async with visiting() as visit:
        await visit.begin("ar", PAGE)
        code = visit.app.screen.query_one(QrCode).region
        assert code.x >= visit.app.screen.query_one("#beside-code").region.right


async def test_an_address_too_long_for_a_code_is_to_be_written_down() -> None:
    async with visiting(size=(66, 19)) as visit:
        await visit.begin("en", TOO_LONG)
        assert "too long for a code" in visit.text()
