"""Where a visitor touches: learnt from a terminal in memory, used on the real one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.catalogue.loader import load
from kiosk.i18n.catalogs import Catalogs
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.fakes.ports import FakeContents, FakeWorld
from tests.fakes.visit import visiting

COLUMNS, ROWS = 83, 24
PROJECT = Path(__file__).parents[2]
CATALOGUE = load(PROJECT / "content")
TOPIC = CATALOGUE.offered_topics()[0].id
CHECK_IN = ("#language-en", "#talk", f"#topic-{TOPIC}", "#confirm", "#done")


@dataclass(frozen=True, slots=True)
class Spot:
    column: int
    row: int
    leads_to: bytes
    """The first word on what is touched next: then this touch has done all it does."""


async def spots(selectors: tuple[str, ...] = CHECK_IN) -> list[Spot]:
    """The middle of each target, in cells, on its own screen."""
    world = FakeWorld(
        contents=FakeContents(CATALOGUE), vocabulary=Catalogs(PROJECT / "locales")
    )
    found = []
    async with visiting(world, (COLUMNS, ROWS)) as visit:
        for selector in selectors:
            target = visit.app.screen.query_one(selector, TouchButton)
            found.append((*visit.center(selector), target.label.split()[0].encode()))
            await visit.touch(selector)
    words = [word for _column, _row, word in found]
    return [
        Spot(column, row, word)
        for (column, row, _), word in zip(found, words[1:] + words[:1], strict=True)
    ]
