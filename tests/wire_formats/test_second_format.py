"""The messages as they were before terminals were told of releases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import msgspec
from litestar.testing import TestClient

from kiosk.operations import fleet
from kiosk.sync.client import HubClient
from tests.hub_context import a_hub
from tests.hub_web import Terminal, an_app

if TYPE_CHECKING:
    from typing import Any

FILES = Path(__file__).parent / "second"


def recorded(name: str) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / f"{name}.json").read_bytes())
    return said


async def test_the_greeting_of_then_says_nothing_of_releases() -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=recorded("terminal"))
    )
    client = HubClient("http://hub.test", "token", transport)
    greeting = await client.greet()
    await client.close()
    assert (greeting.last_count, greeting.counselling) == (17, True)
    assert greeting.release is None
    assert greeting.notices is None


def test_the_report_of_then_is_taken_by_the_hub_of_today(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        assert terminal.report(**recorded("report")).status_code == 204
        said = terminal.get("/terminal").json()
    [known] = fleet.terminals(ctx)
    assert known.report is not None
    assert known.report.grid == "83x24"
    assert set(said) <= {*recorded("terminal"), "release", "notices"}
    ctx.database.close()
