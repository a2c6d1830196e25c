"""Where passwords are hashed: in threads of their own, with a queue that has an end."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from kiosk.errors import TooBusy

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

MOST_WAITING = 64
"""At some 60 ms each they are through in a few seconds; who comes later, is told."""
NICE = 10
MOST_DELAYED = 256
"""Tries that wait because of failures before them."""


def usual_threads() -> int:
    """Half of the machine: the other half goes on with what visitors wait for."""
    return max(1, min(4, (os.cpu_count() or 1) // 2))


class PasswordThreads:
    """A flood of sign-ins must hold up nothing but sign-ins."""

    def __init__(
        self, threads: int | None = None, most_waiting: int = MOST_WAITING
    ) -> None:
        self._threads = threads or usual_threads()
        self._most = self._threads + most_waiting
        self._executor: ThreadPoolExecutor | None = None
        self.pending = 0
        self.delayed = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Raises `TooBusy`, and what the work raises."""
        if self.pending >= self._most:
            raise _too_busy()
        self.pending += 1
        if self._executor is None:
            self._executor = ThreadPoolExecutor(
                self._threads, "passwords", initializer=step_back
            )
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._executor, work)
        finally:
            self.pending -= 1

    async def delay(self, seconds: float) -> None:
        """Holds no thread. Raises `TooBusy`."""
        if not seconds:
            return
        if self.delayed >= MOST_DELAYED:
            raise _too_busy()
        self.delayed += 1
        try:
            await asyncio.sleep(seconds)
        finally:
            self.delayed -= 1

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def step_back() -> None:
    """This thread takes what others leave of the processor, where that can be said."""
    if sys.platform == "linux":  # there, a priority is a thread's own
        with suppress(OSError):
            thread = threading.get_native_id()
            usual = os.getpriority(os.PRIO_PROCESS, thread)
            os.setpriority(os.PRIO_PROCESS, thread, usual + NICE)


def _too_busy() -> TooBusy:
    return TooBusy(
        "Too many sign in at the same time.", remedy="Try again in a few seconds."
    )
