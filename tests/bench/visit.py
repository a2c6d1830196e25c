"""Where a visitor touches: learnt from a terminal in memory, used on the real one."""

from __future__ import annotations

from pathlib import Path

from kiosk.catalogue.loader import load
from kiosk.i18n.catalogs import Catalogs
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import visiting

COLUMNS, ROWS = 83, 24
PROJECT = Path(__file__).parents[2]
CATALOGUE = load(PROJECT / "content")
TOPIC = CATALOGUE.offered_topics()[0].id
CHECK_IN = ("#language-en", "#talk", f"#topic-{TOPIC}", "#confirm", "#done")

Spot = tuple[int, int]


async def spots(selectors: tuple[str, ...] = CHECK_IN) -> list[Spot]:
    """The middle of each target, in cells, on its own screen."""
    world = FakeWorld(
        contents=FakeContents(CATALOGUE), vocabulary=Catalogs(PROJECT / "locales")
    )
    found = []
    async with visiting(world, (COLUMNS, ROWS)) as visit:
        for selector in selectors:
            found.append(visit.center(selector))
            await visit.touch(selector)
    return found
