"""A widget that paints all of itself at once."""

from __future__ import annotations

from textual.geometry import Region

from kiosk.terminal.widgets.greeting import GreetingBand
from tests.fakes.visit import visiting


async def test_what_is_being_taken_away_may_be_painted_once_more() -> None:
    async with visiting() as visit:
        band = visit.app.screen.query_one(GreetingBand)
        whole = Region(0, 0, *band.size)
        await band.remove()
        assert len(band.render_lines(whole)) == whole.height


async def test_half_of_it_is_what_stands_there() -> None:
    async with visiting() as visit:
        band = visit.app.screen.query_one(GreetingBand)
        whole = band.render_lines(Region(0, 0, *band.size))
        part = band.render_lines(Region(2, 1, 10, band.size.height - 1))
        assert [line.text for line in part] == [line.text[2:12] for line in whole[1:]]
