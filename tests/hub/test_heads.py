from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_ticket
from tests.hub_web import Terminal, served

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

CHANGES = {"date", "set-cookie"}
TICKET = a_ticket(17)
PATHS = (
    *("/health", "/ready", "/sign-in", "/queue", "/", "/nothing", "/static/hub.css"),
    *("/static/nothing.css", "/welcome/x", "/s/x", "/api/v1/openapi.json"),
    *("/api/v1/terminal", f"/t/{TICKET.code}", f"/T/{TICKET.code}", "/t/x/events"),
    *(f"/t/{TICKET.code}/live", f"/t/{TICKET.code}/withdraw"),
)


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_like_get_without_a_body(
    client: TestClient[Litestar], entrance: Terminal, path: str
) -> None:
    entrance.deliver(TICKET)
    got = client.get(path, follow_redirects=False)
    head = client.head(path, follow_redirects=False)
    assert head.status_code == got.status_code
    assert head.content == b""
    kept = {k: v for k, v in got.headers.items() if k not in CHANGES}
    assert {k: v for k, v in head.headers.items() if k not in CHANGES} == kept


def test_it_is_logged_by_its_route(
    client: TestClient[Litestar], entrance: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    entrance.deliver(TICKET)
    with caplog.at_level("INFO", logger="kiosk.hub.access"):
        client.head(f"/t/{TICKET.code}")
        client.head("/nothing")
    assert "HEAD /t/{code} 200" in caplog.messages
    assert "HEAD (no route) 404" in caplog.messages
    assert TICKET.code not in caplog.text


def test_what_has_no_get_has_no_head(client: TestClient[Litestar]) -> None:
    assert client.head("/sign-out").status_code == 405


def test_the_head_of_a_stream_ends_and_leaves_nothing_open(
    app: Litestar, ctx: Context
) -> None:
    with served(app) as client:
        Terminal(client, ctx).deliver(TICKET)
        answer = client.head(f"/t/{TICKET.code}/events")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        for _ in range(200):  # while the hub has other things to do
            if not app.state.hub.broadcast.has_listeners:
                break
            client.get("/health")
        assert not app.state.hub.broadcast.has_listeners
        assert len(app.state.hub.streams) == 0
