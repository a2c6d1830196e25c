from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.hub.serving import GRACE_SECONDS, HubServer
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
