from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from kiosk.errors import CodeTaken, DataFolderUnusable
from kiosk.hub.broadcast import Broadcast
from kiosk.hub.deliveries import Deliveries
from kiosk.operations import calling
from tests.builders import a_ticket
from tests.fakes.waiting import until
from tests.hub_context import pair
from tests.people import ENTRANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.check_in import Accepted
    from kiosk.operations.context import Context


@pytest.fixture
def terminal(ctx: Context) -> PairedTerminal:
    return pair(ctx, ENTRANCE)


@pytest.fixture
async def broadcast() -> Broadcast:
    opened = Broadcast()
    opened.open(asyncio.get_running_loop(), 0)
    return opened


@pytest.fixture
def deliveries(ctx: Context, broadcast: Broadcast) -> Deliveries:
    return Deliveries(ctx, broadcast)


async def together(
    deliveries: Deliveries, terminal: PairedTerminal, *tickets: Ticket
) -> list[Accepted | BaseException]:
    waiting = (deliveries.accept((terminal, ticket)) for ticket in tickets)
    return await asyncio.gather(*waiting, return_exceptions=True)


def created(answer: Accepted | BaseException) -> bool:
    assert not isinstance(answer, BaseException)
    return answer.created


@contextmanager
def commits(ctx: Context) -> Iterator[list[object]]:
    """Grows by one with each commit."""
    made: list[object] = []

    def note(connection: object) -> None:
        made.append(connection)

    event.listen(ctx.database.engine, "commit", note)
    yield made
    event.remove(ctx.database.engine, "commit", note)


async def test_deliveries_that_wait_together_share_one_commit(
    deliveries: Deliveries, terminal: PairedTerminal, ctx: Context
) -> None:
    tickets = [a_ticket(count) for count in range(1, 9)]
    with commits(ctx) as made:
        answers = await together(deliveries, terminal, *tickets)
    assert all(map(created, answers))
    assert len(made) == 1
    assert calling.queue(ctx) == tickets


async def test_each_hears_its_own_place(
    deliveries: Deliveries, terminal: PairedTerminal
) -> None:
    for count in (1, 4):
        tickets = [a_ticket(count + n) for n in range(3)]
        for n, answer in enumerate(await together(deliveries, terminal, *tickets)):
            assert not isinstance(answer, BaseException)
            assert answer.standing.people_before == count - 1 + n


async def test_who_comes_during_a_commit_waits_for_the_next(
    deliveries: Deliveries, terminal: PairedTerminal, ctx: Context
) -> None:
    with commits(ctx) as made:
        with ctx.database.begin():  # the disk is busy
            first = asyncio.create_task(deliveries.accept((terminal, a_ticket(1))))
            await asyncio.sleep(0.05)
            rest = asyncio.create_task(
                together(deliveries, terminal, a_ticket(2), a_ticket(3))
            )
            await asyncio.sleep(0.05)
            assert not first.done()
        made.clear()
        assert (await first).created
        assert all(map(created, await rest))
    assert len(made) == 2


async def test_one_that_is_refused_spoils_no_other(
    deliveries: Deliveries, terminal: PairedTerminal, ctx: Context
) -> None:
    await deliveries.accept((terminal, a_ticket(1)))
    again, twin, other, new = await together(
        deliveries,
        terminal,
        a_ticket(1),
        a_ticket(1, ticket_id="f" * 32, code="ZZZZZZZZZZZZ"),
        a_ticket(3, code=a_ticket(1).code),
        a_ticket(2),
    )
    assert not created(again)
    assert created(twin)
    assert isinstance(other, CodeTaken)
    assert created(new)
    assert [t.number.count for t in calling.queue(ctx)] == [1, 1, 2]


async def test_who_goes_away_takes_nobody_along(
    deliveries: Deliveries, terminal: PairedTerminal, ctx: Context
) -> None:
    with ctx.database.begin():
        gone = asyncio.create_task(deliveries.accept((terminal, a_ticket(1))))
        stays = asyncio.create_task(deliveries.accept((terminal, a_ticket(2))))
        await asyncio.sleep(0.05)
        gone.cancel()
    assert (await stays).created
    assert gone.cancelled()
    assert calling.queue(ctx) == [a_ticket(1), a_ticket(2)]


async def test_a_full_disk_is_told_to_all_and_passes(
    deliveries: Deliveries, terminal: PairedTerminal, ctx: Context
) -> None:
    with ctx.database.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    tickets = [a_ticket(count) for count in range(1, 200)]
    for answer in await together(deliveries, terminal, *tickets):
        assert isinstance(answer, DataFolderUnusable)
    assert calling.queue(ctx) == []
    with ctx.database.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    assert all(map(created, await together(deliveries, terminal, *tickets)))


async def test_listeners_are_told_of_all_that_are_new(
    deliveries: Deliveries, terminal: PairedTerminal, broadcast: Broadcast
) -> None:
    tickets = [a_ticket(count) for count in (1, 2, 3)]
    await together(deliveries, terminal, *tickets)
    await until(lambda: broadcast.newest == 3)
    await together(deliveries, terminal, *tickets)
    await asyncio.sleep(0)
    assert broadcast.newest == 3
