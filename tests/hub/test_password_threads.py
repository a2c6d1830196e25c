from __future__ import annotations

import asyncio
import threading

import pytest

from kiosk.errors import TooBusy
from kiosk.hub.password_threads import MOST_DELAYED, PasswordThreads, usual_threads
from tests.fakes.waiting import until


async def test_work_is_done_in_threads_of_their_own() -> None:
    name = await PasswordThreads().run(lambda: threading.current_thread().name)
    assert name.startswith("passwords")


async def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        await PasswordThreads().run(lambda: 1 // 0)


async def test_the_queue_has_an_end_and_goes_on_afterwards() -> None:
    threads = PasswordThreads(threads=1, most_waiting=2)
    gate, done = threading.Event(), []
    under_way = [
        asyncio.create_task(threads.run(lambda: done.append(gate.wait(20))))
        for _ in range(3)
    ]
    await until(lambda: threads.pending == 3)
    with pytest.raises(TooBusy) as refusal:
        await threads.run(lambda: None)
    assert "few seconds" in refusal.value.remedy
    gate.set()
    await asyncio.gather(*under_way)
    assert done == [True] * 3
    assert await threads.run(lambda: "again") == "again"


async def test_a_delay_holds_no_thread_and_has_an_end() -> None:
    threads = PasswordThreads(threads=1, most_waiting=0)
    waiting = [asyncio.create_task(threads.delay(3600)) for _ in range(MOST_DELAYED)]
    await until(lambda: threads.delayed == MOST_DELAYED)
    with pytest.raises(TooBusy):
        await threads.delay(1)
    assert await threads.run(lambda: "now") == "now"
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert threads.delayed == 0


async def test_who_need_not_wait_is_never_refused() -> None:
    threads = PasswordThreads()
    waiting = [asyncio.create_task(threads.delay(3600)) for _ in range(MOST_DELAYED)]
    await until(lambda: threads.delayed == MOST_DELAYED)
    await threads.delay(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_hub_that_starts_again_has_threads_again() -> None:
    threads = PasswordThreads()
    assert await threads.run(lambda: 1) == 1
    threads.close()
    assert await threads.run(lambda: 2) == 2
    threads.close()


def test_half_of_the_machine_is_left_for_visitors() -> None:
    assert 1 <= usual_threads() <= 4
