from __future__ import annotations

import asyncio
import logging
import random
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.link import LinkState
from kiosk.errors import JournalUnavailable
from kiosk.sync.outbox import IDLE_SECONDS, OutboxDelivery
from kiosk.sync.standings import Standings
from kiosk.sync.status import HubLink
from tests.builders import a_ticket
from tests.each import each
from tests.fakes.waiting import ended, until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket
    from kiosk.journal.tickets import Journal
    from tests.fakes.clock import FixedClock
    from tests.sync.conftest import Entrance


async def test_tickets_arrive_in_order_with_their_true_time(
    entrance: Entrance,
) -> None:
    tickets = []
    for _ in range(50):
        tickets.append(entrance.check_in())
        entrance.clock.advance(seconds=30)

    while entrance.journal.undelivered():
        await entrance.delivery.step()

    assert entrance.hub.arrived == tickets


async def test_an_empty_outbox_asks_nothing_of_the_hub(entrance: Entrance) -> None:
    assert await entrance.delivery.step() == IDLE_SECONDS
    assert entrance.hub.requests == []


async def test_a_delivery_brings_the_link_up_and_the_first_standing(
    entrance: Entrance,
) -> None:
    ticket = entrance.check_in()

    await entrance.delivery.step()

    assert entrance.link.state() is LinkState.UP
    assert entrance.link.last_heard() == entrance.clock.now()
    assert entrance.desk.standing(ticket.id) is not None


@pytest.mark.parametrize("trouble", ["down", "slow"])
async def test_silence_holds_everything_back_and_keeps_the_order(
    entrance: Entrance, trouble: str
) -> None:
    tickets = [entrance.check_in() for _ in range(3)]
    setattr(entrance.hub, trouble, True)

    seconds = await entrance.delivery.step()

    assert 0 < seconds <= 1
    assert len(entrance.hub.requests) == 1
    assert entrance.link.state() is LinkState.DOWN
    setattr(entrance.hub, trouble, False)
    await entrance.wait_and_step()
    assert entrance.hub.arrived == tickets


async def test_a_hub_that_is_away_for_a_day_is_asked_once_a_minute_at_most(
    entrance: Entrance,
) -> None:
    entrance.check_in()
    entrance.hub.down = True
    for _ in range(10):
        await entrance.wait_and_step(60)
    asked = len(entrance.hub.requests)

    for _ in range(300):
        await entrance.wait_and_step(1)

    assert 5 <= len(entrance.hub.requests) - asked <= 60


async def test_a_new_ticket_respects_a_back_off(entrance: Entrance) -> None:
    entrance.check_in()
    entrance.hub.down = True
    await entrance.delivery.step()

    entrance.check_in()
    entrance.delivery.wake()
    held = await entrance.delivery.step()

    assert held > 0
    assert len(entrance.hub.requests) == 1


async def test_word_that_the_hub_is_back_ends_a_back_off(entrance: Entrance) -> None:
    ticket = entrance.check_in()
    entrance.hub.down = True
    await entrance.delivery.step()
    entrance.hub.down = False

    entrance.delivery.hub_is_back()
    await entrance.delivery.step()

    assert entrance.hub.arrived == [ticket]


async def test_a_lost_answer_is_delivered_again_and_arrives_once(
    entrance: Entrance,
) -> None:
    tickets = [entrance.check_in(), entrance.check_in()]
    entrance.hub.losing_answers = True
    await entrance.delivery.step()
    assert entrance.journal.undelivered() == 2

    entrance.hub.losing_answers = False
    await entrance.wait_and_step()

    assert entrance.hub.arrived == tickets
    assert entrance.journal.undelivered() == 0


@pytest.mark.parametrize("status", [400, 404, 409, 413, 422])
async def test_a_refused_ticket_is_set_aside_with_its_reason_and_others_go_on(
    entrance: Entrance, status: int
) -> None:
    refused = entrance.check_in("work")
    accepted = entrance.check_in()
    entrance.hub.refusing = {"work": status}

    await entrance.delivery.step()

    assert entrance.hub.arrived == [accepted]
    (row,) = entrance.journal.unsettled()
    assert row.ticket == refused
    assert row.refused == f"{status} Topic work is not taken."
    assert entrance.link.state() is LinkState.UP


