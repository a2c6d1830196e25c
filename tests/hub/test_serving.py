from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest

from kiosk.hub.connections import ConnectionBounds
from kiosk.hub.serving import GRACE_SECONDS, HubServer, is_one_of, may_open_enough
from tests.builders import a_ticket
from tests.hub_context import join
from tests.hub_web import Browser, Terminal, served
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from litestar import Litestar

    from kiosk.operations.context import Context


def test_the_hub_ends_at_once_although_streams_are_open(
    app: Litestar, ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    with served(app) as client:
        browser = Browser(client)
        browser.sign_in(COUNSELLOR_1)
        Terminal(client, ctx).deliver(a_ticket(17))
        cookie = {"Cookie": f"kiosk={browser.cookies['kiosk']}"}
        with (
            client.stream("GET", "/events", headers=cookie) as staff,
            client.stream("GET", f"/t/{a_ticket(17).code}/events") as visitor,
        ):
            assert staff.status_code == visitor.status_code == 200
            started = time.monotonic()
            app.state.hub.broadcast.close_soon()
            staff.read()  # returns only when the stream has ended
            visitor.read()
    assert time.monotonic() - started < GRACE_SECONDS


def test_a_signal_ends_streams_first(app: Litestar) -> None:
    told = []
    app.state.hub.broadcast.close_soon = lambda: told.append("streams")
    server = HubServer(app, host="127.0.0.1", port=0)
    server.handle_exit(signal.SIGTERM, None)
    assert told == ["streams"]
    assert server.should_exit


def test_the_server_says_nothing_of_itself(app: Litestar) -> None:
    with served(app) as client:
        assert "server" not in client.get("/health").headers


def test_an_oversized_body_over_the_wire_is_refused(
    app: Litestar, ctx: Context
) -> None:
    with served(app) as client:
        terminal = Terminal(client, ctx)
        answer = terminal.put("a" * 32, b"x" * 1_000_000)
        assert answer.status_code == 413
        assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "path", ["/t/%00", "/t/%FF%FE", "/static/../app.py", "//", "/%"]
)
def test_strange_addresses_break_nothing(app: Litestar, path: str) -> None:
    with served(app) as client:
        assert client.get(path).status_code in (303, 400, 404)


def test_the_port_is_free_again_afterwards(app: Litestar) -> None:
    with served(app) as client:
        address = client.base_url
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


@pytest.mark.parametrize(
    ("proxies", "host", "trusted"),
    [
        ((), "127.0.0.1", False),
        (("127.0.0.1/32",), "127.0.0.1", True),
        (("127.0.0.1/32",), "127.0.0.2", False),
        (("10.0.0.0/24", "2001:db8::/32"), "10.0.0.9", True),
        (("10.0.0.0/24", "2001:db8::/32"), "2001:db8::9", True),
        (("10.0.0.0/24",), "no address", False),
    ],
)
def test_a_proxy_is_what_the_settings_name(
    proxies: tuple[str, ...], host: str, trusted: bool
) -> None:
    assert is_one_of(proxies, host) is trusted


def scheme_and_host(app: Litestar, proxies: tuple[str, ...]) -> tuple[str, str]:
    """For whom the hub takes a request that says it was sent on by a proxy."""
    seen: list[tuple[str, str]] = []

    async def note(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            seen.append((scope["scheme"], scope["client"][0]))
        await app(scope, receive, send)

    note.state = app.state  # type: ignore[attr-defined]
    with served(cast("Litestar", note), proxies=proxies) as client:
        said = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
        assert client.get("/health", headers=said).status_code == 200
    return seen[0]


def test_nobody_may_say_for_whom_they_ask(app: Litestar) -> None:
    assert scheme_and_host(app, ()) == ("http", "127.0.0.1")
    assert scheme_and_host(app, ("10.0.0.0/24",)) == ("http", "127.0.0.1")


def test_a_named_proxy_may_say_for_whom_it_asks(app: Litestar) -> None:
    assert scheme_and_host(app, ("127.0.0.1/32",)) == ("https", "192.0.2.7")


def test_a_named_proxy_may_open_many_connections(app: Litestar, ctx: Context) -> None:
    bounds = ConnectionBounds(per_address=1)
    with served(app, bounds=bounds, proxies=("127.0.0.1/32",)) as client:
        Terminal(client, ctx).deliver(a_ticket(17))
        with client.stream("GET", f"/t/{a_ticket(17).code}/events") as answer:
            assert answer.status_code == 200
            assert client.get("/health").status_code == 200


def test_a_program_may_open_as_many_files_as_it_needs() -> None:
    assert may_open_enough(ConnectionBounds(in_all=10))
    assert not may_open_enough(ConnectionBounds(in_all=1 << 40))
