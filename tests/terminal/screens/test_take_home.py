"""One code, and its address in words."""

from __future__ import annotations

import pytest

from kiosk.terminal import places
from kiosk.terminal.widgets.qr_code import QrCode
from tests.fakes.visit import GRIDS, visiting

PAGE = places.TakeHome(
    "Stadt Spremberg", "https://www.stadt-spremberg.de", "www.stadt-spremberg.de"
)
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


async def test_in_right_to_left_the_code_is_on_the_right() -> None:
    async with visiting() as visit:
        await visit.begin("ar", PAGE)
        code = visit.app.screen.query_one(QrCode).region
        assert code.x >= visit.app.screen.query_one("#beside-code").region.right


async def test_an_address_too_long_for_a_code_is_to_be_written_down() -> None:
    async with visiting(size=(66, 19)) as visit:
        await visit.begin("en", TOO_LONG)
        assert "too long for a code" in visit.text()