async def test_a_refused_ticket_is_tried_again_every_ten_minutes(
    entrance: Entrance,
) -> None:
    refused = entrance.check_in("work")
    entrance.hub.refusing = {"work": 422}
    await entrance.delivery.step()
    await entrance.wait_and_step(599)
    assert len(entrance.hub.requests) == 1

    await entrance.wait_and_step(1)
    assert len(entrance.hub.requests) == 2
    entrance.hub.refusing = {}
    await entrance.wait_and_step(600)

    assert entrance.hub.arrived == [refused]
    assert entrance.journal.undelivered() == 0


@pytest.mark.parametrize("status", [401, 403])
async def test_a_wrong_token_keeps_every_ticket_in_order_and_is_reported(
    entrance: Entrance, status: int
) -> None:
    tickets = [entrance.check_in(), entrance.check_in()]
    entrance.hub.status = status

    await entrance.delivery.step()

    assert len(entrance.hub.requests) == 1
    assert entrance.link.state() is LinkState.DOWN
    trouble = entrance.link.trouble()
    assert trouble is not None
    assert "Pair" in trouble.remedy
    assert [row.refused for row in entrance.journal.unsettled()] == [None, None]
    entrance.hub.status = None
    await entrance.wait_and_step()
    assert entrance.hub.arrived == tickets


async def test_a_ticket_the_hub_breaks_over_does_not_block_the_others(
    entrance: Entrance,
) -> None:
    poisoned = [entrance.check_in("work"), entrance.check_in("work")]
    others = [entrance.check_in(), entrance.check_in()]
    entrance.hub.refusing = {"work": 500}

    for _ in range(3):
        await entrance.wait_and_step()

    assert entrance.hub.arrived == others
    pushed = entrance.journal.unsettled()
    assert [row.ticket for row in pushed] == poisoned
    assert all(row.attempts == 1 for row in each(pushed))
    assert all(row.next_try_at > entrance.clock.now() for row in each(pushed))
    asked = len(entrance.hub.requests)
    await entrance.wait_and_step(30)
    assert len(entrance.hub.requests) == asked
    entrance.hub.refusing = {}
    await entrance.wait_and_step(600)
    assert entrance.hub.arrived == others + poisoned


async def test_a_hub_that_breaks_once_over_a_ticket_keeps_the_order(
    entrance: Entrance,
) -> None:
    tickets = [entrance.check_in("work"), entrance.check_in()]
    entrance.hub.refusing = {"work": 500}
    await entrance.delivery.step()
    assert entrance.hub.arrived == []

    entrance.hub.refusing = {}
    await entrance.wait_and_step()

    assert entrance.hub.arrived == tickets


async def test_a_hub_that_breaks_over_everything_keeps_the_order(
    entrance: Entrance,
) -> None:
    tickets = [entrance.check_in() for _ in range(4)]
    entrance.hub.refusing = {"residence": 500}
    for _ in range(10):
        assert await entrance.wait_and_step() > 0

    entrance.hub.refusing = {}
    await entrance.wait_and_step()

    assert entrance.hub.arrived == tickets


async def test_a_full_disk_while_settling_leaves_the_ticket_to_be_tried_again(
    entrance: Entrance,
) -> None:
    ticket = entrance.check_in()
    entrance.journal._connection.execute("PRAGMA query_only = ON")

    with pytest.raises(JournalUnavailable):
        await entrance.delivery.step()

    entrance.journal._connection.execute("PRAGMA query_only = OFF")
    assert entrance.journal.undelivered() == 1
    await entrance.wait_and_step()
    assert entrance.hub.arrived == [ticket]
    assert entrance.journal.undelivered() == 0


