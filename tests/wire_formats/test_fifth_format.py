"""The messages as they were before tokens were renewed and commands were sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import msgspec
from litestar.testing import TestClient

from kiosk import wire
from kiosk.domain.commands import CommandKind, CommandState
from kiosk.domain.issuing import NotIssuing
from kiosk.operations import device_commands, fleet
from kiosk.sync.client import HubClient
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.reporting import TerminalReporter
from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub
from tests.hub_web import Terminal, an_app

if TYPE_CHECKING:
    from typing import Any

FILES = Path(__file__).parent / "fifth"


class GreetingOfThen(wire.Answer, frozen=True):
    """What a terminal of then knew of a greeting."""

    series: str
    name: str
    now: wire.Moment
    release: int | None = None
    notices: int | None = None


def recorded(name: str) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.json.decode((FILES / f"{name}.json").read_bytes())
    return said


async def test_a_hub_of_then_asks_for_nothing() -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=recorded("terminal"))
    )
    client = HubClient("http://hub.test", "token", transport)
    greeting = await client.greet()
    await client.close()
    assert (greeting.renew_token, greeting.commands) == (None, None)


def test_a_terminal_of_then_reads_the_greeting_of_today(tmp_path: Path) -> None:
    clock = FixedClock()
    ctx = a_hub(tmp_path, clock=clock)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        clock.advance(days=40)
        device_commands.ask(ctx, "A", CommandKind.RELOAD)
        said = terminal.get("/terminal").content
        assert b"renew_token" in said
        assert b"commands" in said
        assert msgspec.json.decode(said, type=GreetingOfThen).series == "A"
        clock.advance(minutes=16)
        (listed,) = device_commands.listed(ctx, "A")
        assert listed.state(clock.now()) is CommandState.EXPIRED
    ctx.database.close()


def test_a_terminal_of_the_first_format_is_told_no_command(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        terminal.format = None
        device_commands.ask(ctx, "A", CommandKind.RELOAD)
        assert "commands" not in terminal.get("/terminal").json()
        (listed,) = device_commands.listed(ctx, "A")
        assert listed.delivered_at is None
    ctx.database.close()


def test_the_report_of_then_is_taken_by_the_hub_of_today(tmp_path: Path) -> None:
    ctx = a_hub(tmp_path)
    with TestClient(an_app(ctx)) as http:
        terminal = Terminal(http, ctx)
        assert terminal.report(**recorded("report")).status_code == 204
    [known] = fleet.terminals(ctx)
    assert known.report is not None
    assert known.report.free_disk_mib == 64
    ctx.database.close()


def test_a_terminal_out_of_order_says_so_in_words_that_any_hub_takes() -> None:
    clock, notes = FixedClock(), ScreenNotes()
    notes.complain("out-of-order", on=True)
    reporter = TerminalReporter(notes, clock.running)
    hub_clock = HubClock(clock, clock.running)
    report = reporter.draft(NotIssuing.OUT_OF_ORDER, None, hub_clock)
    assert report.not_issuing is None
    assert report.complaints == ("out-of-order",)
