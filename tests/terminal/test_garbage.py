"""Memory is tidied between a painting and the next touch."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from textual._styles_cache import StylesCache

from kiosk.terminal import garbage, places
from kiosk.terminal.app import KioskApp
from tests.builders import a_ticket
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import visiting

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ring:
    """Goes only when memory is tidied."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.mark.usefixtures("as_before")
async def test_nothing_of_a_ticket_is_left_when_the_next_visitor_has_come() -> None:
    garbage.begin()
    async with visiting() as visit:
        await visit.begin("en", places.TicketShown(a_ticket()))
        number = weakref.ref(visit.app.shown.query_one("#number"))
        for place in (places.Attract(), places.Home(), places.Attract()):
            await visit.begin("en", place)
        garbage.tidy()
        assert number() is None


async def test_the_painted_lines_of_a_screen_are_let_go_at_once() -> None:
    async with visiting() as visit:
        await visit.begin("en", places.TicketShown(a_ticket()))
        assert StylesCache.get_inner_outer.cache_info().currsize > 0
        garbage.tidy()
        assert StylesCache.get_inner_outer.cache_info().currsize == 0


@pytest.mark.usefixtures("as_before")
def test_before_the_beginning_nothing_is_sought_between_two_touches() -> None:
    gc.unfreeze()
    before = gc.get_stats()[2]["collections"]
    garbage.tidy()
    assert gc.get_stats()[2]["collections"] == before
    garbage.begin()
    garbage.tidy()
    assert gc.get_stats()[2]["collections"] > before + 1


@pytest.mark.usefixtures("as_before")
def test_a_start_is_not_gone_over_while_it_is_made() -> None:
    garbage.hold_off()
    assert gc.isenabled()
    assert gc.get_threshold()[0] == garbage.SAFE_THRESHOLD


@pytest.mark.usefixtures("as_before")
def test_what_is_there_at_the_beginning_is_not_gone_over_again() -> None:
    garbage.begin()
    assert gc.get_freeze_count() > 0
    assert len(gc.get_objects()) < gc.get_freeze_count()


@pytest.mark.usefixtures("as_before")
def test_python_itself_tidies_only_when_nobody_else_does() -> None:
    garbage.begin()
    assert gc.isenabled()
    assert gc.get_threshold()[0] == garbage.SAFE_THRESHOLD


@pytest.mark.usefixtures("as_before")
def test_what_is_thrown_away_while_much_is_made_does_not_pile_up() -> None:
    many = 10 * garbage.AS_PYTHON_DOES[0]
    still_there: weakref.WeakSet[Ring] = weakref.WeakSet()
    garbage.begin()
    with garbage.often():
        for _ in range(many):
            still_there.add(Ring())
        assert len(still_there) < many / 2
    assert gc.get_threshold()[0] == garbage.SAFE_THRESHOLD


def test_while_content_is_read_young_objects_alone_are_gone_over() -> None:
    many = 10 * garbage.AS_PYTHON_DOES[0]
    still_there: weakref.WeakSet[Ring] = weakref.WeakSet()
    garbage.begin()
    before = gc.get_stats()[2]["collections"]
    with garbage.in_small_steps():
        for _ in range(many):
            still_there.add(Ring())
        assert len(still_there) < many / 2
    assert gc.get_stats()[2]["collections"] == before
    assert gc.get_threshold()[0] == garbage.SAFE_THRESHOLD


async def test_each_new_screen_is_followed_by_tidying_up() -> None:
    tidied = []
    world = FakeWorld()
    app = KioskApp(world.ports(), after_painting=lambda: tidied.append(app.place))
    async with app.run_test(size=(83, 24)) as pilot:
        app.heartbeat.pause()
        for place in (places.Home(), places.Topics()):
            await app.go(place)
            await pilot.pause(0.1)
        await app.forget_visitor()
        await pilot.pause(0.1)
    assert tidied == [places.Home(), places.Topics(), places.Attract()]
