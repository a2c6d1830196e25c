"""Whether an address opens, asked as a polite guest asks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.sync.links import (
    NAME,
    PAUSE_SECONDS,
    LinkFinding,
    LinkVerdict,
    check,
    polite_client,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = Callable[[httpx.Request], httpx.Response]

PAGE = "https://www.example.de/a"


class Web:
    """All sites of a test; remembers who was asked what."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.asked: list[tuple[str, str]] = []
        self.pauses: list[float] = []
        self.agents: set[str] = set()

    async def find(self, *addresses: str) -> list[LinkFinding]:
        findings: list[LinkFinding] = []
        client = polite_client(httpx.MockTransport(self._handle))
        await check(addresses, findings.append, client, self._pause)
        return findings

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, str(request.url)))
        self.agents.add(request.headers["User-Agent"])
        return self._answer(request)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def test_a_page_that_opens_is_asked_for_its_head_alone() -> None:
    web = Web(lambda _: httpx.Response(200))
    assert await web.find(PAGE) == [LinkFinding(PAGE, LinkVerdict.OPENS, "status 200")]
    assert web.asked == [("HEAD", PAGE)]
    assert web.agents == {NAME}


@pytest.mark.parametrize("status", [403, 404, 405, 501])
async def test_where_a_head_is_refused_the_page_is_asked_for(status: int) -> None:
    web = Web(lambda r: httpx.Response(status if r.method == "HEAD" else 200))
    (finding,) = await web.find(PAGE)
    assert finding.verdict is LinkVerdict.OPENS
    assert [method for method, _ in web.asked] == ["HEAD", "GET"]


async def test_a_page_that_is_gone_is_broken() -> None:
    web = Web(lambda _: httpx.Response(404))
    assert await web.find(PAGE) == [LinkFinding(PAGE, LinkVerdict.BROKEN, "status 404")]


async def test_a_page_that_moved_says_where_to() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(301, headers={"Location": "https://neu.example.de/"})
        return httpx.Response(200)

    assert await Web(answer).find(PAGE) == [
        LinkFinding(PAGE, LinkVerdict.MOVED, "https://neu.example.de/")
    ]


async def test_a_slash_at_the_end_is_no_move() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/"):
            return httpx.Response(301, headers={"Location": "/a/"})
        return httpx.Response(200)

    (finding,) = await Web(answer).find(PAGE)
    assert finding.verdict is LinkVerdict.OPENS


async def test_a_ring_of_redirects_is_broken() -> None:
    web = Web(lambda _: httpx.Response(302, headers={"Location": PAGE}))
    (finding,) = await web.find(PAGE)
    assert finding == LinkFinding(PAGE, LinkVerdict.BROKEN, "more than 5 redirects")


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (httpx.ReadTimeout("slow"), "no answer within 15 s"),
        (httpx.ConnectError("no such host"), "no such host"),
        (httpx.RemoteProtocolError(""), "RemoteProtocolError"),
    ],
)
async def test_no_answer_is_broken_and_the_next_is_asked(
    error: Exception, detail: str
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "www.example.de":
            raise error
        return httpx.Response(200)

    findings = await Web(answer).find(PAGE, "https://b.example.de/")
    assert LinkFinding(PAGE, LinkVerdict.BROKEN, detail, answered=False) in findings
    assert len(findings) == 2


async def test_a_host_is_asked_one_by_one_with_a_pause() -> None:
    web = Web(lambda _: httpx.Response(200))
    await web.find(PAGE, "https://www.example.de/b", "https://b.example.de/")
    by_host: dict[str, int] = defaultdict(int)
    for _, address in web.asked:
        by_host[httpx.URL(address).host] += 1
    assert by_host == {"www.example.de": 2, "b.example.de": 1}
    assert web.pauses == [PAUSE_SECONDS]


async def test_an_address_that_stands_twice_is_asked_once() -> None:
    web = Web(lambda _: httpx.Response(200))
    assert len(await web.find(PAGE, PAGE)) == 1


@pytest.mark.parametrize("address", ["https://[bad/x", "https://a.de:99999/"])
async def test_what_is_no_address_is_broken_without_being_asked(address: str) -> None:
    web = Web(lambda _: httpx.Response(200))
    findings = await web.find(PAGE, address)
    broken = {f.address for f in findings if f.verdict is LinkVerdict.BROKEN}
    assert broken == {address}
    assert web.asked == [("HEAD", PAGE)]


@pytest.mark.parametrize(
    "address",
    [
        "https://WWW.Example.de/A",
        "https://www.example.de:443/a",
        "https://bücher.example.de/a",
        "https://www.example.de/über uns?q=ä",
    ],
)
async def test_another_spelling_of_the_same_address_is_no_move(address: str) -> None:
    web = Web(lambda _: httpx.Response(200))
    assert await web.find(address) == [
        LinkFinding(address, LinkVerdict.OPENS, "status 200")
    ]


async def test_one_host_is_one_host_however_it_is_written() -> None:
    web = Web(lambda _: httpx.Response(200))
    await web.find(PAGE, "https://WWW.example.de:443/b", "http://www.example.de/c")
    assert web.pauses == [PAUSE_SECONDS] * 2
