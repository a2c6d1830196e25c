"""Lets deliveries that wait for the disk together share one commit."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.operations import check_in

if TYPE_CHECKING:
    from kiosk.hub.broadcast import Broadcast
    from kiosk.operations.check_in import Accepted, Delivery
    from kiosk.operations.context import Context


class Deliveries:
    """While one commit is under way, those who come form the next one's batch."""

    def __init__(self, ctx: Context, broadcast: Broadcast) -> None:
        self._ctx = ctx
        self._broadcast = broadcast
        self._waiting: list[Delivery] = []
        self._turn = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, "deliveries")
        """Its own: a delivery never stands in line behind a flood of pages."""
        self._next: asyncio.Task[list[Accepted | KioskError]] | None = None

    async def accept(self, delivery: Delivery) -> Accepted:
        """On disk when it returns, and told to the listeners.

        Raises what `check_in.accept` does. Who goes away meanwhile stops nobody else.
        """
        place = len(self._waiting)
        self._waiting.append(delivery)
        if self._next is None:
            self._next = asyncio.create_task(self._accept_all())
        answers = await asyncio.shield(self._next)
        answer = answers[place]
        if isinstance(answer, KioskError):
            raise answer
        return answer

    async def _accept_all(self) -> list[Accepted | KioskError]:
        async with self._turn:
            batch, self._waiting, self._next = self._waiting, [], None
            loop = asyncio.get_running_loop()
            accept = partial(check_in.accept_all, self._ctx, batch)
            answers = await loop.run_in_executor(self._thread, accept)
        taken = (one for one in answers if not isinstance(one, KioskError))
        if any(isinstance(one, KioskError) for one in answers):
            self._broadcast.refresh()
        self._broadcast.publish(chain.from_iterable(a.outcome.events for a in taken))
        return answers
