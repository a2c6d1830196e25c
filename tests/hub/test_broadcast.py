from __future__ import annotations

import asyncio
import threading

import pytest

from kiosk.domain.events import EventKind, TicketEvent
from kiosk.hub.broadcast import Broadcast
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.fakes.waiting import ended, until


def event(seq: int) -> TicketEvent:
    return TicketEvent(seq, a_ticket().id, EventKind.CALLED, NOON)


@pytest.fixture
async def broadcast() -> Broadcast:
    opened = Broadcast()
    opened.open(asyncio.get_running_loop(), 5)
    return opened


async def test_news_wake_whoever_listens(broadcast: Broadcast) -> None:
    waiting = asyncio.create_task(broadcast.after(5, 5))
    await until(lambda: broadcast.has_listeners)
    broadcast.publish([event(6), event(7)])
    assert await waiting == 7
    assert not broadcast.has_listeners


async def test_news_may_come_from_any_thread(broadcast: Broadcast) -> None:
    waiting = asyncio.create_task(broadcast.after(5, 5))
    await until(lambda: broadcast.has_listeners)
    threading.Thread(target=broadcast.publish, args=([event(6)],)).start()
    assert await waiting == 6


async def test_who_missed_something_hears_at_once(broadcast: Broadcast) -> None:
    assert await broadcast.after(3, 5) == 5


async def test_who_comes_with_a_number_from_before_hears_at_once(
    broadcast: Broadcast,
) -> None:
    assert await broadcast.after(900, 5) == 5


async def test_silence_ends_with_nothing(broadcast: Broadcast) -> None:
    assert await broadcast.after(5, 0.01) is None
    assert not broadcast.has_listeners


async def test_older_news_wake_nobody(broadcast: Broadcast) -> None:
    broadcast.advance(4)
    assert broadcast.newest == 5


async def test_nothing_published_is_no_news(broadcast: Broadcast) -> None:
    broadcast.publish([])
    assert await broadcast.after(5, 0.01) is None


async def test_closing_wakes_everybody(broadcast: Broadcast) -> None:
    waiting = [asyncio.create_task(broadcast.after(5, 5)) for _ in range(3)]
    await until(lambda: broadcast.has_listeners)
    threading.Thread(target=broadcast.close_soon).start()
    assert await asyncio.gather(*waiting) == [5, 5, 5]
    assert broadcast.closed


async def test_a_listener_who_leaves_is_forgotten(broadcast: Broadcast) -> None:
    waiting = asyncio.create_task(broadcast.after(5, 60))
    await until(lambda: broadcast.has_listeners)
    await ended(waiting)
    assert not broadcast.has_listeners


def test_news_for_a_loop_that_has_ended_are_dropped() -> None:
    broadcast = Broadcast()
    loop = asyncio.new_event_loop()
    broadcast.open(loop, 5)
    loop.close()
    broadcast.publish([event(6)])
    broadcast.close_soon()
    assert broadcast.newest == 5


def test_news_before_the_start_are_dropped() -> None:
    Broadcast().publish([event(6)])
    Broadcast().close_soon()


async def test_a_refresh_wakes_those_who_asked_for_it_and_nobody_else(
    broadcast: Broadcast,
) -> None:
    staff = asyncio.create_task(broadcast.after(5, 5, broadcast.refreshed))
    visitor = asyncio.create_task(broadcast.after(5, 0.2))
    await until(lambda: broadcast.has_listeners)
    threading.Thread(target=broadcast.refresh).start()
    assert await staff == 5
    assert await visitor is None


async def test_a_refresh_that_was_missed_is_heard_at_once(broadcast: Broadcast) -> None:
    before = broadcast.refreshed
    broadcast.refresh()
    await until(lambda: broadcast.refreshed > before)
    assert await broadcast.after(5, 5, before) == 5
