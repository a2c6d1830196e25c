from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.errors import DeliveryRefused, HubError, HubUnreachable, NotFound
from kiosk.operations import fleet
from kiosk.operations.release_signing import HubSigning
from kiosk.sync import releases as module
from kiosk.sync.releases import LARGEST_METADATA, HubReleases
from tests.fakes.clock import FixedClock
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.hub_context import a_hub, gone
from tests.hub_web import an_app
from tests.operations.test_release_signing import publish
from tests.releases.archives_of import an_archive_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    Answer = Callable[[httpx.Request], httpx.Response]

PROBLEM = {"Content-Type": "application/problem+json"}


def asked(answer: Answer, path: str = "metadata/timestamp.json") -> bytes:
    """What is read where everything is answered so."""
    source = HubReleases(
        "http://hub.example", lambda: "a-token", httpx.MockTransport(answer)
    )
    try:
        return b"".join(source.read(path))
    finally:
        source.close()


def test_it_asks_as_the_terminal_it_is() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"{}")

    assert asked(answer, "targets/abc.release-1.zip") == b"{}"
    [request] = seen
    assert request.url.path == "/api/v1/releases/targets/abc.release-1.zip"
    assert request.headers["Authorization"] == "Bearer a-token"
    assert request.headers["Accept-Encoding"] == "identity"


def test_what_a_hub_does_not_have_is_not_there() -> None:
    with pytest.raises(NotFound):
        asked(lambda _: httpx.Response(404, json={}, headers=PROBLEM))


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, html="<p>no hub here"),
        httpx.Response(200, content=b"", headers={"Content-Encoding": "gzip"}),
        httpx.Response(302, headers={"Location": "http://elsewhere.example"}),
        httpx.Response(500, json={}, headers=PROBLEM),
        httpx.Response(503),
        httpx.Response(204),
    ],
    ids=["a strangers 404", "packed", "elsewhere", "broken", "busy", "nothing"],
)
def test_what_no_hub_says_is_silence(answer: httpx.Response) -> None:
    with pytest.raises(HubUnreachable):
        asked(lambda _: answer)


def test_a_token_that_is_not_taken_is_told() -> None:
    with pytest.raises(DeliveryRefused) as refusal:
        asked(lambda _: httpx.Response(401, json={}, headers=PROBLEM))
    assert "Pair" in refusal.value.remedy


def test_a_hub_that_does_not_listen_is_unreachable() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("connection refused", request=request)

    with pytest.raises(HubError):
        asked(answer)


class Endless(httpx.AsyncByteStream):
    """Parts for ever; with a pause, one that keeps every single read in time."""

    def __init__(self, part: bytes, pause: float = 0.0) -> None:
        self._part = part
        self._pause = pause
        self.given = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(self._pause)
            self.given += len(self._part)
            yield self._part


def test_what_never_ends_is_read_to_its_bound() -> None:
    endless = Endless(b"x" * 1000)
    read = asked(lambda _: httpx.Response(200, stream=endless))
    assert LARGEST_METADATA < len(read) <= LARGEST_METADATA + 1000
    assert endless.given <= LARGEST_METADATA + 2000


def test_what_comes_drop_by_drop_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "METADATA_SECONDS", 0.05)
    with pytest.raises(HubUnreachable, match="does not end"):
        asked(lambda _: httpx.Response(200, stream=Endless(b"x", pause=0.001)))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def site(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[HubSigning, HubReleases]]:
    """A real hub, and the way to it of a terminal that is paired with it."""
    ctx = a_hub(tmp_path, clock=clock)
    _terminal, token = fleet.pair(ctx, "A", "Entrance A")
    ring = a_key_ring()
    signing = HubSigning(at_hand(ring), clock, first=lambda: ring)
    for version in (1, 2):
        publish(ctx, signing, version, an_archive_of(version))
    transport = httpx.ASGITransport(an_app(ctx))  # type: ignore[arg-type]
    source = HubReleases("http://hub.example", lambda: token, transport)
    yield signing, source
    source.close()
    gone(ctx.database)


def test_the_real_terminal_takes_the_release_of_the_real_hub(
    tmp_path: Path, site: tuple[HubSigning, HubReleases], clock: FixedClock
) -> None:
    terminal = TrustingTerminal(tmp_path / "terminal", site[1], clock)
    assert terminal.update()
    assert terminal.shows == "version 2"
    assert not terminal.update()
