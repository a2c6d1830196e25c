"""The messages as they were before terminals told which release they show."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import msgspec
from litestar.testing import TestClient

from kiosk import wire
from kiosk.operations import fleet
from kiosk.sync.client import HubClient
from tests.fakes.hub import TOKEN, FakeHub
from tests.hub_context import a_hub
from tests.hub_web import Terminal, an_app

if TYPE_CHECKING:
    from typing import Any

FILES = Path(__file__).parent / "third"
NEWER = {
    *("release", "release_since", "staged"),
    *("update_refused", "content_as_of"),
}


def recorded(name: str) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / f"{name}.json").read_bytes())
    return said


async def test_the_greeting_of_then_names_the_newest_release() -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=recorded("terminal"))
    )
    client = HubClient("http://hub.test", "token", transport)
    greeting = await client.greet()
    await client.close()
    assert (greeting.release, greeting.notices) == (3, None)


def test_the_report_of_then_is_taken_by_the_hub_of_today(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        assert terminal.report(**recorded("report")).status_code == 204
    [known] = fleet.terminals(ctx)
    assert known.report is not None
    assert known.report.complaints == ("screen-too-small",)
    assert (known.report.release, known.report.content_as_of) == (None, None)
    ctx.database.close()


async def test_the_hub_of_then_gets_a_report_that_it_knows() -> None:
    hub = FakeHub()
    hub.unknown_fields = NEWER
    client = HubClient("http://hub.test", TOKEN, hub.transport)
    now = datetime(2026, 11, 30, tzinfo=UTC)
    await client.report(
        wire.TerminalReport(
            program="0.2.0",
            grid="83x24",
            release=3,
            release_since=now,
            staged=4,
            update_refused="expired",
            content_as_of=now,
        )
    )
    await client.close()
    assert hub.reports == [wire.TerminalReport(program="0.2.0", grid="83x24")]
