"""The visitor's phone of a tour: one ticket's page, and what can be pressed there."""

from __future__ import annotations

import re

import httpx

from kiosk.cli.touring.browser import PageBrowser
from kiosk.cli.touring.forms import Form, forms
from kiosk.cli.touring.steps import check

STATE = re.compile(r'data-state="(\w+)"')
BEFORE = re.compile(r'<p class="before"><strong>(\d+)</strong>')


class Phone(PageBrowser):
    def __init__(
        self, address: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """`address`: as the code on the terminal says it."""
        opened = httpx.URL(address)
        super().__init__(str(opened.copy_with(path="/")), transport)
        self._path = opened.path

    async def look(self) -> str:
        return await self._get(self._path)

    async def check_is(self, state: str) -> None:
        """Raises `TourFailed` while the page says something else."""
        found = STATE.search(await self.look())
        said = found[1] if found else "nothing"
        check(said == state, f"the phone says {said}, not {state}.")

    async def people_before(self) -> int:
        found = BEFORE.search(await self.look())
        return int(found[1]) if found else 0

    async def press(self, deed: str, **said: str) -> None:
        """What the page itself offers, or the page of a question behind it."""
        page = await self.look()
        if not self._form(page, deed):
            link = re.search(rf'href="([^"]*/{deed}[^"]*)"', page)
            check(link, f"the phone does not offer to {deed}.")
            page = await self._get(link[1] if link else "")
        sent = self._form(page, deed)
        check(sent, f"the phone does not ask whether to {deed}.")
        if sent:
            await self._send(sent, said)

    @staticmethod
    def _form(page: str, deed: str) -> Form | None:
        """Its address may name a language behind the deed."""
        of_deed = (x for x in forms(page) if x.action.partition("?")[0].endswith(deed))
        return next(of_deed, None)
