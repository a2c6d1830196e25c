from __future__ import annotations

import logging
import socket
import time
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from kiosk.hub.connections import ConnectionBounds, grouped
from kiosk.hub.seldom import Seldom
from tests.builders import a_ticket
from tests.hub_web import Terminal, served

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar

    from kiosk.operations.context import Context

LOG = logging.getLogger("kiosk.hub.connections")
SHORT = ConnectionBounds(head_seconds=0.2, body_seconds=0.2)
PATIENT = ConnectionBounds(head_seconds=60, body_seconds=60)
PATIENCE = 20.0


@pytest.fixture(autouse=True)
def a_fresh_log() -> None:
    """What other tests made it say is forgotten: it repeats nothing for a minute."""
    LOG.filters[:] = [Seldom()]


def opened(client: httpx.Client) -> socket.socket:
    line = socket.create_connection((client.base_url.host, client.base_url.port))
    line.settimeout(PATIENCE)
    return line


def rest(line: socket.socket) -> bytes:
    """All that comes before the hub ends the connection; it must end."""
    told = b""
    try:
        while part := line.recv(65536):
            told += part
    except ConnectionError:
        pass
    return told


def through(line: socket.socket, end: bytes) -> bytes:
    """An answer that leaves the connection open."""
    told = b""
    while not told.endswith(end):
        part = line.recv(65536)
        assert part, told
        told += part
    return told


def flooded(line: socket.socket, *, until_bytes: int = 8 << 20) -> int:
    """How many bytes of a head that never ends the hub takes."""
    line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Endless: ")
    sent = 0
    try:
        while sent < until_bytes:
            sent += line.send(b"x" * 65536)
    except ConnectionError:
        pass
    return sent


