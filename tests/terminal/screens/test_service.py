"""One service to read, and what can be taken home from it."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.ids import Slug
from kiosk.terminal import places
from kiosk.terminal.widgets.qr_code import QrCode
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import NARROW, USUAL, WIDE, visiting

REGISTRATION = places.ServicePage(Slug("registration"))


async def test_title_and_summary_come_first() -> None:
    async with visiting() as visit:
        await visit.begin("en", REGISTRATION)
        assert visit.text().startswith("Register your home Register.")


async def test_what_closes_while_somebody_reads_is_told_on_the_page_they_read() -> None:
    world = FakeWorld()
    world.clock.set(datetime(2026, 3, 3, 16, 59, tzinfo=UTC))
    async with visiting(world, NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        await visit.touch("#next-page")
        assert "Open now, until 18:00." in visit.text()
        world.clock.advance(minutes=1)
        await visit.hear_news()
        await visit.settle()
        assert "Opens on Tuesday, 10 March 2026 at 9:00." in visit.text()
        assert "2 / 3" in visit.text()


async def test_the_rest_is_a_touch_on_more_away() -> None:
    async with visiting(size=NARROW) as visit:
        await visit.begin("en", REGISTRATION)
        seen = visit.text()
        while visit.app.screen.query_one("#next-page").visible:
            await visit.touch("#next-page")
            seen += visit.text()
        for words in ("Bürgerbüro", "9:00–18:00", "Checked on"):
            assert words in seen


async def test_on_the_largest_grid_the_first_code_stands_beside_the_text() -> None:
    async with visiting(size=WIDE) as visit:
        await visit.begin("en", REGISTRATION)
        code = visit.app.screen.query_one(QrCode)
        assert code.region.size == (37, 19)
        assert code.address == "https://www.stadt-spremberg.de"
        assert "www.stadt-spremberg.de" in visit.text()


async def test_on_smaller_grids_the_code_is_one_touch_away() -> None:
    async with visiting(size=USUAL) as visit:
        await visit.begin("en", REGISTRATION)
        assert not visit.app.screen.query_one(QrCode).region.area
        assert "Take with you" in visit.text()


async def test_a_service_without_anything_to_take_offers_nothing() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.ServicePage(Slug("contract")))
        assert not visit.app.screen.query("#take-with-you")


async def test_a_text_that_is_not_translated_says_so() -> None:
    async with visiting() as visit:
        await visit.begin("uk", places.ServicePage(Slug("contract")))
        assert "This text is only available in Deutsch." in visit.text()
