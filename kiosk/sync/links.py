"""Whether the addresses of the content can be opened: asked politely, one by one.

HEAD first, GET where a site refuses it; one request at a time for each host, a pause
between two; redirects are reported, and followed to see where they end.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

TIMEOUT_SECONDS = 15.0
PAUSE_SECONDS = 1.0
"""Between two requests to one host."""
MOST_HOSTS = 4
"""Asked side by side."""
MOST_REDIRECTS = 5
NAME = "NEXUS-Kiosk-link-check (one request per page)"
_REFUSES_HEAD = frozenset({403, 404, 405, 406, 429, 500, 501})


class LinkVerdict(StrEnum):
    OPENS = "opens"
    MOVED = "moved"
    """It opens, at another address."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class LinkFinding:
    address: str
    verdict: LinkVerdict
    detail: str
    """The status, the reason, or where it moved to."""
    answered: bool = True


async def check(
    addresses: Iterable[str],
    tell: Callable[[LinkFinding], None],
    client: httpx.AsyncClient | None = None,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Tell a finding for each address, as they come in."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        try:
            by_host[_host(address)].append(address)
        except ValueError as error:
            told = str(error)
            tell(LinkFinding(address, LinkVerdict.BROKEN, told, answered=False))
    places = asyncio.Semaphore(MOST_HOSTS)

    async def ask_host(asking: httpx.AsyncClient, pages: list[str]) -> None:
        async with places:
            for number, page in enumerate(pages):
                if number:
                    await pause(PAUSE_SECONDS)
                tell(await _ask(asking, page))

    async with client or polite_client() as asking:
        await asyncio.gather(*(ask_host(asking, pages) for pages in by_host.values()))


def polite_client(
    transport: httpx.AsyncBaseTransport | None = None,
) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        headers={"User-Agent": NAME},
        timeout=TIMEOUT_SECONDS,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        transport=transport,
    )


def _host(address: str) -> str:
    """Raises `ValueError` where host or port is none that could be asked."""
    parts = urlsplit(address)
    _ = parts.port
    return parts.hostname or ""


async def _ask(client: httpx.AsyncClient, address: str) -> LinkFinding:
    try:
        status, end = await _status(client, "HEAD", address)
        if status in _REFUSES_HEAD:
            status, end = await _status(client, "GET", address)
    except httpx.TimeoutException:
        seconds = f"{TIMEOUT_SECONDS:.0f}"
        told = f"no answer within {seconds} s"
        return LinkFinding(address, LinkVerdict.BROKEN, told, answered=False)
    except httpx.TooManyRedirects:
        return LinkFinding(
            address, LinkVerdict.BROKEN, f"more than {MOST_REDIRECTS} redirects"
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        told = str(error) or type(error).__name__
        return LinkFinding(address, LinkVerdict.BROKEN, told, answered=False)
    if status >= httpx.codes.BAD_REQUEST:
        return LinkFinding(address, LinkVerdict.BROKEN, f"status {status}")
    if end.rstrip("/") != _as_sent(address).rstrip("/"):
        return LinkFinding(address, LinkVerdict.MOVED, end)
    return LinkFinding(address, LinkVerdict.OPENS, f"status {status}")


def _as_sent(address: str) -> str:
    """With the host in small letters, no needless port, and everything in ASCII."""
    return str(httpx.URL(address))


async def _status(
    client: httpx.AsyncClient, method: str, address: str
) -> tuple[int, str]:
    """Status and final address; the page itself is not read."""
    async with client.stream(method, address) as answer:
        return answer.status_code, str(answer.url)
