"""How browsers of a tour open pages and send forms, and what counts as a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from kiosk.cli.touring.steps import TourFailed, check

if TYPE_CHECKING:
    from kiosk.cli.touring.forms import Form

PATIENCE = 10.0
LOOK_AGAIN = 0.05


class PageBrowser:
    """One person's, with cookies of its own; without script."""

    def __init__(
        self, address: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._browser = httpx.AsyncClient(
            base_url=address,
            follow_redirects=True,
            timeout=PATIENCE,
            trust_env=False,
            transport=transport,
        )

    async def close(self) -> None:
        await self._browser.aclose()

    async def _get(self, path: str) -> str:
        try:
            return text_of(await self._browser.get(path))
        except httpx.HTTPError as error:
            raise TourFailed(f"The hub does not answer: {error}") from error

    async def _send(
        self, sent: Form, said: dict[str, str] | None = None, *, to: str = ""
    ) -> str:
        fields = sent.fields | (said or {})
        try:
            return text_of(await self._browser.post(to or sent.action, data=fields))
        except httpx.HTTPError as error:
            raise TourFailed(f"The hub does not answer: {error}") from error


def text_of(answer: httpx.Response) -> str:
    """Raises `TourFailed` for anything but a page."""
    check(
        answer.status_code == httpx.codes.OK,
        f"{answer.request.method} {answer.request.url.path} was answered with"
        f" {answer.status_code}.",
    )
    return answer.text
