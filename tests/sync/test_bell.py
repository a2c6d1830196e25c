from __future__ import annotations

import asyncio
import threading
from time import monotonic

from kiosk.sync.bell import Bell


async def test_a_ring_before_anybody_waits_is_heard() -> None:
    bell = Bell()
    bell.ring()

    assert await bell.heard_within(0)


async def test_many_rings_are_heard_once() -> None:
    bell = Bell()
    for _ in range(3):
        bell.ring()

    assert await bell.heard_within(0)
    assert not await bell.heard_within(0)


async def test_silence_ends_with_the_time() -> None:
    assert not await Bell().heard_within(0.01)


async def test_a_ring_from_another_thread_ends_the_wait_at_once() -> None:
    bell = Bell()
    started = monotonic()
    threading.Timer(0.02, bell.ring).start()

    assert await bell.heard_within(30)
    assert monotonic() - started < 5


async def test_a_ring_after_a_cancelled_wait_reaches_the_next_one() -> None:
    bell = Bell()
    waiting = asyncio.create_task(bell.heard_within(30))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    bell.ring()

    assert await bell.heard_within(0)


def test_a_ring_when_no_loop_runs_any_longer_does_no_harm() -> None:
    bell = Bell()
    asyncio.run(bell.heard_within(0.001))

    bell.ring()

    assert asyncio.run(bell.heard_within(0))
