"""Where a visitor touches: learnt from a terminal in memory, used on the real one."""

from __future__ import annotations

from pathlib import Path

from kiosk.catalogue.loader import load
from kiosk.i18n.catalogs import Catalogs
from kiosk.terminal.app import KioskApp
from tests.fakes.ports import FakeContents, FakeWorld

COLUMNS, ROWS = 83, 24
PROJECT = Path(__file__).parents[2]
CATALOGUE = load(PROJECT / "content")
TOPIC = CATALOGUE.offered_topics()[0].id
CHECK_IN = ("#language-en", "#counselling", f"#topic-{TOPIC}", "#confirm", "#done")

Spot = tuple[int, int]


async def spots(selectors: tuple[str, ...] = CHECK_IN) -> list[Spot]:
    """The middle of each target, in cells, on its own screen."""
    world = FakeWorld(
        contents=FakeContents(CATALOGUE), vocabulary=Catalogs(PROJECT / "locales")
    )
    app = KioskApp(world.ports())
    found = []
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        for selector in selectors:
            world.clock.advance(seconds=1)
            region = app.screen.query_one(selector).region
            found.append((region.x + region.width // 2, region.y + region.height // 2))
            await pilot.click(selector)
            await app.workers.wait_for_complete()
            await pilot.pause()
    return found
