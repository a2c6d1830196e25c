from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.errors import ImportFailed
from kiosk.integreat.client import IntegreatClient, Limits
from kiosk.integreat.items import ItemKind
from tests.each import each
from tests.fakes.integreat import (
    INSTANCE,
    REGION,
    a_region,
    a_usual_region,
    an_answer,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from kiosk.integreat.importing import Answers
    from tests.fakes.integreat import FakeIntegreat

ALL = list(ItemKind)


@pytest.fixture
def fake() -> FakeIntegreat:
    return a_usual_region()


async def _collect(
    fake: FakeIntegreat,
    *languages: str,
    region: str = REGION,
    kinds: list[ItemKind] | None = None,
    limits: Limits | None = None,
) -> Answers:
    client = IntegreatClient(INSTANCE, fake.transport, limits)
    try:
        return await client.collect(region, languages, kinds or ALL)
    finally:
        await client.close()


async def _refusal(fake: FakeIntegreat, limits: Limits | None = None) -> ImportFailed:
    with pytest.raises(ImportFailed) as caught:
        await _collect(fake, "de", limits=limits)
    assert caught.value.remedy
    return caught.value


async def test_every_list_is_asked_for_once_with_its_closing_slash(
    fake: FakeIntegreat,
) -> None:
    answers = await _collect(fake, "de", "en")
    assert fake.asked == [
        "/api/v3/regions/spree/",
        *(
            f"/api/v3/spree/{code}/{what}/"
            for what in ("pages", "locations", "events")
            for code in ("de", "en")
        ),
        "/api/v3/spree/de/imprint/",
    ]
    assert json.loads(answers.bodies[ItemKind.PAGE, "en"])[0]["title"] == "Courses"
    assert answers.imprint == f"{INSTANCE}/api/v3/spree/de/imprint/"


async def test_no_request_counts_as_a_reader(fake: FakeIntegreat) -> None:
    await _collect(fake, "de")
    assert all(h["X-Integreat-Development"] == "true" for h in each(fake.headers))


async def test_a_packed_answer_is_unpacked(fake: FakeIntegreat) -> None:
    plain = await _collect(fake, "de")
    fake.packed = True
    assert (await _collect(fake, "de")).bodies == plain.bodies


async def test_only_the_kinds_that_are_wanted_are_asked_for(
    fake: FakeIntegreat,
) -> None:
    answers = await _collect(fake, "de", kinds=[ItemKind.EVENT])
    assert answers.kinds == [ItemKind.EVENT]
    assert not any("pages" in path for path in fake.asked)


async def test_what_a_region_has_switched_off_is_told(fake: FakeIntegreat) -> None:
    fake.region = a_region(pois=False, events=False)
    answers = await _collect(fake, "de")
    assert answers.kinds == [ItemKind.PAGE]
    assert "places: the region has them switched off" in answers.notes
    assert "events: the region has them switched off" in answers.notes


@pytest.mark.parametrize(
    ("live", "told"), [(False, True), (True, False), (None, False)]
)
async def test_a_region_that_is_not_live_is_told(
    fake: FakeIntegreat, live: bool | None, told: bool
) -> None:
    fake.region = a_region(live=live)
    notes = (await _collect(fake, "de")).notes
    assert any("the region is not live" in note for note in notes) is told


async def test_places_have_an_older_and_a_newer_name(fake: FakeIntegreat) -> None:
    fake.raw["/de/locations/"] = httpx.Response(404)
    fake.raw["/de/places/"] = an_answer(b"[]")
    assert (await _collect(fake, "de")).bodies[ItemKind.PLACE, "de"] == b"[]"


async def test_a_region_without_imprint_is_no_trouble(fake: FakeIntegreat) -> None:
    fake.raw["/imprint/"] = httpx.Response(404)
    assert (await _collect(fake, "de")).imprint is None


async def test_a_region_that_is_not_there_is_told_with_where_to_look(
    fake: FakeIntegreat,
) -> None:
    with pytest.raises(ImportFailed, match="no region 'atlantis'") as caught:
        await _collect(fake, region="atlantis")
    assert "/api/v3/regions/" in caught.value.remedy


async def test_another_region_than_the_one_asked_for_is_refused(
    fake: FakeIntegreat,
) -> None:
    fake.region = a_region(path="../../elsewhere")
    assert "answered '../../elsewhere'" in str(await _refusal(fake))


async def test_a_language_that_the_region_lacks_is_refused(fake: FakeIntegreat) -> None:
    with pytest.raises(ImportFailed, match="'pl'"):
        await _collect(fake, "pl")


async def test_a_list_that_is_not_there_is_told(fake: FakeIntegreat) -> None:
    fake.raw["/de/events/"] = httpx.Response(410)
    told = await _refusal(fake)
    assert "no events in de" in str(told)
    assert "--what" in told.remedy


@pytest.mark.parametrize("status", [204, 400, 401, 403, 429, 500, 502, 503, 301, 304])
async def test_an_answer_with_another_status_is_refused(
    fake: FakeIntegreat, status: int
) -> None:
    fake.raw["/de/pages/"] = an_answer(b"[]", status=status)
    assert f"has the status {status}" in str(await _refusal(fake))


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.test/api/v3/spree/de/pages/",
        "http://cms.integreat.test/",
        "https://cms.integreat.test:8443/",
        "file:///etc/passwd",
        "//evil.test/",
        "https://cms.integreat.test.evil.test/",
        "http://[::1",
    ],
)
async def test_a_redirect_elsewhere_is_refused(
    fake: FakeIntegreat, elsewhere: str
) -> None:
    fake.raw["/de/pages/"] = httpx.Response(302, headers={"Location": elsewhere})
    await _refusal(fake)
    assert fake.asked[-1].endswith("/de/pages/")


