"""Rows that break the hub, or that nobody can read, block nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.journal.outbox import put
from kiosk.sync.outbox import IDLE_SECONDS
from tests.each import each
from tests.fakes.hub import AS_OF

if TYPE_CHECKING:
    from tests.sync.conftest import Entrance


async def test_twenty_rows_that_break_the_hub_do_not_block_the_twenty_first(
    entrance: Entrance,
) -> None:
    poisoned = [entrance.check_in("work") for _ in range(20)]
    other = entrance.check_in()
    entrance.hub.refusing = {"work": 500}

    for _ in range(12):
        await entrance.wait_and_step()

    assert entrance.hub.arrived == [other]
    assert len(entrance.hub.requests) < 60
    assert all(row.attempts >= 1 for row in each(entrance.journal.unsettled()))
    assert [row.ticket for row in entrance.journal.unsettled()] == poisoned


@pytest.mark.parametrize("first", [5, 19, 20, 21, 64])
async def test_whatever_is_poisoned_each_row_gets_its_try(
    entrance: Entrance, first: int
) -> None:
    for _ in range(first):
        entrance.check_in("work")
    others = [entrance.check_in() for _ in range(3)]
    entrance.hub.refusing = {"work": 500}

    for _ in range(30):
        await entrance.wait_and_step(seconds=3)

    assert entrance.hub.arrived == others


async def test_a_hub_that_breaks_over_everything_is_left_in_peace_between_rounds(
    entrance: Entrance,
) -> None:
    tickets = [entrance.check_in() for _ in range(50)]
    entrance.hub.refusing = {"residence": 500}
    for _ in range(1200):
        await entrance.wait_and_step(seconds=1)
    asked = len(entrance.hub.requests)

    for _ in range(600):
        await entrance.wait_and_step(seconds=1)

    assert len(entrance.hub.requests) - asked < 50 * 20
    entrance.hub.refusing = {}
    await entrance.wait_and_step()
    while await entrance.delivery.step() == 0:
        pass
    assert entrance.hub.arrived == tickets


async def test_silence_in_the_middle_of_a_round_forgets_no_suspect(
    entrance: Entrance,
) -> None:
    for _ in range(8):
        entrance.check_in("work")
    other = entrance.check_in()
    entrance.hub.refusing = {"work": 500}
    for _ in range(4):
        await entrance.wait_and_step()
    entrance.hub.down = True
    await entrance.wait_and_step()
    entrance.hub.down = False

    for _ in range(3):
        await entrance.wait_and_step()

    assert entrance.hub.arrived == [other]


async def test_a_row_nobody_can_read_blocks_nobody(entrance: Entrance) -> None:
    entrance.check_in()
    other = entrance.check_in()
    entrance.journal._connection.execute("UPDATE outbox SET body = X'00' WHERE id = 1")

    assert await entrance.delivery.step() == IDLE_SECONDS

    assert entrance.hub.arrived == [other]
    assert entrance.journal.undelivered() == 1


async def test_a_kind_of_a_newer_program_stays_until_that_is_back(
    entrance: Entrance,
) -> None:
    with entrance.journal._transaction():
        put(entrance.journal._connection, "song", "k", b"{}", due_at=AS_OF)
    ticket = entrance.check_in()

    await entrance.delivery.step()

    assert entrance.hub.arrived == [ticket]
    [row] = entrance.journal.unsettled()
    assert row.refused is not None
    assert "knows no way for a 'song'" in row.refused
