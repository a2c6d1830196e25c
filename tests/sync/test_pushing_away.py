"""Over what the hub breaks is pushed away further each time, never for ever."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.sync.outbox import TRIES_IN_A_STEP, OutboxDelivery
from kiosk.sync.standings import Standings
from kiosk.sync.status import HubLink
from tests.fakes.waiting import ended, until

if TYPE_CHECKING:
    import pytest

    from tests.sync.conftest import Entrance


async def test_a_row_is_pushed_away_a_minute_then_twice_as_long_ten_at_most(
    entrance: Entrance,
) -> None:
    entrance.check_in("work")
    entrance.hub.refusing = {"work": 500}
    pushed = []
    for _ in range(2000):
        entrance.check_in()
        before = entrance.journal.unsettled()[0].attempts
        await entrance.wait_and_step(seconds=3)
        row = entrance.journal.unsettled()[0]
        if row.attempts > before:
            pushed.append(row.next_try_at - entrance.clock.now())
        if len(pushed) == 6:
            break
    minutes = [away // timedelta(minutes=1) for away in pushed]
    assert minutes == [1, 2, 4, 8, 10, 10]


async def test_a_hub_that_breaks_over_everything_is_asked_from_the_first_each_time(
    entrance: Entrance,
) -> None:
    tickets = [entrance.check_in() for _ in range(3)]
    entrance.hub.refusing = {"residence": 500}
    for _ in range(6):
        await entrance.wait_and_step()
    asked = len(entrance.hub.requests)

    await entrance.wait_and_step()

    last = [path.rpartition("/")[2] for _, path in entrance.hub.requests[asked:]]
    assert last == [ticket.id for ticket in tickets]


async def test_a_step_asks_a_hub_that_breaks_so_often_and_no_more(
    entrance: Entrance,
) -> None:
    for _ in range(4 * TRIES_IN_A_STEP):
        entrance.check_in()
    entrance.hub.refusing = {"residence": 500}
    for _ in range(3):
        await entrance.wait_and_step()
    for _ in range(3):
        asked = len(entrance.hub.requests)
        await entrance.wait_and_step(seconds=3)
        assert len(entrance.hub.requests) - asked == TRIES_IN_A_STEP


class BrokenJournal:
    """A mistake in it shows before any row is tried."""

    def __init__(self) -> None:
        self.asked = 0

    def due(self, *_: object) -> None:
        self.asked += 1
        raise ZeroDivisionError


async def test_a_mistake_before_any_row_does_not_end_the_loop(
    entrance: Entrance, caplog: pytest.LogCaptureFixture
) -> None:
    journal = BrokenJournal()
    delivery = OutboxDelivery(
        journal,  # type: ignore[arg-type]
        entrance.client,
        entrance.clock,
        HubLink(entrance.journal),
        Standings(),
        random.Random(1),
    )
    running = asyncio.create_task(delivery.run())
    await until(lambda: "delivery failed, row none" in caplog.text)
    delivery.wake()
    await until(lambda: journal.asked == 2)
    assert not running.done()
    await ended(running)
