"""What the hub does before it looks at a request: as little as that takes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx

from tests.hub_web import ADDRESS, an_app

if TYPE_CHECKING:
    from kiosk.operations.context import Context


class CountingThreads(ThreadPoolExecutor):
    begun = 0

    def submit(self, *args: Any, **more: Any) -> Any:
        self.begun += 1
        return super().submit(*args, **more)


async def test_a_request_that_asks_no_database_is_answered_without_a_thread(
    ctx: Context,
) -> None:
    threads = CountingThreads(2)
    asyncio.get_running_loop().set_default_executor(threads)
    transport = httpx.ASGITransport(an_app(ctx))  # type: ignore[arg-type]

    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        answer = await client.get("/health")

    assert answer.status_code == 200
    assert threads.begun == 0
