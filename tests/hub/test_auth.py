"""Who asks, and what those are told who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_ticket
from tests.hub_context import statements
from tests.hub_web import Browser, Terminal, signed_in
from tests.people import EDITOR

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context


def test_who_may_not_is_told_who_may(
    first: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    editor = signed_in(client, ctx, EDITOR)
    assert "Only a counsellor may do this." in editor.get("/queue").text
    assert "Only an administrator may do this." in editor.get("/staff").text
    calling_off = editor.post("/releases/waiting/1/call-off")
    assert "Only a publisher may do this." in calling_off.text
    assert "Only an editor may do this." in first.get("/content").text


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Bearer {}", 200),
        ("bearer {}", 200),
        ("Bearer  {} ", 200),
        ("Basic {}", 401),
        ("Bearer", 401),
        ("{}", 401),
    ],
)
def test_a_terminal_is_known_by_a_token_that_is_said_to_be_one(
    entrance: Terminal, client: TestClient[Litestar], said: str, status: int
) -> None:
    named = {"Authorization": said.format(entrance.token)}
    assert client.get("/api/v1/terminal", headers=named).status_code == status


def test_who_it_is_is_asked_once_a_second(entrance: Terminal, ctx: Context) -> None:
    """Each delivery is answered while others wait for the database."""
    entrance.deliver(a_ticket(17))
    with statements(ctx.database) as asked:
        entrance.deliver(a_ticket(18))
    assert asked
    assert not [text for text in asked if "token_hash" in text]
