"""How an Integreat instance is asked: one request at a time, bounded in size and time.

No request is made twice: who runs the import can run it again, and nothing is lost.
"""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from kiosk.errors import ImportFailed
from kiosk.integreat.answers import read_region
from kiosk.integreat.codes import spoken
from kiosk.integreat.importing import Answers
from kiosk.integreat.items import ItemKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from kiosk.integreat.codes import Spoken
    from kiosk.integreat.shapes import Region

HEADERS = {
    "X-Integreat-Development": "true",  # not counted among the readers
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
}
PATIENCE = httpx.Timeout(30.0, connect=10.0)
LARGEST_ANSWER = 50 * 1024 * 1024
"""Bytes, unpacked."""
MOST_REDIRECTS = 3
PATHS = {
    ItemKind.PAGE: ("pages",),
    ItemKind.PLACE: ("locations", "places"),  # being renamed, newer instances have both
    ItemKind.EVENT: (
        "events",
    ),  # without `combine_recurring`: each one with its own start
}
STAYS = "The draft is as it was."
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond what an answer is refused."""

    bytes: int = LARGEST_ANSWER
    answer_seconds: float = 120.0
    """However slowly it drips."""


class IntegreatClient:
    """One connection to one instance."""

    def __init__(
        self,
        instance: str,
        transport: httpx.AsyncBaseTransport | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Raises `ImportFailed` for an address that is none, or not encrypted."""
        self.instance = _checked(instance)
        self._limits = limits or Limits()
        self._http = httpx.AsyncClient(
            headers=HEADERS, timeout=PATIENCE, transport=transport, trust_env=False
        )

    async def collect(
        self, region: str, languages: Sequence[str], kinds: Sequence[ItemKind]
    ) -> Answers:
        """All that was asked for. Raises `ImportFailed`."""
        about = await self._region(region)
        chosen = spoken(about, languages)
        notes = list(chosen.notes)
        if about.live is False:
            notes.append("the region is not live: its own readers do not see it yet")
        bodies = {}
        for kind in kinds:
            if not _has(about, kind):
                notes.append(f"{kind}s: the region has them switched off")
                continue
            for code in chosen.codes:
                bodies[kind, code] = await self._list(about, code, kind)
        return Answers(
            self.instance,
            about,
            chosen.codes,
            bodies,
            await self._imprint(about, chosen),
            notes,
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def _region(self, slug: str) -> Region:
        answer = await self._get(f"regions/{quote(slug, safe='')}/")
        if answer is None:
            raise ImportFailed(
                f"{self.instance} has no region {slug[:80]!r}.",
                remedy=f"Look for its `path` in {self.instance}/api/v3/regions/.",
            )
        region = read_region(answer)
        if region.path.strip("/") != slug:
            raise ImportFailed(
                f"Asked for {slug!r}, {self.instance} answered {region.path[:80]!r}.",
                remedy="Write the `path` of the region.",
            )
        return region

    async def _list(self, region: Region, code: str, kind: ItemKind) -> bytes:
        for name in PATHS[kind]:
            answer = await self._get(f"{region.path.strip('/')}/{code}/{name}/")
            if answer is not None:
                return answer
        raise ImportFailed(
            f"{self.instance} delivers no {kind}s in {code}.",
            remedy=f"Leave them out with --what. {STAYS}",
        )

    async def _imprint(self, region: Region, chosen: Spoken) -> str | None:
        """Where to ask for the licence; a region may have none."""
        code = next(iter(chosen.codes))
        way = f"{region.path.strip('/')}/{code}/imprint/"
        there = await self._get(way)
        return f"{self.instance}/api/v3/{way}" if there is not None else None

    async def _get(self, path: str) -> bytes | None:
        """The whole answer; None when there is no such thing."""
        address = httpx.URL(f"{self.instance}/api/v3/{path}")
        try:
            async with asyncio.timeout(self._limits.answer_seconds):
                for _hop in range(MOST_REDIRECTS + 1):
                    async with self._http.stream("GET", address) as answer:
                        if not answer.has_redirect_location:
                            return await self._body(answer)
                        address = _next(address, answer)
        except TimeoutError as error:
            seconds = f"{self._limits.answer_seconds:g}"
            raise _refusal(path, f"was not there after {seconds} seconds") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            said = f"{type(error).__name__} {error}".strip()
            raise _refusal(path, f"did not arrive whole: {said}") from error
        raise _refusal(path, f"was redirected more than {MOST_REDIRECTS} times")

    async def _body(self, answer: httpx.Response) -> bytes | None:
        path = answer.url.path
        if answer.status_code in {404, 410}:
            return None
        if answer.status_code != httpx.codes.OK:
            raise _refusal(path, f"has the status {answer.status_code}")
        parts, size = [], 0
        async for part in _unpacked(answer, self._limits.bytes):
            size += len(part)
            if size > self._limits.bytes:
                raise _refusal(path, f"is larger than {self._limits.bytes} bytes")
            parts.append(part)
        return b"".join(parts)


async def _unpacked(answer: httpx.Response, most: int) -> AsyncIterator[bytes]:
    """Never more than one byte beyond `most` at once, whatever a small part holds."""
    packing = answer.headers.get("Content-Encoding", "identity").lower()
    if packing not in {"gzip", "identity"}:
        raise _refusal(answer.url.path, f"is packed as {packing[:20]!r}")
    if packing == "identity":
        async for part in answer.aiter_raw():
            yield part
        return
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        async for part in answer.aiter_raw():
            yield unpacking.decompress(part, most + 1)
    except zlib.error as error:
        raise _refusal(answer.url.path, f"cannot be unpacked: {error}") from error
    if not unpacking.eof:
        raise _refusal(answer.url.path, "ends before its end")


def _next(address: httpx.URL, answer: httpx.Response) -> httpx.URL:
    """Where a redirect leads: to the same host by the same way, or not at all."""
    told = address.join(answer.headers["Location"])
    if (told.scheme, told.host, told.port) != (
        address.scheme,
        address.host,
        address.port,
    ):
        raise _refusal(address.path, f"is redirected elsewhere, to {str(told)[:80]!r}")
    return told


def _has(region: Region, kind: ItemKind) -> bool:
    if kind is ItemKind.PLACE:
        return region.pois is not False
    return kind is ItemKind.PAGE or region.events is not False


def _checked(instance: str) -> str:
    try:
        url = httpx.URL(instance.rstrip("/"))
    except httpx.InvalidURL:
        url = httpx.URL("")
    local = url.scheme == "http" and url.host in LOCAL
    plain = not (url.query or url.fragment or url.userinfo)
    if not url.host or not plain or not (url.scheme == "https" or local):
        raise ImportFailed(
            f"{instance[:80]!r} is no address of an Integreat instance.",
            remedy='Write it with https: "https://cms.integreat-app.de".',
        )
    return str(url).rstrip("/")


def _refusal(path: str, what: str) -> ImportFailed:
    return ImportFailed(
        f"The answer to {path} {what}.", remedy=f"Try again later. {STAYS}"
    )
