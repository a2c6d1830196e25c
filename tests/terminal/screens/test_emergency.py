"""Numbers to call at once."""

from __future__ import annotations

import pytest

from kiosk.terminal import places
from tests.fakes.visit import GRIDS, visiting


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_numbers_stand_with_what_they_are_for(size: tuple[int, int]) -> None:
    async with visiting(size=size) as visit:
        await visit.begin("en", places.Emergency())
        text = visit.text()
        for words in ("112", "Ambulance", "Free", "110", "Police"):
            assert words in text


async def test_they_are_two_touches_away_from_the_greeting() -> None:
    async with visiting() as visit:
        await visit.touch("#language-uk")
        await visit.touch("#emergency")
        assert visit.at(places.Emergency())
        assert "Поліція" in visit.text()
