"""What a monitor is told, who is told it, and that it is nothing of a visitor."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.hub.app import create_app
from kiosk.hub.metrics import RequestTimes
from kiosk.hub.settings import HubSettings
from tests.builders import a_ticket
from tests.fakes.words import SourceVocabulary
from tests.hub_web import ADDRESS, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from litestar.types import Receive, Scope, Send

    from kiosk.operations.context import Context

SETTINGS = HubSettings(
    public_address=ADDRESS,
    secret="a secret for the tests, long enough",
    metrics_token="for-the-monitor",
)
SENT = {"Authorization": "Bearer for-the-monitor"}
HERE = ("127.0.0.1", 50000)


def opened(
    ctx: Context, settings: HubSettings, address: tuple[str, int]
) -> TestClient[Litestar]:
    app = create_app(ctx, SourceVocabulary(), settings)
    within = app.asgi_handler

    async def from_there(scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = address
        await within(scope, receive, send)

    app.asgi_handler = from_there
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def monitor(ctx: Context) -> Iterator[TestClient[Litestar]]:
    """On another machine."""
    with opened(ctx, SETTINGS, ("192.0.2.9", 50000)) as client:
        yield client


def figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"{name} is not in\n{text}"
    return float(found[1])


def test_counts_of_tickets_devices_and_releases_are_told(
    monitor: TestClient[Litestar], ctx: Context
) -> None:
    terminal = Terminal(monitor, ctx)
    terminal.deliver(a_ticket(17))
    terminal.report(program="1.0", undelivered=3, release=2, free_disk_mib=512)
    answer = monitor.get("/metrics", headers=SENT)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    text = answer.text
    assert figure(text, 'kiosk_tickets_today{state="waiting"}') == 1
    assert figure(text, 'kiosk_tickets_today{state="done"}') == 0
    assert figure(text, 'kiosk_devices{state="online"}') == 1
    assert figure(text, 'kiosk_devices{state="offline"}') == 0
    assert figure(text, 'kiosk_device_release{series="A"}') == 2
    assert figure(text, 'kiosk_device_undelivered{series="A"}') == 3
    assert figure(text, 'kiosk_device_free_disk_mib{series="A"}') == 512
    assert figure(text, "kiosk_devices_in_trouble") == 0
    assert figure(text, "kiosk_refused_tickets") == 0


def test_requests_are_counted_by_route_and_never_by_address(
    monitor: TestClient[Litestar], ctx: Context
) -> None:
    ticket = a_ticket(17)
    Terminal(monitor, ctx).deliver(ticket)
    monitor.get(f"/t/{ticket.code}")
    monitor.get("/nowhere/at/all")
    monitor.request("PROPFIND", "/health")
    text = monitor.get("/metrics", headers=SENT).text
    assert re.search(r'route="/t/\{code', text)
    assert 'route="none",status="4xx"' in text
    assert 'method="other"' in text
    for secret in (ticket.code, ticket.id, "nowhere", "PROPFIND", "A 017"):
        assert secret not in text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic for-the-monitor"},
        {"Authorization": b"Bearer \xff"},
    ],
    ids=str,
)
def test_from_elsewhere_only_the_token_opens_it(
    monitor: TestClient[Litestar], headers: dict[str, str]
) -> None:
    answer = monitor.get("/metrics", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "kiosk_" not in answer.text


def test_a_terminals_own_token_does_not_open_it(
    monitor: TestClient[Litestar], ctx: Context
) -> None:
    terminal = Terminal(monitor, ctx)
    assert monitor.get("/metrics", headers=terminal.headers).status_code == 401


def test_on_the_hubs_own_machine_no_token_is_needed(ctx: Context) -> None:
    with opened(ctx, replace(SETTINGS, metrics_token=None), HERE) as client:
        assert client.get("/metrics").status_code == 200


def test_without_a_token_setting_no_token_opens_it(ctx: Context) -> None:
    bare = replace(SETTINGS, metrics_token=None)
    with opened(ctx, bare, ("192.0.2.9", 50000)) as client:
        for sent in ("Bearer None", "Bearer ", "Bearer"):
            answer = client.get("/metrics", headers={"Authorization": sent})
            assert answer.status_code == 401


def test_who_comes_through_a_proxy_is_not_this_machine(ctx: Context) -> None:
    with opened(ctx, SETTINGS, HERE) as client:
        told = {"X-Forwarded-For": "203.0.113.5"}
        assert client.get("/metrics", headers=told).status_code == 401
    behind = replace(SETTINGS, secure_cookies=True)
    with opened(ctx, behind, HERE) as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers=SENT).status_code == 200


async def test_how_long_a_stream_stays_open_is_not_measured() -> None:
    moments = iter([0.0, 2.0, 10.0, 13.0])
    times = RequestTimes(lambda: next(moments))

    async def app(scope: object, receive: object, send: object) -> None:
        assert callable(send)
        await send({"type": "http.response.start", "status": 200})

    async def nothing(_message: object = None) -> None:
        pass

    for route in ("/queue", "/events"):
        scope = {"type": "http", "method": "GET", "path_template": route}
        await times.measured(app)(scope, nothing, nothing)  # type: ignore[arg-type]
    text = times._registry.collect()
    routes = {
        sample.labels.get("route"): sample.value
        for metric in text
        for sample in metric.samples
        if sample.name == "kiosk_request_seconds_sum"
    }
    assert routes == {"/queue": 2.0}
