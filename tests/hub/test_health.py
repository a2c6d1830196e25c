from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context


def test_a_hub_that_answers_is_healthy(client: TestClient[Litestar]) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_hub_with_its_database_is_ready(client: TestClient[Litestar]) -> None:
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_hub_without_its_tables_is_healthy_but_not_ready(
    client: TestClient[Litestar], ctx: Context
) -> None:
    with ctx.database.begin() as connection:
        connection.execute(text("ALTER TABLE ticket_events RENAME TO elsewhere"))
    assert client.get("/health").status_code == 200
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "disk" in answer.json()["remedy"]
