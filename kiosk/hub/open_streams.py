"""How many streams may be open, and that a change is looked up once for all of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from litestar.concurrency import sync_to_thread

from kiosk.errors import TooBusy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

T = TypeVar("T")
M = TypeVar("M")

MOST = 1000
MOST_OF_ONE = 8
"""Of one ticket or one account: a phone, a few tabs, and what has not noticed yet that
its other end is gone."""
LOOKS_AT_ONCE = 2
"""How many threads look up changes for streams; the others are there for deliveries."""


class OpenStreams:
    def __init__(self, most: int = MOST, most_of_one: int = MOST_OF_ONE) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._open: Counter[str] = Counter()
        self._looks: dict[str, tuple[int, asyncio.Task[Any]]] = {}
        self._turns = asyncio.Semaphore(LOOKS_AT_ONCE)

    def __len__(self) -> int:
        return self._open.total()

    def check(self, whose: str) -> None:
        """Before the answer begins. Raises `TooBusy`."""
        if self._is_full(whose):
            raise TooBusy(
                "Too many pages listen already.", remedy="Close some of the open pages."
            )

    async def counted(self, whose: str, messages: AsyncIterator[M]) -> AsyncIterator[M]:
        """These, as long as somebody reads; none if it became full meanwhile."""
        if self._is_full(whose):
            return
        self._open[whose] += 1
        try:
            async for message in messages:
                yield message
        finally:
            self._left(whose)

    async def look(self, whose: str, seq: int, ask: Callable[[], T]) -> T:
        """What `ask` answers, in a thread; once for all streams that hear of `seq`."""
        known = self._looks.get(whose)
        if known is None or known[0] != seq:
            task = asyncio.create_task(self._in_turn(ask))
            task.add_done_callback(_heard)
            known = self._looks[whose] = (seq, task)
        found: T = await asyncio.shield(known[1])
        return found

    async def _in_turn(self, ask: Callable[[], T]) -> T:
        async with self._turns:
            return await sync_to_thread(ask)

    def _is_full(self, whose: str) -> bool:
        return len(self) >= self._most or self._open[whose] >= self._most_of_one

    def _left(self, whose: str) -> None:
        self._open[whose] -= 1
        if self._open[whose] <= 0:
            del self._open[whose]
            self._looks.pop(whose, None)


def _heard(task: asyncio.Task[Any]) -> None:
    """An error is told to those who wait for it; all may have gone meanwhile."""
    if not task.cancelled():
        task.exception()
