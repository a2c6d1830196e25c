from __future__ import annotations

import asyncio

import pytest

from kiosk.errors import TooBusy
from kiosk.hub.code_turns import MOST_WAITING, CodeTurns
from tests.fakes.waiting import until


async def test_so_many_wait_at_once_and_who_goes_leaves_room() -> None:
    turns = CodeTurns()
    waiting = [asyncio.create_task(turns.wait(3600)) for _ in range(MOST_WAITING)]
    await until(lambda: turns.waiting == MOST_WAITING)
    with pytest.raises(TooBusy):
        await turns.wait(1)
    await turns.wait(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert turns.waiting == 0
