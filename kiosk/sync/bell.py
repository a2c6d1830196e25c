"""How a thread that did something wakes the loop that waits for it."""

from __future__ import annotations

import asyncio
import threading


class Bell:
    """Rung from any thread, heard by the one task that waits; no ring is lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rung = False
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    def ring(self) -> None:
        with self._lock:
            self._rung = True
            if self._waiting is not None:
                loop, heard = self._waiting
                loop.call_soon_threadsafe(heard.set)

    async def heard_within(self, seconds: float) -> bool:
        """Return at once when it rings or has rung since the last call."""
        heard = asyncio.Event()
        with self._lock:
            if self._rung:
                self._rung = False
                return True
            self._waiting = (asyncio.get_running_loop(), heard)
        try:
            async with asyncio.timeout(seconds):
                await heard.wait()
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting = None
                rung, self._rung = self._rung, False
        return rung
