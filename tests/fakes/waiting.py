"""Waiting in a test for what another task or thread does, and ending that task."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 5.0
"""Seconds until something awaited counts as never happening."""


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is awaited may be anything
            await asyncio.sleep(0.005)


def until_now(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    """`until`, in a test without a loop."""
    ended = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < ended, "what was awaited never happened"
        time.sleep(0.01)


async def ended(running: asyncio.Task[Any]) -> None:
    """Cancel a task and wait until it is gone; a failure of its own is raised."""
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert running.cancelled()
