"""Where codes of appointments wait for their turn: in no thread, so many at most."""

from __future__ import annotations

import asyncio

from kiosk.errors import TooBusy

MOST_WAITING = 256


class CodeTurns:
    """A flood of codes must hold up nothing but codes: sign-ins wait elsewhere."""

    def __init__(self) -> None:
        self.waiting = 0

    async def wait(self, seconds: float) -> None:
        """Raises `TooBusy`."""
        if not seconds:
            return
        if self.waiting >= MOST_WAITING:
            raise TooBusy(
                "Too many codes of appointments are typed at the same time.",
                remedy="Try again in a few seconds.",
            )
        self.waiting += 1
        try:
            await asyncio.sleep(seconds)
        finally:
            self.waiting -= 1
