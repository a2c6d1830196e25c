from __future__ import annotations

import asyncio
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import NotFound, TooBusy
from kiosk.hub.open_streams import OpenStreams
from tests.builders import a_ticket
from tests.fakes.waiting import until
from tests.hub_web import Terminal, served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


async def endless() -> AsyncIterator[int]:
    while True:
        yield 1
        await asyncio.sleep(3600)


async def test_one_ticket_may_have_a_few_and_all_together_a_thousand() -> None:
    streams = OpenStreams(most=4, most_of_one=2)
    opened = [streams.counted("a", endless()) for _ in range(2)]
    for stream in opened:
        assert await anext(stream) == 1
    with pytest.raises(TooBusy):
        streams.check("a")
    streams.check("b")
    more = [streams.counted(name, endless()) for name in ("b", "c")]
    for stream in more:
        await anext(stream)
    with pytest.raises(TooBusy):
        streams.check("d")
    await more[0].aclose()  # type: ignore[attr-defined]
    streams.check("d")
    assert len(streams) == 3


async def test_who_comes_too_late_hears_nothing() -> None:
    """It was full only between the question and the answer."""
    streams = OpenStreams(most=1)
    await anext(streams.counted("a", endless()))
    assert [message async for message in streams.counted("b", endless())] == []


async def test_a_change_is_looked_up_once_for_all_streams_of_a_ticket() -> None:
    streams, asked = OpenStreams(), []

    def ask() -> str:
        asked.append(threading.current_thread().name)
        return f"look {len(asked)}"

    first = await asyncio.gather(*(streams.look("a", 1, ask) for _ in range(2000)))
    assert set(first) == {"look 1"}
    assert await streams.look("a", 1, ask) == "look 1"
    assert await streams.look("a", 2, ask) == "look 2"
    assert await streams.look("b", 2, ask) == "look 3"


async def test_who_leaves_meanwhile_stops_nobody_else() -> None:
    streams, gate = OpenStreams(), threading.Event()
    looks = [
        asyncio.create_task(streams.look("a", 1, lambda: gate.wait(20)))
        for _ in range(3)
    ]
    await asyncio.sleep(0)
    looks[0].cancel()
    gate.set()
    assert await asyncio.gather(*looks[1:]) == [True, True]


async def test_an_error_is_told_to_everybody() -> None:
    streams = OpenStreams()

    def ask() -> None:
        raise NotFound("gone")

    looks = (streams.look("a", 1, ask) for _ in range(3))
    errors = await asyncio.gather(*looks, return_exceptions=True)
    assert [type(error) for error in errors] == [NotFound] * 3


async def test_few_threads_look_at_the_same_time() -> None:
    streams, gate, at_once = OpenStreams(), threading.Event(), []

    def ask() -> bool:
        at_once.append(1)
        return gate.wait(20)

    looks = [asyncio.create_task(streams.look(str(n), 1, ask)) for n in range(50)]
    await until(lambda: len(at_once) >= 2)
    assert len(at_once) == 2
    gate.set()
    await asyncio.gather(*looks)
    assert len(at_once) == 50


async def test_nothing_is_kept_of_who_has_left() -> None:
    streams = OpenStreams()
    stream = streams.counted("a", endless())
    await anext(stream)
    await streams.look("a", 1, lambda: 1)
    await stream.aclose()  # type: ignore[attr-defined]
    assert len(streams) == 0
    assert await streams.look("a", 1, lambda: 2) == 2


def test_the_ninth_stream_of_a_ticket_is_told_to_come_again(
    app: Litestar, ctx: Context, clock: FixedClock
) -> None:
    """And is so without a read, and without a page that nobody would see."""
    ticket = a_ticket(17)
    with served(app) as client, ExitStack() as opened:
        Terminal(client, ctx).deliver(ticket)
        path = f"/t/{ticket.code}/events"
        answers = [opened.enter_context(client.stream("GET", path)) for _ in range(8)]
        told = [answer.iter_lines() for answer in answers]  # kept: else they close
        assert {next(lines) for lines in told} == {": open"}
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.text == ""
        assert client.get(f"/t/{ticket.code}").status_code == 200
        clock.advance(days=1)  # whoever reads the ticket now, finds it over
        assert client.get(path).status_code == 503
        assert client.get(path.lower()).status_code == 503
