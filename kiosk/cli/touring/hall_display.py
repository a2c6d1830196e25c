"""The call display of a tour: paired by its code, and what it shows to the hall."""

from __future__ import annotations

import re

from kiosk.cli.touring.browser import PageBrowser
from kiosk.cli.touring.steps import check

CODE = re.compile(r'<p class="code">([^<]+)</p>')
LARGEST = re.compile(r"data-latest>\s*<p[^>]*><bdi[^>]*>([^<]+)</bdi>")
SHOWN = re.compile(r'<li class="(?:awaited|past)"[^>]*>.*?<bdi[^>]*>([^<]+)</bdi>')


class HallDisplay(PageBrowser):
    async def code(self) -> str:
        """What it shows as long as nobody has paired it. Raises `TourFailed`."""
        found = CODE.search(await self._get("/display"))
        check(found, "the display shows no code.")
        return found[1] if found else ""

    async def is_paired(self) -> bool:
        return "data-board" in await self._get("/display")

    async def largest(self) -> str | None:
        """The number that was called last, while it is shown."""
        found = LARGEST.search(await self._get("/display"))
        return found[1] if found else None

    async def numbers(self) -> list[str]:
        """All that it shows, the newest first."""
        return SHOWN.findall(await self._get("/display"))
