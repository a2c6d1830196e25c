"""Who counts as present: whoever does something, and not for ever."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

from textual import events

from kiosk.ids import AppointmentCode, LanguageCode, Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.idle import IdleTimes
from kiosk.terminal.places import Mishap
from kiosk.terminal.screens.still_there import StillThereScreen
from tests.fakes.ports import FakeDesk, FakeWorld
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    import pytest

    from kiosk.domain.tickets import Ticket
    from tests.fakes.visit import Visit

CONFIRM = places.Confirm(TopicId("work"), LanguageCode("en"))
NO_TICKETS = places.Trouble(Mishap.NO_TICKETS)
SHORT = IdleTimes(quiet=3, warning=2)


class SlowDesk(FakeDesk):
    """Issues when the test lets its disk."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = threading.Event()

    def check_in(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        self.disk.wait(20)
        return super().check_in(topic, language, screen_language, about, appointment)


async def ghost_touch(visit: Visit, x: int = 13, y: int = 0) -> None:
    """Where nothing can be touched."""
    for kind in (events.MouseDown, events.MouseUp):
        event = kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
        visit.app.post_message(event)
    await visit.pilot.pause()


async def until_issued(visit: Visit, desk: SlowDesk) -> None:
    desk.disk.set()
    for _ in range(500):
        if desk.issued:
            break
        await asyncio.sleep(0.01)
    await visit.settle()


async def test_touches_beside_all_buttons_hold_nobody() -> None:
    async with visiting(idle=SHORT) as visit:
        await visit.begin("en", places.Home())
        for _ in range(5):
            await ghost_touch(visit)
            await visit.wait(1)
        assert visit.at(places.Attract())


async def test_a_touch_on_a_button_shows_that_somebody_is_there() -> None:
    async with visiting(idle=SHORT) as visit:
        await visit.begin("en", places.Home())
        await visit.wait(2)
        await visit.touch("#contrast")
        await visit.wait(2)
        assert not isinstance(visit.app.screen, StillThereScreen)
        assert visit.at(places.Home())


async def test_a_button_that_leads_nowhere_new_holds_nobody_for_ever() -> None:
    async with visiting(idle=IdleTimes(quiet=9, warning=2, longest=20)) as visit:
        await visit.begin("en", places.Home())
        for _ in range(24):
            await visit.touch("#contrast")
            await visit.wait(1)
            if isinstance(visit.app.screen, StillThereScreen):
                break
        assert isinstance(visit.app.screen, StillThereScreen)
        await visit.wait(3)
        assert visit.at(places.Attract())


async def test_who_says_to_be_there_may_stay() -> None:
    async with visiting(idle=IdleTimes(quiet=90, warning=2, longest=20)) as visit:
        await visit.begin("en", places.Home())
        await visit.wait(20)
        assert isinstance(visit.app.screen, StillThereScreen)
        await visit.touch("#close")
        await visit.wait(18)
        assert visit.at(places.Home())
        assert len(visit.app.screen_stack) == 1


async def test_a_new_place_begins_the_time_anew() -> None:
    async with visiting(idle=IdleTimes(quiet=90, warning=2, longest=20)) as visit:
        await visit.begin("en", places.Home())
        await visit.wait(18)
        await visit.touch("#talk")
        await visit.wait(18)
        assert len(visit.app.screen_stack) == 1
        await visit.touch("#home")  # where one has been before is nothing new
        await visit.wait(1)
        assert isinstance(visit.app.screen, StillThereScreen)


async def test_the_next_visitor_sees_the_first_colours() -> None:
    async with visiting(idle=SHORT) as visit:
        await visit.begin("en", places.Home())
        await visit.touch("#contrast")
        await visit.touch("#talk")
        assert visit.app.theme == "contrast"
        await visit.wait(8)
        assert visit.at(places.Attract())
        assert visit.app.theme == "calm"


async def test_colours_chosen_on_the_greeting_are_forgotten_without_a_question() -> (
    None
):
    async with visiting(idle=SHORT) as visit:
        await visit.touch("#contrast")
        assert visit.app.theme == "contrast"
        await visit.wait(2)
        assert visit.app.theme == "contrast"
        await visit.wait(2)
        assert visit.at(places.Attract())
        assert visit.app.theme == "calm"
        assert len(visit.app.screen_stack) == 1


async def test_colours_chosen_on_the_greeting_stay_while_somebody_is_there() -> None:
    async with visiting(idle=SHORT) as visit:
        await visit.touch("#contrast")
        await visit.touch("#language-en")
        await visit.wait(2)
        assert visit.app.theme == "contrast"


async def test_a_greeting_that_nobody_touched_is_not_built_anew() -> None:
    async with visiting(idle=SHORT) as visit:
        shown = visit.app.shown
        await visit.wait(10)
        assert visit.app.shown is shown


async def test_a_slow_disk_is_waited_for_and_the_number_is_seen() -> None:
    desk = SlowDesk()
    async with visiting(FakeWorld(desk=desk), idle=SHORT) as visit:
        await visit.begin("en", places.Home(), CONFIRM)
        await visit.pilot.click("#confirm")
        for _ in range(4):
            visit.world.clock.advance(seconds=1)
            await visit.app.tick()
        assert visit.at(CONFIRM)
        assert len(visit.app.screen_stack) == 1
        await until_issued(visit, desk)
        assert visit.at(places.TicketShown(desk.issued[0]))


async def give_up(visit: Visit) -> None:
    """Until the visitor is told that there is no number."""
    await visit.begin("en", places.Home(), CONFIRM)
    await visit.pilot.click("#confirm")
    for _ in range(6):
        visit.world.clock.advance(seconds=1)
        await visit.app.tick()
    await visit.pilot.pause()
    assert visit.at(NO_TICKETS)


async def test_a_disk_that_never_answers_holds_the_terminal_for_a_while_only() -> None:
    desk = SlowDesk()
    async with visiting(FakeWorld(desk=desk), idle=SHORT) as visit:
        await give_up(visit)
        await until_issued(visit, desk)
        assert visit.at(places.TicketShown(desk.issued[0]))  # the same visitor


async def test_a_late_number_is_shown_to_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    desk = SlowDesk()
    async with visiting(FakeWorld(desk=desk), idle=SHORT) as visit:
        await give_up(visit)
        for _ in range(6):
            visit.world.clock.advance(seconds=1)
            await visit.app.tick()
        assert visit.at(places.Attract())
        await until_issued(visit, desk)
        assert visit.at(places.Attract())
    assert "so late that its visitor had left" in caplog.text
    assert desk.issued[0].code not in caplog.text
