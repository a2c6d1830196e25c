"""Wakes everybody who watches the queue, after a change was committed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.events import TicketEvent


class Broadcast:
    """Knows the number of the newest event; whoever waits for a newer one is woken.

    Only `publish`, `refresh` and `close_soon` may be called from other threads.
    """

    def __init__(self) -> None:
        self._newest = 0
        self._refreshed = 0
        self._beside: object = None
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listening = 0
        self._closed = False

    def open(self, loop: asyncio.AbstractEventLoop, newest: int) -> None:
        self._loop, self._newest, self._closed = loop, newest, False

    def close(self) -> None:
        """Let all streams end, so that the server can."""
        self._closed = True
        self._wake()

    def close_soon(self) -> None:
        """`close`, from a signal handler or another thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and the streams with it
                self._loop.call_soon_threadsafe(self.close)

    @property
    def newest(self) -> int:
        return self._newest

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def has_listeners(self) -> bool:
        return self._listening > 0

    def publish(self, events: Iterable[TicketEvent]) -> None:
        newest = max((event.seq for event in events), default=None)
        if newest is None or self._loop is None or self._closed:
            return
        with suppress(RuntimeError):  # the loop has just ended: nobody listens
            self._loop.call_soon_threadsafe(self.advance, newest)

    @property
    def refreshed(self) -> int:
        """Grows with each `refresh`."""
        return self._refreshed

    def refresh(self) -> None:
        """What stands beside the queue has changed: staff's pages look again."""
        if self._loop is not None and not self._closed:
            with suppress(RuntimeError):  # the loop has just ended: nobody listens
                self._loop.call_soon_threadsafe(self._refresh)

    def stands_beside(self, state: object) -> None:
        """What stands beside the queue now, perhaps changed by another process."""
        before, self._beside = self._beside, state
        if before not in (None, state):
            self._refresh()

    def advance(self, newest: int) -> None:
        """There are events up to this number, perhaps of another process."""
        if newest > self._newest:
            self._newest = newest
            self._wake()

    async def after(
        self, seen: int, patience: float, refreshed: int | None = None
    ) -> int | None:
        """The newest number once it is not `seen`; None if `patience` ran out.

        Who says how often it was `refreshed` is woken when it is so once more.

        A number from before the record was emptied may be larger than the newest.
        """
        self._listening += 1
        try:
            async with asyncio.timeout(patience):
                while (
                    self._newest == seen
                    and refreshed in {None, self._refreshed}
                    and not self._closed
                ):
                    await self._changed.wait()
        except TimeoutError:
            return None
        finally:
            self._listening -= 1
        return self._newest

    def _refresh(self) -> None:
        self._refreshed += 1
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
