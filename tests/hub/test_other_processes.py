from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from kiosk.hub import background
from kiosk.operations import check_in, housekeeping
from kiosk.store.database import Database
from tests.builders import a_ticket
from tests.fakes.waiting import until
from tests.hub_context import ENGINES, a_hub, gone, pair
from tests.hub_web import an_app

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.hub.context import HubContext
    from tests.fakes.clock import FixedClock


@pytest.mark.parametrize("engine", ENGINES)
async def test_what_another_process_does_reaches_who_listens_here(
    tmp_path: Path, clock: FixedClock, engine: str
) -> None:
    """Even the close of a day, which removes its own events."""
    here = a_hub(tmp_path, clock=clock, engine=engine)
    there = replace(here, database=Database(here.database.url))
    hub = cast("HubContext", an_app(here).state.hub)
    hub.broadcast.open(asyncio.get_running_loop(), 0)
    check_in.accept(there, pair(there, "A"), a_ticket(3))
    await _heard(hub, 1)
    clock.advance(days=1)
    housekeeping.close_days(there)
    await _heard(hub, 2)
    there.database.close()
    gone(here.database)


async def _heard(hub: HubContext, newest: int) -> None:
    seen = hub.broadcast.newest
    listening = asyncio.create_task(hub.broadcast.after(seen, 5))
    await until(lambda: hub.broadcast.has_listeners)
    await background.watch(hub)
    assert await listening == newest
