"""A real terminal at a real hub: its token is renewed, and it does what staff ask."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from kiosk.cli.late_commands import STARTED_BY_A_SERVICE
from kiosk.domain.commands import CommandKind, CommandState
from kiosk.domain.out_of_order import COMPLAINT
from kiosk.ids import LanguageCode
from kiosk.operations import device_commands, fleet
from kiosk.paths import write_private
from kiosk.store.schema import devices
from tests.fakes.command import Machine
from tests.fakes.window import window
from tests.system.hub_process import a_running_hub, its_state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.domain.commands import DeviceCommand
    from kiosk.operations.context import Context
    from tests.fakes.window import Window

pytestmark = pytest.mark.real

PATIENCE = 60.0
"""Seconds: two heartbeats, and a busy machine."""
GERMAN = LanguageCode("de")
SIGN = "Heute bitte am Tresen melden."


def painted(opened: Window, condition: Callable[[], bool]) -> None:
    """Until it is so; the window is read meanwhile, as one is."""
    ended = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ended, opened.text[-2000:]
        opened.watch(0.2)


def become(
    opened: Window, ctx: Context, kind: CommandKind, *, text: str = ""
) -> DeviceCommand:
    asked = device_commands.ask(ctx, "A", kind, {GERMAN: text} if text else None)

    def is_over() -> bool:
        now = device_commands.one(ctx, "A", asked.id)
        return now.outcome is not None

    painted(opened, is_over)
    done = device_commands.one(ctx, "A", asked.id)
    assert done.state(ctx.clock.now()) is CommandState.DONE, done
    return done


def test_a_terminal_renews_its_token_hangs_its_sign_and_starts_anew(
    tmp_path: Path,
) -> None:
    machine = Machine.make(tmp_path / "terminal")
    folder = tmp_path / "hub"
    folder.mkdir()
    file = machine.data / "terminal" / "token"
    file.parent.mkdir(parents=True)
    environment = machine.environment(**{STARTED_BY_A_SERVICE: "of systemd"})
    with a_running_hub(folder) as hub, its_state(hub) as ctx:
        _terminal, old = fleet.pair(ctx, "A", "Main entrance")
        write_private(file, old)
        with ctx.database.begin() as connection:
            connection.execute(update(devices).values(token_since=None))
        arguments = ["terminal", "--stay", "--hub", hub.address]
        with window(arguments, environment) as opened:
            painted(opened, lambda: fleet.by_series(ctx, "A").renewed_at is not None)
            assert file.read_text() != old
            assert fleet.by_token(ctx, file.read_text()).series == "A"

            become(opened, ctx, CommandKind.OUT_OF_ORDER, text=SIGN)
            opened.wait_for(SIGN)
            picture = become(opened, ctx, CommandKind.SCREEN)
            assert ">H</text>" in device_commands.picture(ctx, "A", picture.id)
            told = become(opened, ctx, CommandKind.DIAGNOSTICS).details
            assert told is not None
            assert told.facts["complaints"] == COMPLAINT
            assert any("asked by staff: out-of-order" in line for line in told.log)

            become(opened, ctx, CommandKind.RESTART)
            assert opened.end() == 0
        with window(arguments, environment) as opened:
            opened.wait_for(SIGN)

            def is_told() -> bool:
                report = fleet.by_series(ctx, "A").report
                return report is not None and COMPLAINT in report.complaints

            painted(opened, is_told)
            become(opened, ctx, CommandKind.IN_ORDER)
            painted(opened, lambda: not is_told())