async def test_a_redirect_on_the_same_host_is_followed(fake: FakeIntegreat) -> None:
    moved = {"Location": "/api/v3/spree/de/moved/"}
    fake.raw["/de/pages/"] = httpx.Response(301, headers=moved)
    fake.raw["/de/moved/"] = an_answer(b"[]")
    assert (await _collect(fake, "de")).bodies[ItemKind.PAGE, "de"] == b"[]"


async def test_redirects_in_a_ring_end(fake: FakeIntegreat) -> None:
    ring = {"Location": "/api/v3/spree/de/pages/"}
    fake.raw["/de/pages/"] = httpx.Response(301, headers=ring)
    assert "more than 3 times" in str(await _refusal(fake))


async def test_an_answer_that_is_too_large_is_refused(fake: FakeIntegreat) -> None:
    fake.raw["/de/pages/"] = an_answer(b"[" + b" " * 5000 + b"]")
    told = await _refusal(fake, limits=Limits(bytes=4096))
    assert "larger than 4096 bytes" in str(told)


async def test_a_stream_without_end_is_cut_off(fake: FakeIntegreat) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 1024

    fake.raw["/de/pages/"] = httpx.Response(200, content=endless())
    await _refusal(fake, limits=Limits(bytes=10 * 1024))
    assert sent < 20


async def test_a_packed_bomb_is_never_unpacked_whole(fake: FakeIntegreat) -> None:
    bomb = gzip.compress(b" " * 100_000_000)
    fake.raw["/de/pages/"] = an_answer(bomb, {"Content-Encoding": "gzip"})
    told = await _refusal(fake, limits=Limits(bytes=100_000))
    assert "larger than 100000 bytes" in str(told)


@pytest.mark.parametrize(
    ("packing", "body", "named"),
    [
        ("gzip", gzip.compress(b"[]" * 99, mtime=0)[:-9], "ends before its end"),
        ("gzip", b"[]", "cannot be unpacked"),
        ("gzip", b"", "ends before its end"),
        ("br", b"[]", "packed as 'br'"),
        ("deflate", zlib.compress(b"[]"), "packed as 'deflate'"),
        ("gzip, gzip", b"[]", "packed as 'gzip, gzip'"),
    ],
)
async def test_what_cannot_be_unpacked_is_refused(
    fake: FakeIntegreat, packing: str, body: bytes, named: str
) -> None:
    fake.raw["/de/pages/"] = an_answer(body, {"Content-Encoding": packing})
    assert named in str(await _refusal(fake))


@pytest.mark.parametrize(
    "instance",
    [
        *("", "cms.integreat-app.de", "http://cms.integreat-app.de", "file:///etc"),
        *("https://", "https://a:b@cms.test", "https://x.test/?a=b", "http://[::1"),
        *("ftp://x.test", "https://x.test/#a", "http://localhost.evil.test"),
    ],
)
def test_an_instance_is_asked_by_https_only(instance: str) -> None:
    with pytest.raises(ImportFailed, match="no address of an Integreat") as caught:
        IntegreatClient(instance)
    assert "https" in caught.value.remedy


@pytest.mark.parametrize(
    "instance", ["https://x.test", "https://x.test/", "http://127.0.0.1:8000"]
)
async def test_an_instance_may_end_with_a_slash_or_run_here(instance: str) -> None:
    client = IntegreatClient(instance)
    assert client.instance == instance.rstrip("/")
    await client.close()


# Over a real connection, where an answer can be slow or break off.


@asynccontextmanager
async def _server(
    talk: Callable[[asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """Listens here and answers every request by `talk`."""
    closing = asyncio.Event()

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.wait(
                [
                    asyncio.ensure_future(talk(writer)),
                    asyncio.ensure_future(closing.wait()),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        closing.set()
        server.close()
        await server.wait_closed()


async def _told_by(
    talk: Callable[[asyncio.StreamWriter], Awaitable[None]], seconds: float = 5.0
) -> str:
    async with _server(talk) as address:
        client = IntegreatClient(address, limits=Limits(answer_seconds=seconds))
        with pytest.raises(ImportFailed) as caught:
            await client.collect(REGION, ["de"], ALL)
        await client.close()
    return str(caught.value)


async def test_a_real_answer_that_breaks_off_is_refused() -> None:
    async def broken(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + b'{"name": ')
        await writer.drain()

    assert "did not arrive whole" in await _told_by(broken)


async def test_a_real_answer_that_drips_is_given_up() -> None:
    async def dripping(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"1\r\n \r\n")
            await writer.drain()
            await asyncio.sleep(0)  # lets the client read

    assert "was not there after 0.3 seconds" in await _told_by(dripping, 0.3)


async def test_a_real_server_that_says_nothing_is_given_up() -> None:
    async def silent(_writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    assert "was not there after 0.2 seconds" in await _told_by(silent, 0.2)


async def test_what_is_no_answer_at_all_is_refused() -> None:
    async def noise(writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x16\x03\x01 this is something else\r\n\r\n")
        await writer.drain()

    assert "did not arrive whole" in await _told_by(noise)


async def test_where_nobody_listens_the_import_is_refused() -> None:
    async def never(_writer: asyncio.StreamWriter) -> None:
        return

    async with _server(never) as address:
        pass
    client = IntegreatClient(address)
    with pytest.raises(ImportFailed, match="did not arrive whole"):
        await client.collect(REGION, ["de"], ALL)
    await client.close()
