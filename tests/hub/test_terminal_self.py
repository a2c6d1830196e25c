from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest

from kiosk.domain.devices import DeviceReport
from kiosk.operations import fleet
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.hub_web import ADDRESS

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal


def test_a_terminal_learns_who_it_is_and_what_time_it_is(entrance: Terminal) -> None:
    assert entrance.get("/terminal").json() == {
        "series": "A",
        "name": "Entrance A",
        "now": "2026-03-02T11:00:00Z",
        "service_day": "2026-03-02",
        "last_count": 0,
        "counselling": False,
    }


def test_a_terminal_learns_how_far_it_has_counted_and_whether_anybody_counsels(
    entrance: Terminal, first: Browser
) -> None:
    entrance.deliver(a_ticket(17))
    entrance.deliver(a_ticket(17, ticket_id="f" * 32, code="ZZZZZZZZZZZZ"))
    entrance.deliver(a_ticket(40, series="B"))
    said = entrance.get("/terminal").json()
    assert (said["last_count"], said["counselling"]) == (17, True)


def test_a_report_is_kept_and_answered_with_nothing(
    entrance: Terminal, ctx: Context
) -> None:
    answer = entrance.report(
        program="1.0",
        not_issuing="clock",
        configured_series="C",
        clock_offset_seconds=86400.5,
        undelivered=2,
        refused=1,
        grid="66x19",
        complaints=["screen-too-small"],
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert fleet.terminals(ctx)[0].report == DeviceReport(
        "1.0", "clock", "C", 86400.5, 2, 1, "66x19", ("screen-too-small",)
    )


@pytest.mark.parametrize(
    ("address", "is_here"),
    [("127.0.0.1", True), ("::1", True), ("192.168.1.7", False), ("testclient", False)],
)
async def test_a_terminal_on_the_hubs_own_machine_is_known_as_that(
    app: Litestar, ctx: Context, address: str, is_here: bool
) -> None:
    """Its clock is the hub's, so it proves nothing of it."""
    _terminal, token = fleet.pair(ctx, "B", "Side door")
    way = httpx.ASGITransport(app=cast("Any", app), client=(address, 1234))
    async with httpx.AsyncClient(transport=way, base_url=ADDRESS) as client:
        answer = await client.put(
            "/api/v1/terminal/report",
            headers={"Authorization": f"Bearer {token}"},
            json={"program": "1.0"},
        )
    assert answer.status_code == 204
    (terminal,) = fleet.terminals(ctx)
    assert terminal.report
    assert terminal.report.same_machine is is_here


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"program": "x" * 33},
        {"program": "1.0", "unknown": 1},
        {"program": "1.0", "complaints": ["x"] * 17},
        {"program": "1.0", "complaints": ["Not a Code"]},
        {"program": "1.0", "not_issuing": "no-reason"},
        {"program": "1.0", "grid": "wide"},
        {"program": "1.0", "undelivered": -1},
        {"program": "1.0\u0000"},
    ],
    ids=str,
)
def test_what_is_no_report_is_refused(
    entrance: Terminal, ctx: Context, said: dict[str, Any]
) -> None:
    answer = entrance.report(**said)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert fleet.terminals(ctx)[0].report is None


def test_a_huge_report_is_refused(entrance: Terminal) -> None:
    answer = entrance.report(program="1.0", complaints=["x" * 70_000])
    assert answer.status_code == 413


def test_asking_is_a_sign_of_life(
    entrance: Terminal, ctx: Context, clock: FixedClock
) -> None:
    entrance.get("/terminal")
    clock.advance(minutes=5)
    entrance.get("/terminal")
    seen = fleet.terminals(ctx)[0].last_seen_at
    assert seen
    assert (seen - NOON).total_seconds() == 300


def test_a_stranger_learns_nothing(client: TestClient[Litestar]) -> None:
    answer = client.get("/api/v1/terminal")
    assert answer.status_code == 401
    assert "Bearer" in answer.json()["remedy"]
