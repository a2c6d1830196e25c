"""What README shows of the terminal, as the terminal draws it.

Called with the folder to write into; needs cairosvg, as `kiosk content sheets` does.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kiosk import logs, paths
from kiosk.catalogue.loader import load
from kiosk.cli.picturing.png import develop
from kiosk.cli.previewing.sheets import SheetMaker
from kiosk.ids import LanguageCode

MOMENT = datetime(2026, 12, 1, 9, 10, tzinfo=UTC)
USUAL, LARGE = (83, 24), (100, 30)


class Shown(NamedTuple):
    file: str
    screen: str
    """By its name on the contact sheets."""
    language: str
    grid: tuple[int, int] = USUAL


SHOWN = (
    Shown("terminal", "attract", "en", LARGE),
    Shown("home-uk", "home, with appointments", "uk"),
    Shown("question-bg", "pathway SEHB", "bg"),
    Shown("plan-cs", "pathway SEHBWYCKTYGLLY now", "cs"),
    Shown("service-ar", "service residence-permit", "ar"),
    Shown("search-vi", "search", "vi"),
    Shown("ticket-fa", "ticket, waiting", "fa"),
    Shown("called-pl", "ticket, called", "pl"),
    Shown("emergency-ro", "emergency", "ro"),
)


async def draw(target: Path) -> None:
    maker = SheetMaker(load(paths.shipped("content")), MOMENT, "calm")
    try:
        for each in SHOWN:
            code = LanguageCode(each.language)
            found = await maker.screens(each.grid, code, {each.screen})
            if len(found) != 1:
                sys.exit(f"{each.screen} is on no contact sheet")
            drawn = target / f"{each.file}.svg"
            drawn.write_text(found[0].svg, encoding="utf-8")
            sys.stdout.write(f"{develop(drawn)}\n")
            drawn.unlink()
    finally:
        await maker.close()


if __name__ == "__main__":
    logs.to_nowhere()
    asyncio.run(draw(Path(sys.argv[1]).absolute()))
