"""What a terminal does when nobody touches it: tidy its memory, build its index."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kiosk.terminal import garbage

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.cli.late_finder import LateFinder
    from kiosk.terminal.app import KioskApp

LOOK_AGAIN_SECONDS = 0.2
CALM_SECONDS = 1.0
"""Without a touch; who reads leaves time for other work."""


async def settle(finder: LateFinder, app: KioskApp) -> None:
    """What takes long and can wait: done when no visitor has to wait for it.

    A search that comes sooner has the index built at once.
    """

    def is_touched() -> bool:
        return app.seconds_untouched < CALM_SECONDS

    await _until(lambda: app.nobody_is_here)
    garbage.begin()
    await _until(lambda: not is_touched())
    with garbage.often():
        await asyncio.to_thread(finder.prepare_calmly, is_touched)
    await _until(lambda: app.nobody_is_here)
    garbage.begin()


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - a look now and then will do
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
