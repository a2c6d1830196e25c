"""What a terminal does with releases, with the real client on a real disk."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import HubUnreachable, UpdateRefused
from kiosk.sync.updater import AWAY_TIMES, DISK_SECONDS, POLL_SECONDS
from tests.each import each
from tests.fakes.clock import FixedClock
from tests.fakes.disk import FailingReleaseDisk, KilledHere
from tests.fakes.lying_hub import LyingHub
from tests.fakes.updates import (
    UpdatingTerminal,
    content_now,
    refused,
    steps_of_an_update,
)
from tests.hub_context import a_hub, gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def hub(tmp_path: Path, clock: FixedClock) -> Iterator[LyingHub]:
    ctx = a_hub(tmp_path, clock=clock)
    yield LyingHub(ctx)
    gone(ctx.database)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "terminal"


@pytest.fixture
def terminal(folder: Path, hub: LyingHub, clock: FixedClock) -> UpdatingTerminal:
    return UpdatingTerminal(folder, hub, clock)


async def test_what_the_greeting_names_is_shown_at_once(
    hub: LyingHub, terminal: UpdatingTerminal, clock: FixedClock
) -> None:
    hub.publish(1)
    assert terminal.status() == (0, None, None)
    await terminal.hear(1)
    assert terminal.screens.shown == "version 1"
    assert terminal.status() == (1, None, None)
    assert (terminal.probed, terminal.swaps) == (["version 1"], [1])
    assert terminal.updater.status.as_of is not None
    assert terminal.updater.status.since is not None
    assert terminal.source.closed == terminal.looks == 1


async def test_the_same_hint_again_asks_for_nothing(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    for _ in range(5):
        await terminal.hear(1)
    await terminal.hear(None)
    assert terminal.looks == 1


async def test_without_a_hint_it_looks_every_ten_minutes(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    await terminal.steps_for(minutes=1)
    assert terminal.screens.shown == "version 1"
    assert terminal.looks == 1
    await terminal.steps_for(minutes=60)
    assert 5 <= terminal.looks - 1 <= 60 * 60 / POLL_SECONDS / 0.8
    hub.publish(2)
    await terminal.steps_for(minutes=13)
    assert terminal.screens.shown == "version 2"


async def test_under_a_visitors_fingers_it_waits(
    hub: LyingHub, terminal: UpdatingTerminal, folder: Path
) -> None:
    hub.publish(1)
    terminal.screens.visitor = True
    await terminal.hear(1)
    assert terminal.status() == (0, 1, None)
    assert (terminal.screens.shown, content_now(folder)) == ("shipped", "shipped")
    terminal.screens.visitor = False
    await terminal.steps()
    assert terminal.status() == (1, None, None)
    assert terminal.screens.shown == content_now(folder) == "version 1"


async def test_a_newer_one_takes_the_place_of_one_that_waits(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    terminal.screens.visitor = True
    await terminal.hear(1)
    hub.publish(2)
    await terminal.hear(2)
    assert terminal.status() == (0, 2, None)
    terminal.screens.visitor = False
    await terminal.steps()
    assert terminal.screens.shown == "version 2"
    assert terminal.swaps == [2]


@pytest.mark.parametrize("fails", [False, True])
async def test_what_is_published_while_it_is_busy_with_another_comes_at_once(
    hub: LyingHub, terminal: UpdatingTerminal, *, fails: bool
) -> None:
    def publish() -> None:
        terminal.meanwhile = lambda: None
        hub.publish(2)
        terminal.updater.hint(2)

    hub.publish(1)
    terminal.meanwhile = publish
    terminal.refusals = [refused(UpdateRefusal.PROBE_TIMED_OUT)] if fails else []
    await terminal.hear(1)
    assert terminal.screens.shown == "version 2"
    assert terminal.looks == 2


async def test_who_comes_at_the_last_moment_sees_no_change(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    terminal.screens.visitor_comes_late = True
    await terminal.hear(1)
    assert terminal.screens.shown == "shipped"
    assert terminal.status() == (0, 1, None)
    terminal.screens.visitor = False
    await terminal.steps()
    assert terminal.screens.shown == "version 1"
    assert terminal.screens.prepared == [1]


async def test_what_a_probe_refuses_is_named_and_not_tried_again(
    hub: LyingHub, terminal: UpdatingTerminal, folder: Path, clock: FixedClock
) -> None:
    hub.publish(1)
    terminal.refusals = [refused(UpdateRefusal.PROBE_FAILED)]
    await terminal.hear(1)
    assert terminal.status() == (0, None, UpdateRefusal.PROBE_FAILED)
    await terminal.steps_for(minutes=60)
    assert terminal.probed == ["version 1"]
    assert terminal.status() == (0, None, UpdateRefusal.PROBE_FAILED)

    started_again = UpdatingTerminal(folder, hub, clock)
    assert started_again.status() == (0, None, UpdateRefusal.PROBE_FAILED)
    await started_again.hear(1)
    assert started_again.probed == []
    assert started_again.status() == (0, None, UpdateRefusal.PROBE_FAILED)

    hub.publish(2)
    await started_again.hear(2)
    assert started_again.status() == (2, None, None)


async def test_a_probe_that_took_too_long_is_tried_again_later(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    terminal.refusals = [refused(UpdateRefusal.PROBE_TIMED_OUT)]
    await terminal.hear(1)
    assert terminal.status() == (0, None, UpdateRefusal.PROBE_TIMED_OUT)
    await terminal.steps_for(minutes=1)
    assert terminal.probed == ["version 1"] * 2
    assert terminal.status() == (1, None, None)


async def test_a_hub_that_is_away_is_told_when_it_stays_away(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    hub.is_down = True
    await terminal.hear(1)
    assert terminal.status() == (0, None, None)
    await terminal.steps_for(minutes=5)
    assert terminal.looks > AWAY_TIMES
    assert terminal.status() == (0, None, UpdateRefusal.NOT_FETCHED)
    hub.is_down = False
    await terminal.steps_for(minutes=11)
    assert terminal.status() == (1, None, None)


async def test_failures_are_tried_again_ever_more_seldom(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    hub.is_down = True
    await terminal.hear(1)
    await terminal.steps_for(minutes=10)
    early = terminal.looks
    await terminal.steps_for(minutes=120)
    assert early >= 5
    assert terminal.looks - early <= 120 * 60 / POLL_SECONDS / 0.5 + 1


async def test_another_hint_ends_the_patience(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.is_down = True
    await terminal.hear(1)
    await terminal.steps_for(minutes=30)
    hub.is_down = False
    hub.publish(2)
    await terminal.hear(2)
    assert terminal.screens.shown == "version 2"


async def test_a_hub_from_a_backup_is_refused_and_explained(
    hub: LyingHub,
    terminal: UpdatingTerminal,
    clock: FixedClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub.publish(5)
    await terminal.hear(5)
    clock.advance(minutes=1)
    hub.publish(4)
    await terminal.hear(4)
    assert terminal.status() == (5, None, UpdateRefusal.VERSION_GOES_BACK)
    assert terminal.screens.shown == "version 5"
    assert "publish once more" in caplog.text
    clock.advance(minutes=1)
    hub.publish(6)
    await terminal.hear(6)
    assert terminal.status() == (6, None, None)


async def test_a_frozen_hub_leaves_content_of_a_date(
    hub: LyingHub, terminal: UpdatingTerminal, clock: FixedClock
) -> None:
    hub.publish(1)
    await terminal.hear(1)
    as_of = terminal.updater.status.as_of
    clock.advance(days=2)
    await terminal.steps_for(minutes=1)
    assert terminal.status() == (1, None, UpdateRefusal.EXPIRED)
    assert terminal.updater.status.as_of == as_of
    hub.renew()
    await terminal.steps_for(minutes=11)
    assert terminal.status() == (1, None, None)


async def test_what_cannot_be_read_is_given_up_for_what_was_shown(
    hub: LyingHub, terminal: UpdatingTerminal, folder: Path
) -> None:
    hub.publish(1)
    terminal.screens.unreadable = refused(UpdateRefusal.BROKEN_CONTENT)
    await terminal.hear(1)
    assert terminal.status() == (0, None, UpdateRefusal.BROKEN_CONTENT)
    assert content_now(folder) == "shipped"
    await terminal.steps_for(minutes=30)
    assert terminal.probed == ["version 1"]


async def test_a_broken_one_that_a_start_finds_leads_to_the_one_before(
    hub: LyingHub, terminal: UpdatingTerminal, folder: Path, clock: FixedClock
) -> None:
    """The screens have fallen back already to what came with the program."""
    for version in (1, 2):
        hub.publish(version)
        await terminal.hear(version)
    again = UpdatingTerminal(folder, hub, clock)
    again.updater.begin(again.installed.shipped, None)
    again.screens.unreadable = refused(UpdateRefusal.BROKEN_CONTENT)
    await again.updater.step()
    again.screens.unreadable = None
    clock.advance(seconds=DISK_SECONDS)
    await again.steps()
    assert again.screens.shown == content_now(folder) == "version 1"
    assert again.status()[0] == 1


async def test_what_a_stick_brought_is_shown_too(
    hub: LyingHub, terminal: UpdatingTerminal, folder: Path, clock: FixedClock
) -> None:
    """By another process, which swaps and leaves the rest to who shows it."""
    hub.publish(1)
    with_a_stick = UpdatingTerminal(folder, hub, clock)
    staged = with_a_stick.bring().staged
    assert staged is not None
    with_a_stick.installed.swap(staged)
    hub.is_down = True
    await terminal.steps_for(minutes=1)
    assert terminal.screens.shown == "version 1"
    assert terminal.status()[:2] == (1, None)


async def test_only_the_present_one_and_the_one_before_are_kept(
    hub: LyingHub, terminal: UpdatingTerminal, folder: Path
) -> None:
    for version in range(1, 6):
        hub.publish(version)
        await terminal.hear(version)
    kept = [path.name for path in (folder / "releases").iterdir() if path.is_dir()]
    assert sorted(name.split("-")[0] for name in kept) == ["4", "5"]
    assert not (folder / "incoming.zip").exists()


async def test_a_full_disk_changes_nothing_and_is_named(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    hub.publish(1)
    for at in each(range(await steps_of_an_update(tmp_path, hub, clock))):
        folder = tmp_path / f"full {at}"
        disk = FailingReleaseDisk(at)
        terminal = UpdatingTerminal(folder, hub, clock, disk)
        await terminal.hear(1)
        shown = terminal.screens.shown
        assert {shown, content_now(folder)} <= {"shipped", "version 1"}
        assert terminal.status()[0] == (1 if shown == "version 1" else 0)
        await terminal.steps_for(minutes=12)
        assert terminal.status() == (1, None, None)
        assert content_now(folder) == "version 1"


async def test_killed_at_every_step_it_is_the_old_one_or_the_new_one(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    hub.publish(1)
    for at in each(range(await steps_of_an_update(tmp_path, hub, clock))):
        folder = tmp_path / f"killed {at}"
        disk = FailingReleaseDisk(at, dying=True)
        terminal = UpdatingTerminal(folder, hub, clock, disk)
        with pytest.raises(KilledHere):
            await terminal.hear(1)
        assert content_now(folder) in {"shipped", "version 1"}
        again = UpdatingTerminal(folder, hub, clock)
        await again.hear(1)
        assert again.screens.shown == content_now(folder) == "version 1"
        assert again.status() == (1, None, None)


async def test_whatever_breaks_it_goes_on(
    hub: LyingHub, terminal: UpdatingTerminal, caplog: pytest.LogCaptureFixture
) -> None:
    hub.publish(1)
    hub.lies = {"metadata/timestamp.json": ValueError("nobody thought of that")}
    running = asyncio.create_task(terminal.updater.run())
    terminal.updater.hint(1)
    async with asyncio.timeout(20):
        while "nobody thought of that" not in caplog.text:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert not running.done()
    running.cancel()
    hub.lies = {}
    terminal.clock.advance(minutes=1)
    await terminal.steps()
    assert terminal.screens.shown == "version 1"


async def test_the_same_refusal_is_logged_once(
    hub: LyingHub, terminal: UpdatingTerminal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    hub.publish(1)
    hub.lies = {"metadata/timestamp.json": b"{}"}
    await terminal.hear(1)
    await terminal.steps_for(minutes=30)
    assert terminal.looks > 3
    said = [row for row in caplog.records if "content refused" in row.getMessage()]
    assert len(said) == 1


async def test_a_hub_without_releases_is_asked_in_vain(
    tmp_path: Path, terminal: UpdatingTerminal, hub: LyingHub
) -> None:
    hub.lies = {"metadata/1.root.json": None}
    await terminal.steps_for(minutes=5)
    assert terminal.looks == 1
    assert terminal.status() == (0, None, None)


def test_a_hub_that_breaks_off_leaves_nothing_open(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    path = next(iter(hub.archives))
    hub.lies = {path: HubUnreachable("The line is cut.")}
    with pytest.raises(UpdateRefused) as refusal:
        terminal.bring()
    assert refusal.value.reason == UpdateRefusal.NOT_FETCHED
    assert terminal.source.closed == 1
