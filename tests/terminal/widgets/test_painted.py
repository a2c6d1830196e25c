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
