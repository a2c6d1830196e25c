"""A terminal does what staff ask once, never before a visitor, and says what became."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk import wire
from kiosk.domain.commands import CommandKind, CommandOutcome, CommandReason
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import (
    DataFolderUnusable,
    DeliveryRefused,
    HubUnreachable,
    UpdateRefused,
)
from kiosk.sync.commands import CommandRunner
from kiosk.sync.hub_clock import HubClock
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.reporting import TerminalReporter
from kiosk.sync.runner import report_no_journal
from tests.fakes.hub import AS_OF

if TYPE_CHECKING:
    from kiosk.sync.client import HubClient
    from tests.fakes.clock import FixedClock
    from tests.fakes.hub import FakeHub

DONE = wire.CommandResult(outcome=CommandOutcome.DONE)


@dataclass
class Deeds:
    """Implements `CommandDeeds`; does what a test says."""

    free: bool = True
    result: wire.CommandResult | None = DONE
    failure: Exception | None = None
    performed: list[str] = field(default_factory=list)
    restarts: int = 0

    def is_free(self, _kind: CommandKind, /) -> bool:
        return self.free

    async def perform(
        self, kind: CommandKind, told: wire.ToldCommand
    ) -> wire.CommandResult | None:
        self.performed.append(kind)
        if self.failure is not None:
            raise self.failure
        return self.result

    def restart(self) -> None:
        self.restarts += 1


@pytest.fixture
def deeds() -> Deeds:
    return Deeds()


@pytest.fixture
def runner(deeds: Deeds, hub: FakeHub) -> CommandRunner:
    return CommandRunner(deeds, hub.clock)


def ask(hub: FakeHub, kind: str, number: int = 1) -> str:
    asked = wire.ToldCommand(
        id=f"{number:032x}", kind=kind, expires=AS_OF + timedelta(minutes=15)
    )
    hub.commands.append(asked)
    return asked.id


async def heartbeat(runner: CommandRunner, client: HubClient) -> bool:
    runner.hear((await client.greet()).commands)
    return await runner.step(client)


async def test_it_does_what_is_asked_once_and_says_so(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    asked = ask(hub, "reload")
    assert await heartbeat(runner, client)
    assert not await heartbeat(runner, client)
    assert hub.results == {asked: DONE}
    assert deeds.performed == ["reload"]


@pytest.mark.parametrize(
    "kind", ["reload", "restart", "test-picture", "out-of-order", "in-order"]
)
async def test_it_waits_until_nobody_is_there(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds, kind: str
) -> None:
    asked = ask(hub, kind)
    deeds.free = False
    await heartbeat(runner, client)
    assert (hub.results, deeds.performed) == ({}, [])
    deeds.free = True
    await runner.step(client)
    assert [*hub.results] == [asked]


async def test_who_came_at_the_last_moment_is_not_interrupted_either(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    ask(hub, "reload")
    deeds.result = None
    await heartbeat(runner, client)
    assert hub.results == {}
    deeds.result = DONE
    await runner.step(client)
    assert len(hub.results) == 1


@pytest.mark.parametrize("free", [True, False])
async def test_a_picture_is_not_taken_while_somebody_is_there(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds, free: bool
) -> None:
    asked = ask(hub, "screen")
    deeds.free, deeds.result = free, None
    await heartbeat(runner, client)
    said = hub.results[asked]
    assert said.outcome is CommandOutcome.REFUSED
    assert said.reason == CommandReason.SOMEBODY_IS_THERE
    assert said.picture is None


async def test_diagnostics_wait_for_nobody(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    asked = ask(hub, "diagnostics")
    deeds.free = False
    await heartbeat(runner, client)
    assert hub.results == {asked: DONE}


async def test_what_nobody_left_in_time_for_expires(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    asked = ask(hub, "restart")
    deeds.free = False
    await heartbeat(runner, client)
    hub.now += timedelta(minutes=15)
    deeds.free = True
    await runner.step(client)
    assert hub.results[asked].outcome is CommandOutcome.EXPIRED
    assert (deeds.performed, deeds.restarts) == ([], 0)


@pytest.mark.parametrize("kind", ["shell", "", "rm -rf /", "Reload"])
async def test_what_is_not_on_the_list_is_refused(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds, kind: str
) -> None:
    asked = ask(hub, kind)
    await heartbeat(runner, client)
    assert hub.results[asked].reason == CommandReason.UNKNOWN_KIND
    assert deeds.performed == []


async def test_an_answer_that_is_lost_is_told_again_and_nothing_done_twice(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    asked = ask(hub, "reload")
    runner.hear((await client.greet()).commands)
    hub.down = True
    with pytest.raises(HubUnreachable):
        await runner.step(client)
    hub.down = False
    await heartbeat(runner, client)
    assert (hub.results, deeds.performed) == ({asked: DONE}, ["reload"])


async def test_a_restart_comes_after_the_hub_knows_of_it(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    asked = ask(hub, "restart")
    runner.hear((await client.greet()).commands)
    hub.down = True
    with pytest.raises(HubUnreachable):
        await runner.step(client)
    assert deeds.restarts == 0
    hub.down = False
    await runner.step(client)
    assert (hub.results, deeds.restarts) == ({asked: DONE}, 1)


async def test_a_restart_that_is_refused_is_none(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    deeds.result = wire.CommandResult(
        outcome=CommandOutcome.REFUSED, reason=CommandReason.NOT_A_SERVICE
    )
    ask(hub, "restart")
    await heartbeat(runner, client)
    assert deeds.restarts == 0


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (DataFolderUnusable("disk"), "not-written"),
        (
            UpdateRefused("broken", reason=UpdateRefusal.BROKEN_CONTENT),
            "broken-content",
        ),
        (RuntimeError("a fault of ours"), "broke"),
    ],
)
async def test_what_fails_says_why_and_is_not_tried_again(
    hub: FakeHub,
    client: HubClient,
    runner: CommandRunner,
    deeds: Deeds,
    failure: Exception,
    reason: str,
) -> None:
    asked = ask(hub, "reload")
    deeds.failure = failure
    for _ in range(2):
        await heartbeat(runner, client)
    said = hub.results[asked]
    assert (said.outcome, said.reason) == (CommandOutcome.FAILED, reason)
    assert len(deeds.performed) == 1


async def test_a_hub_that_takes_no_answer_does_not_hold_up_the_others(
    hub: FakeHub, client: HubClient, runner: CommandRunner, deeds: Deeds
) -> None:
    ask(hub, "reload")
    runner.hear((await client.greet()).commands)
    hub.problem = (404, "No such command.")
    await runner.step(client)
    hub.problem = None
    ask(hub, "diagnostics", 2)
    await heartbeat(runner, client)
    assert deeds.performed == ["reload", "diagnostics"]


async def test_a_token_that_opens_nothing_is_told_on(
    hub: FakeHub, client: HubClient, runner: CommandRunner
) -> None:
    ask(hub, "reload")
    runner.hear((await client.greet()).commands)
    hub.problem = (401, "Revoked.")
    with pytest.raises(DeliveryRefused):
        await runner.step(client)


async def test_it_obeys_also_without_its_journal(
    hub: FakeHub, client: HubClient, runner: CommandRunner, clock: FixedClock
) -> None:
    asked = ask(hub, "diagnostics")
    reporter = TerminalReporter(ScreenNotes(), clock.running)
    await report_no_journal(
        lambda: client,
        reporter,
        HubClock(clock, clock.running),
        lambda greeting: runner.hear(greeting.commands),
        runner,
    )
    assert hub.results == {asked: DONE}
