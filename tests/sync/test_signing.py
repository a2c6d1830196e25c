from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import repeat

import httpx
import pytest

from kiosk.errors import Conflict, HubUnreachable, NotFound
from kiosk.sync import signing as module
from kiosk.sync.signing import SigningLink

Answer = Callable[[httpx.Request], httpx.Response]


def link(answer: Answer) -> SigningLink:
    return SigningLink("http://hub.example/x/", httpx.MockTransport(answer))


def test_it_asks_below_the_link() -> None:
    asked: list[tuple[str, str, bytes]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((request.method, request.url.path, request.content))
        return httpx.Response(200, json={"targets": "{}", "release": 2})

    hub = link(answer)
    assert hub.wanted().release == 2
    assert hub.archive() == hub.before()
    hub.hand_in(b"signed")
    hub.close()
    assert asked == [
        ("GET", "/x", b""),
        ("GET", "/x/archive", b""),
        ("GET", "/x/before", b""),
        ("PUT", "/x", b"signed"),
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotFound),
        (409, Conflict),
        (413, Conflict),
        (302, HubUnreachable),
        (500, HubUnreachable),
    ],
)
def test_what_the_hub_says_is_told_with_its_remedy(
    status: int, kind: type[Exception]
) -> None:
    said = {"detail": "It does not hold.", "remedy": "Sign again."}
    with pytest.raises(kind) as refusal:
        link(lambda _: httpx.Response(status, json=said)).wanted()
    assert getattr(refusal.value, "remedy", "")


@pytest.mark.parametrize("page", [b"<p>", b"{}", b"[" * 100_000])
def test_what_is_no_hub_is_named(page: bytes) -> None:
    with pytest.raises(HubUnreachable):
        link(lambda _: httpx.Response(200, content=page)).wanted()


def test_nobody_there_is_named() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(HubUnreachable):
        link(answer).wanted()


class EndlessParts(httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        return repeat(b"x" * 1000)


def test_what_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_ARCHIVE", 10_000)
    with pytest.raises(HubUnreachable, match="does not end"):
        link(lambda _: httpx.Response(200, stream=EndlessParts())).archive()
