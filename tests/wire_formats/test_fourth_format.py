"""The report as it was before terminals told of their disk and of their last touch."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

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

FILES = Path(__file__).parent / "fourth"
NEWER = {"free_disk_mib", "running_hours", "touched_at"}


def recorded(name: str) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / f"{name}.json").read_bytes())
    return said


def test_the_report_of_then_is_taken_by_the_hub_of_today(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        assert terminal.report(**recorded("report")).status_code == 204
    [known] = fleet.terminals(ctx)
    assert known.report is not None
    assert (known.report.release, known.report.free_disk_mib) == (3, None)
    ctx.database.close()


async def test_the_hub_of_then_gets_a_report_that_it_knows() -> None:
    hub = FakeHub()
    hub.unknown_fields = NEWER
    client = HubClient("http://hub.test", TOKEN, hub.transport)
    now = datetime(2026, 11, 30, tzinfo=UTC)
    told = wire.TerminalReport(
        program="0.2.0", release=3, free_disk_mib=64, running_hours=1, touched_at=now
    )
    await client.report(told)
    await client.close()
    assert hub.reports == [wire.TerminalReport(program="0.2.0", release=3)]


async def test_the_oldest_hub_that_takes_reports_gets_one_too() -> None:
    hub = FakeHub()
    known = set(recorded("report")) - {"release", "staged", "update_refused"}
    everything = set(wire.TerminalReport.__struct_fields__)
    hub.unknown_fields = everything - known | {"release_since", "content_as_of"}
    client = HubClient("http://hub.test", TOKEN, hub.transport)
    now = datetime(2026, 11, 30, tzinfo=UTC)
    await client.report(
        wire.TerminalReport(
            program="0.2.0",
            release=3,
            release_since=now,
            staged=4,
            update_refused="expired",
            content_as_of=now,
            free_disk_mib=64,
            running_hours=1,
            touched_at=now,
        )
    )
    await client.close()
    assert hub.reports == [wire.TerminalReport(program="0.2.0")]
