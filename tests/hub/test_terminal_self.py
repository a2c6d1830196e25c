from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.operations import fleet
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Terminal


def test_a_terminal_learns_who_it_is_and_what_time_it_is(entrance: Terminal) -> None:
    assert entrance.get("/terminal").json() == {
        "series": "A",
        "name": "Entrance A",
        "now": "2026-03-02T11:00:00Z",
    }


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
