"""A terminal fetches commands with its greeting, and says what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kiosk.domain.commands import CommandKind, CommandOutcome, DeviceCommand
from kiosk.domain.screen_pictures import LARGEST
from kiosk.hub.api.commands import LARGEST_RESULT
from kiosk.ids import LanguageCode
from kiosk.operations import device_commands
from tests.operations.test_device_commands import PICTURE

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Terminal


def answer(
    client: TestClient[Litestar], terminal: Terminal, command: str, said: Any
) -> httpx.Response:
    path = f"/api/v1/terminal/commands/{command}"
    return client.put(path, json=said, headers=terminal.headers)


def known(ctx: Context, command: str) -> DeviceCommand:
    return device_commands.one(ctx, "A", command)


def test_a_greeting_tells_what_is_asked_until_it_is_answered(
    client: TestClient[Litestar], entrance: Terminal, ctx: Context
) -> None:
    assert "commands" not in entrance.get("/terminal").json()
    texts = {LanguageCode("de"): "Außer Betrieb."}
    asked = device_commands.ask(ctx, "A", CommandKind.OUT_OF_ORDER, texts)
    (told,) = entrance.get("/terminal").json()["commands"]
    assert told == {
        "id": asked.id,
        "kind": "out-of-order",
        "expires": "2026-03-02T11:15:00Z",
        "texts": {"de": "Außer Betrieb."},
    }
    for _ in range(2):
        said = answer(client, entrance, asked.id, {"outcome": "done"})
        assert (said.status_code, said.content) == (204, b"")
    assert "commands" not in entrance.get("/terminal").json()
    assert known(ctx, asked.id).outcome is CommandOutcome.DONE


def test_diagnostics_are_read_strictly_and_kept(
    client: TestClient[Litestar], entrance: Terminal, ctx: Context
) -> None:
    asked = device_commands.ask(ctx, "A", CommandKind.DIAGNOSTICS)
    good = {"outcome": "done", "facts": {"grid": "66x19"}, "log": ["a line"]}
    for wrong in (
        {},
        {"outcome": "perhaps"},
        {**good, "facts": {"Grid!": "x"}},
        {**good, "log": ["x" * 241]},
        {**good, "log": ["two\nlines"]},
        {**good, "log": ["x"] * 61},
        {**good, "shell": "sh"},
    ):
        assert answer(client, entrance, asked.id, wrong).status_code == 400
    assert answer(client, entrance, asked.id, good).status_code == 204
    details = known(ctx, asked.id).details
    assert details is not None
    assert (details.facts, details.log) == ({"grid": "66x19"}, ("a line",))


def test_a_picture_may_be_larger_than_other_messages_and_has_a_bound(
    client: TestClient[Litestar], entrance: Terminal, ctx: Context
) -> None:
    first, rest = PICTURE.split("\n", 1)
    part = '<rect x="0" y="0" width="1" height="1" fill="#000000"/>\n'
    large = first + "\n" + part * ((LARGEST - len(PICTURE)) // len(part)) + rest
    asked = device_commands.ask(ctx, "A", CommandKind.SCREEN)
    said = {"outcome": "done", "picture": "x" * LARGEST_RESULT}
    assert answer(client, entrance, asked.id, said).status_code == 413
    said = {"outcome": "done", "picture": large}
    assert answer(client, entrance, asked.id, said).status_code == 204
    assert device_commands.picture(ctx, "A", asked.id) == large


@pytest.mark.parametrize("command", ["f" * 32, "x", "0"])
def test_what_was_not_asked_cannot_be_answered(
    client: TestClient[Litestar], entrance: Terminal, command: str
) -> None:
    assert answer(client, entrance, command, {"outcome": "done"}).status_code == 404


def test_nobody_else_answers(client: TestClient[Litestar], ctx: Context) -> None:
    said = client.put("/api/v1/terminal/commands/" + "f" * 32, json={"outcome": "done"})
    assert said.status_code == 401