def test_a_silent_connection_is_closed(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        assert rest(line) == b""


def test_half_a_head_is_answered_with_408(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        assert rest(line).startswith(b"HTTP/1.1 408 ")
        assert client.get("/health").status_code == 200


def test_a_head_that_drips_gains_no_time(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        line.settimeout(0.02)
        ended = False
        for _ in range(1000):
            try:
                line.sendall(b"G")
                ended = line.recv(1000) == b"" or ended
            except TimeoutError:
                continue
            except ConnectionError:
                ended = True
            if ended:
                break
        assert ended


def test_empty_lines_between_requests_gain_no_time(app: Litestar) -> None:
    """They end uvicorn's own patience with a kept connection."""
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        through(line, b'"ok"}')
        line.sendall(b"\r\n")
        rest(line)


def test_an_endless_head_is_cut(app: Litestar) -> None:
    with served(app, bounds=PATIENT) as client, closing(opened(client)) as line:
        assert flooded(line) < 8 << 20
        assert client.get("/health").status_code == 200


def test_many_small_headers_are_cut_too(app: Litestar) -> None:
    with served(app, bounds=PATIENT) as client, closing(opened(client)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        line.sendall(b"".join(b"X-%d: y\r\n" % n for n in range(20_000)))
        assert rest(line).startswith(b"HTTP/1.1 400 ")


def test_a_body_that_drips_is_given_up(
    app: Litestar, ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        terminal = Terminal(client, ctx)
        line.sendall(
            b"PUT /api/v1/tickets/%s HTTP/1.1\r\nHost: x\r\n" % (b"a" * 32)
            + f"Authorization: Bearer {terminal.token}\r\n".encode()
            + b"Content-Type: application/json\r\nContent-Length: 400\r\n\r\n{"
        )
        assert rest(line).startswith(b"HTTP/1.1 408 ")
        assert terminal.deliver(a_ticket(17)).status_code == 201
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []


def test_a_form_that_drips_is_given_up_too(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        line.sendall(
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 40\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname=a"
        )
        assert rest(line).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_nobody_asked_for_does_not_go_on_for_ever(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        line.sendall(
            b"GET /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        assert b"200 OK" in rest(line)


def test_a_kept_connection_answers_again_and_again(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        for _ in range(20):
            line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"200 OK" in through(line, b'"ok"}')


def test_two_requests_at_once_are_both_answered(app: Litestar) -> None:
    with served(app, bounds=SHORT) as client, closing(opened(client)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 2)
        assert rest(line).count(b"200 OK") == 2


def test_an_open_stream_is_no_slow_request(app: Litestar, ctx: Context) -> None:
    with served(app, bounds=SHORT) as client:
        Terminal(client, ctx).deliver(a_ticket(17))
        path = f"/t/{a_ticket(17).code}/events"
        with client.stream("GET", path) as answer, closing(opened(client)) as line:
            rest(line)  # another one's patience has ended meanwhile
            rest_of_two = [opened(client) for _ in range(2)]
            for other in rest_of_two:
                rest(other)
                other.close()
            app.state.hub.broadcast.close_soon()
            assert "retry" in answer.read().decode()


@pytest.mark.parametrize(
    "bounds",
    [
        ConnectionBounds(per_address=20, head_seconds=60),
        ConnectionBounds(in_all=20, head_seconds=60),
    ],
    ids=["of one address", "in all"],
)
def test_idle_connections_do_not_make_the_hub_deaf(
    app: Litestar,
    ctx: Context,
    bounds: ConnectionBounds,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with served(app, bounds=bounds) as client, ExitStack() as crowd:
        terminal = Terminal(client, ctx)
        terminal.deliver(a_ticket(1))
        idle = [crowd.enter_context(closing(opened(client))) for _ in range(100)]
        assert terminal.deliver(a_ticket(2)).status_code == 201
        assert client.get("/health").status_code == 200
        assert rest(idle[0]) == b""  # the oldest went first
    told = [r for r in caplog.records if "only wait are closed" in r.getMessage()]
    assert len(told) == 1


@pytest.mark.parametrize(
    "bounds",
    [
        ConnectionBounds(per_address=20, head_seconds=60, body_seconds=60),
        ConnectionBounds(in_all=20, head_seconds=60, body_seconds=60),
    ],
    ids=["of one address", "in all"],
)
@pytest.mark.parametrize("asks", ["POST /sign-in", "PUT /api/v1/x"])
def test_half_sent_bodies_do_not_make_the_hub_deaf(
    app: Litestar, ctx: Context, bounds: ConnectionBounds, asks: str
) -> None:
    half = (
        f"{asks} HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nx"
    )
    with served(app, bounds=bounds) as client, ExitStack() as crowd:
        terminal = Terminal(client, ctx)
        terminal.deliver(a_ticket(1))
        lines = []
        for _ in range(100):
            lines.append(crowd.enter_context(closing(opened(client))))
            lines[-1].sendall(half.encode())
        assert terminal.deliver(a_ticket(2)).status_code == 201
        assert client.get("/sign-in").status_code == 200
        rest(lines[0])  # the oldest went first


def test_who_must_go_for_another_notices_late(app: Litestar, ctx: Context) -> None:
    """Told at once, a flood would be back at once."""
    bounds = ConnectionBounds(per_address=3, head_seconds=60, let_go_seconds=0.5)
    with served(app, bounds=bounds) as client, ExitStack() as crowd:
        Terminal(client, ctx).deliver(a_ticket(1))
        began = time.monotonic()
        idle = [crowd.enter_context(closing(opened(client))) for _ in range(5)]
        assert client.get("/health").status_code == 200
        assert rest(idle[0]) == b""
        assert time.monotonic() - began >= bounds.let_go_seconds


def test_only_so_many_are_let_go_at_once(app: Litestar, ctx: Context) -> None:
    bounds = ConnectionBounds(
        per_address=3, head_seconds=60, let_go_at_once=5, let_go_seconds=600
    )
    with served(app, bounds=bounds) as client, ExitStack() as crowd:
        Terminal(client, ctx).deliver(a_ticket(1))
        idle = [crowd.enter_context(closing(opened(client))) for _ in range(20)]
        assert client.get("/health").status_code == 200
        assert rest(idle[0]) == b""  # long before its time


def test_when_all_are_busy_a_new_one_must_go(app: Litestar, ctx: Context) -> None:
    bounds = ConnectionBounds(per_address=3, head_seconds=60)
    with served(app, bounds=bounds) as client, ExitStack() as streams:
        Terminal(client, ctx).deliver(a_ticket(17))
        path = f"/t/{a_ticket(17).code}/events"
        for _ in range(3):
            streams.enter_context(client.stream("GET", path))
        with closing(opened(client)) as line:
            assert rest(line) == b""


@pytest.mark.parametrize(
    ("host", "one"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("x" * 500, "x" * 64),
        ("", ""),
    ],
)
def test_addresses_of_one_household_are_one(host: str, one: str) -> None:
    assert grouped(host) == one
