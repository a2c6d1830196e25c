"""How a connection that must go is ended: later, or who made it is back at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


class LettingGo:
    """Nothing more is read from them; they keep a file open, and nothing else."""

    def __init__(self, most: int, seconds: float) -> None:
        """`seconds` until a peer notices; earlier, the oldest first, beyond `most`."""
        self._most = most
        self._seconds = seconds
        self._ends: dict[asyncio.Transport, asyncio.TimerHandle] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def __contains__(self, transport: object) -> bool:
        return transport in self._ends

    def begin(
        self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop
    ) -> None:
        if transport.is_closing():
            return
        transport.pause_reading()
        self._ends[transport] = loop.call_later(self._seconds, transport.abort)
        if len(self._ends) > self._most:
            oldest = next(iter(self._ends))
            self.over(oldest)
            oldest.abort()

    def over(self, transport: asyncio.Transport | None) -> None:
        """It is closed, by whomever."""
        end = self._ends.pop(transport, None) if transport is not None else None
        if end is not None:
            end.cancel()
