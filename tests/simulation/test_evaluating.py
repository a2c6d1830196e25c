"""A small version of `kiosk waits evaluate`: the figures that must be reached."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from kiosk.simulation.evaluating import Compared, compare
from kiosk.simulation.worlds import (
    AVERAGE_WRONG,
    THREE_DESKS,
    TWO_BUSY,
    UNLIKE,
    WORLDS,
    World,
)

DAYS, SEED = 25, 1


@cache
def compared(world: World) -> Compared:
    found = compare(world, DAYS, SEED)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "world", [THREE_DESKS, AVERAGE_WRONG, TWO_BUSY], ids=lambda world: world.name
)
def test_it_errs_by_a_quarter_less_than_zms_and_its_range_holds(world: World) -> None:
    found = compared(world)
    assert found.own.waits > 1000
    assert found.ratio <= 0.75
    assert 0.75 <= found.own.held <= 0.85


@pytest.mark.parametrize("world", UNLIKE, ids=lambda world: world.name)
def test_it_is_better_too_where_the_world_is_not_as_it_assumes(world: World) -> None:
    found = compared(world)
    assert found.ratio < 0.9
    assert found.own.held > found.zms.held + 0.1
    assert found.own.held > 0.68


def test_the_same_seed_plays_the_same_days() -> None:
    assert compare(TWO_BUSY, 1, 7) == compare(TWO_BUSY, 1, 7)
    assert compare(TWO_BUSY, 1, 7) != compare(TWO_BUSY, 1, 8)


def test_where_nobody_waits_nothing_is_compared() -> None:
    assert compare(replace(THREE_DESKS, arrivals_per_hour=0.001), 1, 1) is None


def test_each_world_has_a_name_of_its_own() -> None:
    assert len({world.name for world in WORLDS}) == len(WORLDS)