async def test_neither_code_nor_identity_of_a_ticket_stands_in_the_log(
    entrance: Entrance, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        tickets = [entrance.check_in("work"), entrance.check_in()]
        entrance.hub.refusing = {"work": 422}
        await entrance.delivery.step()
        entrance.hub.down = True
        entrance.check_in()
        await entrance.wait_and_step()

    assert "delivered row 2" in caplog.text
    assert "row 1 refused" in caplog.text
    said = "".join(r.getMessage() for r in caplog.records if "kiosk" in r.name)
    assert not any(t.code in said or t.id in said for t in tickets)


NAMING = "Number A 017 of 2026-03-02 is taken."


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (409, "row 1 refused: DeliveryRefused 409."),
        (500, "the hub failed over row 1"),
        (401, "DeliveryRefused 401."),
        (503, "No hub answers there now: 503"),
    ],
)
async def test_what_the_hub_says_of_a_ticket_does_not_stand_in_the_log(
    entrance: Entrance, caplog: pytest.LogCaptureFixture, status: int, told: str
) -> None:
    """Number and day lead to a person as long as somebody remembers both."""
    entrance.hub.problem = (status, NAMING)
    entrance.check_in()
    with caplog.at_level(logging.DEBUG):
        await entrance.delivery.step()

    said = "".join(r.getMessage() for r in caplog.records if "kiosk" in r.name)
    assert told in said
    assert "A 017" not in said
    assert "2026-03-02" not in said


class BrokenClient:
    """A client with a mistake in it: one ticket makes it raise what nobody expects."""

    def __init__(
        self, deliver: Callable[[str, str, bytes], Awaitable[Standing | None]]
    ) -> None:
        self._deliver = deliver
        self.poisoned: Ticket | None = None

    async def deliver(self, kind: str, key: str, body: bytes) -> Standing | None:
        if self.poisoned and key == self.poisoned.id:
            raise ZeroDivisionError
        return await self._deliver(kind, key, body)

    async def standing(self, ticket_id: str) -> Standing:
        raise AssertionError

    async def greet(self) -> None:
        raise AssertionError

    async def close(self) -> None:
        pass


async def test_a_mistake_of_ours_pushes_its_ticket_away_and_the_loop_goes_on(
    entrance: Entrance, caplog: pytest.LogCaptureFixture
) -> None:
    client = BrokenClient(entrance.client.deliver)
    delivery = OutboxDelivery(
        entrance.journal,
        client,  # type: ignore[arg-type]
        entrance.clock,
        HubLink(entrance.journal),
        Standings(),
        random.Random(1),
    )
    client.poisoned = entrance.check_in()
    other = entrance.check_in()

    running = asyncio.create_task(delivery.run())
    await until(lambda: "ZeroDivisionError" in caplog.text)
    await until(lambda: entrance.journal.unsettled()[0].attempts == 1)
    delivery.wake()
    await until(lambda: entrance.journal.undelivered() == 1)
    await ended(running)

    assert entrance.hub.arrived == [other]
    assert "row 1" in caplog.text
    assert client.poisoned.id not in caplog.text


async def test_a_running_delivery_hears_of_a_new_ticket_at_once(
    entrance: Entrance,
) -> None:
    running = asyncio.create_task(entrance.delivery.run())
    await asyncio.sleep(0.02)

    ticket = entrance.check_in()
    entrance.delivery.wake()
    await until(lambda: entrance.hub.arrived == [ticket])

    await ended(running)


async def test_a_journal_that_fails_does_not_end_the_loop(
    entrance: Entrance, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    journal.close()

    running = asyncio.create_task(entrance.delivery.run())
    await until(lambda: "cannot deliver" in caplog.text)

    assert not running.done()
    await ended(running)


async def test_a_clock_set_back_delays_nothing(
    entrance: Entrance, clock: FixedClock
) -> None:
    entrance.hub.down = True
    entrance.check_in()
    await entrance.delivery.step()
    clock.advance(days=-1)
    entrance.hub.down = False

    await entrance.delivery.step()

    assert len(entrance.hub.arrived) == 1
    assert entrance.hub.arrived[0].number == a_ticket(1).number
