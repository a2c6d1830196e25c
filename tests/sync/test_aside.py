from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from kiosk.sync.aside import aside


async def test_its_result_and_its_error_arrive() -> None:
    assert await aside(lambda: threading.current_thread().name, "beside") == "beside"
    with pytest.raises(ZeroDivisionError):
        await aside(lambda: 1 // 0, "beside")


async def test_who_no_longer_waits_is_told_nothing() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait(20)

    waiting = asyncio.create_task(aside(work, "beside"))
    await asyncio.to_thread(begun.wait, 20)
    waiting.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting


@pytest.mark.real
def test_the_end_of_the_program_does_not_wait_for_it() -> None:
    program = """
import asyncio, threading
from kiosk.sync.aside import aside
async def run():
    task = asyncio.create_task(aside(threading.Event().wait, "for ever"))
    await asyncio.sleep(0)
    print("ends")
asyncio.run(run())
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=30, check=True
    )
    assert ended.stdout == b"ends\n"
