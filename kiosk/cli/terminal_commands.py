"""Puts together what a running terminal does when staff ask for it; after the paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk import logs
from kiosk.cli import diagnostics, terminal_releases
from kiosk.cli.late_commands import LateCommands
from kiosk.cli.late_showing import LateShowing
from kiosk.sync.commands import CommandRunner

if TYPE_CHECKING:
    from kiosk.cli.late_desk import LateDesk
    from kiosk.cli.terminal_run import Wiring
    from kiosk.sync.condition import ConditionWatch
    from kiosk.sync.update_status import UpdateStatus
    from kiosk.terminal.app import KioskApp
    from kiosk.wire import CommandResult


def runner(
    wiring: Wiring,
    app: KioskApp,
    desk: LateDesk,
    content: UpdateStatus,
    condition: ConditionWatch,
) -> CommandRunner:
    def tell() -> CommandResult:
        facts = facts_of(wiring, desk, content, condition)
        journal = diagnostics.of_journal(wiring.place.folder.journal)
        return diagnostics.result(facts, journal, logs.recent())

    deeds = LateCommands(
        app,
        LateShowing(app, wiring.contents, wiring.finder, wiring.learn),
        terminal_releases.installed_of(wiring.place),
        wiring.sign,
        tell,
        attended=wiring.attended,
    )
    return CommandRunner(deeds, wiring.clock.now)


def facts_of(
    wiring: Wiring, desk: LateDesk, content: UpdateStatus, condition: ConditionWatch
) -> dict[str, object]:
    from kiosk.cli.terminal_run import program

    machine, why, heard = condition.now(), desk.not_issuing(), desk.last_heard()
    return {
        "program": program(),
        **diagnostics.of_machine(),
        "grid": wiring.notes.grid,
        "free-disk-mib": machine.free_disk_mib,
        "running-hours": machine.running_hours,
        "release": content.release,
        "staged": content.staged,
        "update-refused": content.refused,
        "link": desk.state().value,
        "last-heard": heard and heard.isoformat(timespec="seconds"),
        "clock-offset-seconds": round(wiring.clock.offset_seconds),
        "undelivered": desk.undelivered(),
        "not-issuing": why and why.value.replace("_", "-"),
        "complaints": ", ".join(wiring.notes.complaints) or None,
    }
