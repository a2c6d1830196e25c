"""The greeting changes by itself, unless motion is off or a hand is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal import places
from kiosk.terminal.greeting_turns import EACH_FOR, STILL_AFTER_TOUCH
from kiosk.terminal.widgets.greeting import GreetingBand
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    from tests.fakes.visit import Visit


def turn(visit: Visit) -> int:
    return visit.app.screen.query_one(GreetingBand).turn


async def test_each_language_is_greeted_in_for_some_seconds() -> None:
    async with visiting() as visit:
        await visit.wait(STILL_AFTER_TOUCH - 1)
        assert turn(visit) == 0
        for turned in (1, 2, 3):
            await visit.wait(EACH_FOR)
            assert turn(visit) == turned


async def test_without_motion_the_first_welcome_stands_for_ever() -> None:
    async with visiting(motion=False) as visit:
        before = visit.app.export_screenshot()
        await visit.wait(STILL_AFTER_TOUCH + 4 * EACH_FOR)
        assert turn(visit) == 0
        assert visit.app.export_screenshot() == before


async def test_nothing_moves_under_a_hand() -> None:
    async with visiting() as visit:
        await visit.wait(STILL_AFTER_TOUCH + EACH_FOR)
        turned = turn(visit)
        await visit.pilot.click("#welcome")  # which does nothing
        await visit.wait(STILL_AFTER_TOUCH - 1)
        assert turn(visit) == turned
        await visit.wait(EACH_FOR)
        assert turn(visit) == turned + 1


async def test_nothing_moves_below_a_notice_or_on_another_screen() -> None:
    async with visiting() as visit:
        await visit.touch("#help")
        greeting = visit.app.frame.query_one(GreetingBand)
        await visit.wait(STILL_AFTER_TOUCH + EACH_FOR)
        assert greeting.turn == 0
        await visit.touch("#close")
        await visit.begin("en", places.Home())
        await visit.wait(STILL_AFTER_TOUCH + EACH_FOR)
        assert visit.at(places.Home())
