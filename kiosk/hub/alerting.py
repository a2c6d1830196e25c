"""How often a hub process looks whether somebody is to be told of a terminal.

Each channel has a thread to itself: one that hangs stops neither another nor the hub.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from litestar.concurrency import sync_to_thread

from kiosk.operations.alerts import AlertWatch, send_next

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from kiosk.operations.alerts import AlertChannel, Alerting
    from kiosk.operations.context import Context

LOOK_SECONDS = 15.0
SEND_SECONDS = 5.0


def works(
    ctx: Context, alerting: Alerting
) -> Iterator[tuple[Callable[[], Awaitable[None]], float]]:
    """What is to be done again and again, and after which pause."""
    watch = AlertWatch(ctx, alerting)

    async def look() -> None:
        await sync_to_thread(watch.look)

    yield look, LOOK_SECONDS
    for channel in alerting.channels:
        threads = ThreadPoolExecutor(1, f"alerts-{channel.name}")
        yield partial(send_all, ctx, channel, threads), SEND_SECONDS


async def send_all(
    ctx: Context, channel: AlertChannel, threads: ThreadPoolExecutor
) -> None:
    """All that is due, one after the other."""
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(threads, send_next, ctx, channel):
        pass
