from __future__ import annotations

import asyncio
import os
import sys
import threading
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from kiosk.hub.connections import ConnectionBounds
from kiosk.hub.password_threads import NICE, PasswordThreads
from kiosk.hub.turns import Turns
from tests.builders import a_ticket
from tests.fakes.waiting import until
from tests.hub.test_connections import opened, rest, through
from tests.hub_web import Terminal, served

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.operations.context import Context

NEVER = 3600.0


class Guest:
    def __init__(self, address: str, begun: list[Guest]) -> None:
        self.address = address
        self.loop = asyncio.get_running_loop()
        self._begun = begun

    def begin_turn(self) -> None:
        self._begun.append(self)


async def test_only_so_many_are_at_work_and_the_next_begins_when_one_is_done() -> None:
    begun: list[Guest] = []
    turns = Turns(places=2, longest=NEVER)
    guests = [Guest("a", begun) for _ in range(4)]
    for guest in guests:
        turns.ask(guest)
    assert begun == guests[:2]
    turns.over(guests[0])
    assert len(begun) == 2  # not before others were heard
    await until(lambda: len(begun) == 3)
    assert turns.has(guests[2])
    assert not turns.has(guests[0])
    assert not turns.has(guests[3])
    turns.over(guests[1])
    turns.over(guests[2])
    await until(lambda: begun == guests)
    turns.over(guests[3])


async def test_a_flood_of_one_address_stands_behind_one_of_another() -> None:
    begun: list[Guest] = []
    turns = Turns(places=1, longest=NEVER)
    flood = [Guest("flood", begun) for _ in range(200)]
    phone = Guest("phone", begun)
    for guest in (*flood, phone):
        turns.ask(guest)
    turns.over(flood[0])
    await until(lambda: len(begun) == 2)
    turns.over(flood[1])
    await until(lambda: len(begun) == 3)
    assert phone in begun
    turns.over(phone)


async def test_who_waits_for_something_else_keeps_nobody_waiting() -> None:
    begun: list[Guest] = []
    turns = Turns(places=1, longest=0.01)
    slow, following = Guest("a", begun), Guest("a", begun)
    turns.ask(slow)
    turns.ask(following)
    await until(lambda: begun == [slow, following])
    turns.over(slow)  # tells it late: that takes nothing from anybody
    turns.over(following)


async def test_who_leaves_gets_no_turn() -> None:
    begun: list[Guest] = []
    turns = Turns(places=1, longest=NEVER)
    first, gone, last = (Guest("a", begun) for _ in range(3))
    for guest in (first, gone, last):
        turns.ask(guest)
    turns.over(gone)
    turns.over(Guest("b", begun))
    turns.over(first)
    await until(lambda: begun == [first, last])
    turns.over(last)


def test_a_flood_of_pages_does_not_stand_before_a_terminal(
    app: Litestar, ctx: Context
) -> None:
    """Pages that wait for ever hold every place; a delivery passes them."""
    gate = threading.Event()
    ask = app.state.hub.pages.html

    def slow(*args: object, **values: object) -> object:
        gate.wait(20)
        return ask(*args, **values)

    app.state.hub.pages.html = slow
    with served(app, bounds=ConnectionBounds(pages_at_once=1)) as client:
        terminal = Terminal(client, ctx)
        terminal.deliver(a_ticket(1))
        with ExitStack() as crowd:
            lines = [crowd.enter_context(closing(opened(client))) for _ in range(20)]
            for line in lines:
                line.sendall(
                    b"GET /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
            assert terminal.deliver(a_ticket(2)).status_code == 201
            assert client.get("/health").status_code == 200
            gate.set()
            for line in lines:
                assert rest(line).startswith(b"HTTP/1.1 200 ")


def test_the_line_of_a_terminal_is_closed_last(app: Litestar, ctx: Context) -> None:
    bounds = ConnectionBounds(per_address=4, head_seconds=60)
    with served(app, bounds=bounds) as client, ExitStack() as crowd:
        terminal = Terminal(client, ctx)
        terminal.deliver(a_ticket(1))
        (kept,) = app_lines(client)
        for _ in range(6):
            line = crowd.enter_context(closing(opened(client)))
            line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            through(line, b'"ok"}')
        assert terminal.deliver(a_ticket(2)).status_code == 201
        assert app_lines(client) == [kept]


def app_lines(client: object) -> list[object]:
    """The connections that the terminal's pool has kept."""
    pool = client._transport._pool  # type: ignore[attr-defined]
    return list(pool.connections)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is the program's")
async def test_passwords_are_worked_on_with_what_others_leave() -> None:
    threads = PasswordThreads()

    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    usual = priority()
    assert await threads.run(priority) == min(19, usual + NICE)
    assert priority() == usual
    threads.close()
