"""What is on the glass is what the program thinks, after every transition."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Sequence
from itertools import cycle
from math import gcd
from typing import get_args

import pytest

from kiosk.terminal import places, screens
from kiosk.terminal.idle import IdleTimes
from kiosk.terminal.modal import Notice
from kiosk.terminal.places import Place
from kiosk.terminal.screens.ask_person import AskPersonScreen
from kiosk.terminal.screens.looking_up import LookingUpScreen
from kiosk.terminal.screens.still_there import StillThereScreen
from kiosk.terminal.screens.unknown_code import UnknownCodeScreen
from tests.fakes.every_place import ONE_OF_EACH_KIND
from tests.fakes.glass import difference, on_glass
from tests.fakes.visit import NARROW, USUAL, Visit
from tests.terminal.test_scanning import TICKET, UNKNOWN, scan

SHORT = IdleTimes(quiet=3, warning=2)


@pytest.fixture(autouse=True)
def every_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """As terminal programs say it that show each colour as it is."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


Step = Callable[[Visit], Awaitable[None]]


async def ask_a_person(visit: Visit) -> None:
    await visit.touch("#help")


async def nobody_touches(visit: Visit) -> None:
    await visit.press("tab")  # the last time that somebody was there
    await visit.wait(3)


async def scan_something_else(visit: Visit) -> None:
    await scan(visit, UNKNOWN)


async def wait_for_an_answer(visit: Visit) -> None:
    await visit.app.push_screen(LookingUpScreen(visit.app.session))
    await visit.settle()


NOTICES: dict[type[Notice], Step] = {
    AskPersonScreen: ask_a_person,
    StillThereScreen: nobody_touches,
    UnknownCodeScreen: scan_something_else,
    LookingUpScreen: wait_for_an_answer,
}
"""How each comes up."""


async def its_button(visit: Visit) -> None:
    await visit.touch("#close")


async def escape(visit: Visit) -> None:
    await visit.press("escape")


async def time_runs_out(visit: Visit) -> None:
    await visit.wait(6)


async def a_ticket_is_scanned(visit: Visit) -> None:
    visit.world.desk.issued.append(TICKET)
    await scan(visit, TICKET.code)


async def another_grid(visit: Visit) -> None:
    await visit.pilot.resize_terminal(100, 30)
    await visit.settle()
    await its_button(visit)


async def something_breaks(visit: Visit) -> None:
    visit.app.call_later(lambda: 1 // 0)
    await visit.settle()
    await visit.pilot.pause(0.1)


ENDS = (its_button, escape, time_runs_out, a_ticket_is_scanned, another_grid)

NOBODY_IS_ASKED = (places.Attract(), places.OutOfOrder())
"""Whether they are still there."""


def as_it_should(visit: Visit, *happened: object) -> None:
    found = difference(visit.app)
    assert not found, "\n".join([*map(str, happened), *found])


def stands_there(visit: Visit) -> Sequence[type]:
    """What the screen in front is."""
    return type(visit.app.screen).mro()


def test_every_screen_and_every_notice_is_in_the_tables() -> None:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    assert set(ONE_OF_EACH_KIND) == set(get_args(Place))
    assert set(NOTICES) == set(Notice.__subclasses__())


@pytest.mark.parametrize("stride", [1, 5, 13])
async def test_every_screen_comes_after_others_and_goes(stride: int) -> None:
    """Strides that miss no screen, and meet each after another one."""
    every = list(ONE_OF_EACH_KIND.values())
    assert gcd(stride, len(every)) == 1
    async with on_glass(NARROW) as visit:
        for at in range(len(every) + 1):
            place = every[at * stride % len(every)]
            language = ("en", "ar", "pl")[at % 3]
            await visit.glance(language, place)
            as_it_should(visit, place, language)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.__name__)
async def test_every_notice_over_every_screen_and_every_way_it_goes(
    notice: type[Notice],
) -> None:
    async with on_glass(USUAL, idle=SHORT) as visit:
        for place, end in zip(ONE_OF_EACH_KIND.values(), cycle(ENDS), strict=False):
            if notice is StillThereScreen and place in NOBODY_IS_ASKED:
                continue
            await visit.glance("en", place)
            await NOTICES[notice](visit)
            assert notice in stands_there(visit)
            as_it_should(visit, place, notice)
            await end(visit)
            assert Notice not in stands_there(visit)
            as_it_should(visit, place, notice, end.__name__)


async def test_the_question_over_another_notice() -> None:
    async with on_glass(USUAL, idle=SHORT) as visit:
        await visit.begin("en", places.Home())
        await ask_a_person(visit)
        await nobody_touches(visit)
        as_it_should(visit)
        await time_runs_out(visit)
        assert visit.at(places.Attract())
        as_it_should(visit)


@pytest.mark.parametrize("notice", NOTICES.values(), ids=lambda step: step.__name__)
async def test_a_screen_that_breaks_below_a_notice(notice: Step) -> None:
    async with on_glass(USUAL, idle=SHORT, faults=1) as visit:
        await visit.begin("en", places.Home())
        await notice(visit)
        await something_breaks(visit)
        assert visit.at(places.Trouble(places.Mishap.UNEXPECTED))
        as_it_should(visit)


@pytest.mark.parametrize(
    "place", ONE_OF_EACH_KIND.values(), ids=lambda p: type(p).__name__
)
async def test_other_colours_and_another_grid(place: Place) -> None:
    async with on_glass(USUAL) as visit:
        for language, size in (("en", NARROW), ("ar", USUAL)):
            await visit.glance(language, place)
            await visit.touch("#contrast")
            as_it_should(visit, place, visit.app.theme)
            await visit.pilot.resize_terminal(*size)
            await visit.settle()
            as_it_should(visit, place, size)


async def test_a_whole_visit_touched_through() -> None:
    async with on_glass(USUAL) as visit:
        for touched in (
            *("#language-ar", "#search", "#back", "#talk", "#topic-residence"),
            *("#counselling-language", "#talk-en", "#confirm", "#contrast", "#done"),
        ):
            await visit.touch(touched)
            as_it_should(visit, touched)
