"""How a terminal reads releases from its hub: each file in a bounded time and size.

It is read whole before the first part is handed on: only so is the time until the last
byte bounded, however steadily they come.
"""

from __future__ import annotations

import asyncio
import tempfile
from http import HTTPStatus
from typing import IO, TYPE_CHECKING

import httpx

from kiosk import wire
from kiosk.errors import DeliveryRefused, HubUnreachable, NotFound
from kiosk.sync.client import CHECK_ADDRESS, PAIR_AGAIN, PATIENCE
from kiosk.sync.hub import WRONG_TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KIBIBYTE = 1024
METADATA_SECONDS = 10.0
LARGEST_METADATA = 128 * KIBIBYTE
"""Bytes; what vouches is judged by whoever reads it, this only ends what is endless."""
ARCHIVE_SECONDS = 600.0
"""A release has some megabytes, and some entrances a slow line."""
LARGEST_ARCHIVE = 65 * KIBIBYTE * KIBIBYTE
PART = 64 * KIBIBYTE


class HubReleases:
    """A `ReleaseSource`; of one thread, in which no loop runs, and closed there."""

    def __init__(
        self,
        base_url: str,
        token: Callable[[], str],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`token` is asked each time: the terminal may be paired again meanwhile."""
        self._token = token
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Accept-Encoding": "identity", wire.FORMAT_HEADER: wire.FORMAT},
            timeout=PATIENCE,
            transport=transport,
            trust_env=False,  # only settings say where the hub is
            follow_redirects=False,
        )

    def read(self, path: str) -> Iterator[bytes]:
        """`metadata/<name>` or `targets/<name>`. Raises `NotFound` and `HubError`."""
        is_archive = path.startswith("targets/")
        seconds = ARCHIVE_SECONDS if is_archive else METADATA_SECONDS
        most = LARGEST_ARCHIVE if is_archive else LARGEST_METADATA
        with tempfile.TemporaryFile() as kept:
            self._runner.run(self._bring(path, kept, seconds, most))
            kept.seek(0)
            while part := kept.read(PART):
                yield part

    def close(self) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()

    async def _bring(
        self, path: str, into: IO[bytes], seconds: float, most: int
    ) -> None:
        headers = {"Authorization": f"Bearer {self._token()}"}
        address = f"{wire.PREFIX}/releases/{path}"
        try:
            async with (
                asyncio.timeout(seconds),
                self._http.stream("GET", address, headers=headers) as answer,
            ):
                _check(answer)
                async for part in answer.aiter_bytes():
                    into.write(part)
                    if into.tell() > most:  # too much for whoever reads it, too
                        return
        except TimeoutError as error:
            raise HubUnreachable(
                "The hub's answer does not end.", remedy=CHECK_ADDRESS
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachable(
                f"The hub does not answer: {type(error).__name__} {error}".rstrip(),
                remedy=CHECK_ADDRESS,
            ) from error


def _check(answer: httpx.Response) -> None:
    """Only a hub's own word counts: a stranger's 404 or page is silence."""
    by_a_hub = "json" in answer.headers.get("Content-Type", "")
    status = answer.status_code
    if status in WRONG_TOKEN:
        raise DeliveryRefused(
            f"The hub does not take this terminal's token: {status}.",
            remedy=PAIR_AGAIN,
            status=status,
            by_hub=by_a_hub,
        )
    if status == HTTPStatus.NOT_FOUND and by_a_hub:
        raise NotFound("The hub has no such file.", remedy="It is tried again.")
    packed = answer.headers.get("Content-Encoding", "identity") != "identity"
    if status != HTTPStatus.OK or packed:
        raise HubUnreachable(
            f"No hub answers there now: {status}.", remedy=CHECK_ADDRESS
        )
