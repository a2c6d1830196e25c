"""The band above: a title that is never cut, and the time at its end."""

from __future__ import annotations

from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.head import HeadBand
from tests.fakes.stage import Stage


async def rows(title: str, code: str = "en", width: int = 30) -> list[str]:
    stage = Stage(lambda: HeadBand(title, "12:00", family=Family.HEALTH), code)
    async with stage.run_test(size=(width, 6)) as pilot:
        await pilot.pause()
        return [row.strip() for row in stage.rows() if row.strip()]


async def test_title_and_time_stand_in_one_row() -> None:
    assert await rows("Health") == ["Health               12:00"]


async def test_a_long_title_makes_it_higher() -> None:
    shown = await rows("Recognition of foreign qualifications in Germany")
    assert len(shown) == 4
    words = " ".join(shown).replace("12:00", "").split()
    assert words == ["Recognition", "of", "foreign", "qualifications", "in", "Germany"]


async def test_readers_from_the_right_find_the_time_on_the_left() -> None:
    [row] = await rows("\u0635\u062d\u0629", "ar")
    assert row.startswith("12:00")
