"""One welcome at a time, at the side where its readers begin; the rest stays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kiosk.i18n.languages import language
from kiosk.terminal.canvas import FULL
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.widgets.drawing import picture_in, words_in
from kiosk.terminal.widgets.greeting import BESIDE, GreetingBand, Welcome
from tests.fakes.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

CODES = ("de", "ar", "vi")
FUNDING = "Paid for by somebody."


def welcome(code: str) -> Welcome:
    row = language(code)
    return Welcome(row, row.greeting, f"choose {code}")


def a_stage(height: int) -> Stage:
    turns: list[Callable[[], Welcome]] = [partial(welcome, code) for code in CODES]

    def make() -> GreetingBand:
        greeting = GreetingBand(turns, ["always", "place"], FUNDING)
        greeting.styles.height = height
        return greeting

    return Stage(make, "de")


def blank(line: str) -> str:
    """Full blocks are painted as blanks on their colour."""
    return line.replace(FULL, " ").strip()


async def rows(height: int, turn: int = 0, width: int = 70) -> list[str]:
    stage = a_stage(height)
    async with stage.run_test(size=(width, height)) as pilot:
        stage.screen.query_one(GreetingBand).turn = turn
        await pilot.pause()
        return stage.rows()


async def test_on_the_lowest_grid_it_is_words() -> None:
    shown = [row.strip() for row in await rows(3)]
    assert shown == ["choose de", "always", "place"]


async def test_where_there_is_room_the_greeting_is_drawn_large() -> None:
    shown = await rows(7)
    [large] = words_in(language("de").greeting, 66, 4, language("de"))
    assert [row.strip() for row in shown[:4]] == [blank(line) for line in large]
    assert [row.strip() for row in shown[4:]] == ["choose de", "always", "place"]


async def test_it_begins_where_the_readers_of_the_welcome_begin() -> None:
    for turn, code in enumerate(CODES):
        shown = await rows(7, turn)
        at = next(row for row in shown if f"choose {code}" in row)
        rightward = code != "ar"
        assert at.startswith(" " * BESIDE + "choose") is rightward
        assert (len(at) == 70 - BESIDE) is not rightward


async def test_after_the_last_the_first_follows() -> None:
    assert await rows(7, len(CODES)) == await rows(7)


async def test_as_a_pane_it_waves_and_says_who_pays() -> None:
    shown = await rows(44, width=62)
    hand = picture_in("wave", 62, PictureSize.XL.rows)
    assert hand is not None
    assert blank(hand.lines[4]) in "".join(shown[:10])
    assert FUNDING in shown[-2]
