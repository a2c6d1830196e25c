"""Cut at any step, with no disk or no network: the old release or the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import HubUnreachable
from kiosk.releases.trust.stick import StickSource, stick
from tests.each import each
from tests.fakes.disk import FailingReleaseDisk, KilledHere
from tests.fakes.lying_hub import TIMESTAMP, LyingHub
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.releases.lies import (
    refuses,
    steps_of_an_update,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.clock import FixedClock

# half-written update, power cut; state saved before checks


def test_killed_at_every_step(tmp_path: Path, hub: LyingHub, clock: FixedClock) -> None:
    hub.publish(1)
    steps = steps_of_an_update(tmp_path, hub, clock)
    for at in each(range(steps)):
        folder = tmp_path / f"killed {at}"
        dying = FailingReleaseDisk(at, dying=True)
        terminal = TrustingTerminal(folder, hub, clock, disk=dying)
        with pytest.raises(KilledHere):
            terminal.update()
        assert terminal.shows == "shipped"
        again = TrustingTerminal(folder, hub, clock)
        assert again.update()
        assert again.shows == "version 1"


def test_killed_between_any_two_files(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    hub.publish(1)
    terminal = TrustingTerminal(tmp_path / "whole", hub, clock)
    assert terminal.update()
    for path in each([*hub.asked]):
        folder = tmp_path / path.replace("/", " ")
        dying = TrustingTerminal(folder, hub, clock)
        hub.lies = {path: KilledHere()}
        with pytest.raises(KilledHere):
            dying.update()
        hub.lies = {}
        again = TrustingTerminal(folder, hub, clock)
        assert again.update()
        assert again.shows == "version 1"


def test_the_disk_is_full_at_every_step(
    tmp_path: Path, hub: LyingHub, clock: FixedClock
) -> None:
    hub.publish(1)
    steps = steps_of_an_update(tmp_path, hub, clock)
    for at in each(range(steps)):
        folder = tmp_path / f"full {at}"
        terminal = TrustingTerminal(folder, hub, clock, disk=FailingReleaseDisk(at))
        with refuses(terminal, UpdateRefusal.DISK_FULL):
            terminal.update()
        assert TrustingTerminal(folder, hub, clock).update()


def test_a_power_cut_that_leaves_metadata_half_written(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    hub.publish(1)
    assert terminal.update()
    folder = terminal.folder / "trust" / "metadata"
    for path in each(sorted(folder.rglob("*.json"))):
        whole = path.read_bytes()
        for left in (b"", whole[: len(whole) // 2]):
            path.write_bytes(left)
            assert not terminal.update()
            assert path.read_bytes() == whole
    (folder / "tmpleftover").write_bytes(b"half")
    assert not terminal.update()
    assert not (folder / "tmpleftover").exists()


def test_a_refused_update_leaves_nothing_that_the_next_one_believes(
    hub: LyingHub, terminal: TrustingTerminal, clock: FixedClock
) -> None:
    """What is believed moves before the pointer, and the pointer moves last."""
    hub.publish(1)
    assert terminal.update()
    clock.advance(minutes=1)
    target = hub.publish(2)
    hub.lies[f"targets/{target.file_name}"] = b"x" * target.length
    for _ in range(2):
        with refuses(terminal, UpdateRefusal.WRONG_HASH):
            terminal.update()
    hub.lies.clear()
    assert terminal.update()


# crash loop, and no network at all


def test_a_crash_loop_after_a_swap(hub: LyingHub, terminal: TrustingTerminal) -> None:
    for version in (1, 2):
        hub.publish(version)
        assert terminal.update()
    terminal.installed.fall_back(UpdateRefusal.CRASH_LOOP)
    assert terminal.shows == "version 1"
    terminal.installed.fall_back(UpdateRefusal.CRASH_LOOP)
    assert terminal.shows == "shipped"
    assert {each.reason for each in terminal.installed.refused()} == {"crash-loop"}


def test_no_network_at_all(tmp_path: Path, hub: LyingHub, clock: FixedClock) -> None:
    """A stick goes through the same door: the same signatures, the same bounds."""
    target = hub.publish(1)
    files = {path: b"".join(hub.read(path)) for path in hub.remembered()}
    honest, forged = tmp_path / "honest.zip", tmp_path / "forged.zip"
    honest.write_bytes(stick(files))
    path = f"targets/{target.file_name}"
    forged.write_bytes(stick({**files, path: b"x" * target.length}))
    with refuses(
        terminal := TrustingTerminal(tmp_path / "alone", StickSource(forged), clock),
        UpdateRefusal.WRONG_HASH,
    ):
        terminal.update()
    again = TrustingTerminal(tmp_path / "alone", StickSource(honest), clock)
    assert again.update()
    assert again.shows == "version 1"
    clock.advance(days=2)
    with refuses(again, UpdateRefusal.EXPIRED):
        again.update()


def test_a_hub_that_does_not_answer(hub: LyingHub, terminal: TrustingTerminal) -> None:
    hub.publish(1)
    hub.is_down = True
    with refuses(terminal, UpdateRefusal.NOT_FETCHED):
        terminal.update()
    hub.is_down = False
    assert terminal.update()
    hub.is_down = True
    with refuses(terminal, UpdateRefusal.NOT_FETCHED):
        terminal.update()


def test_a_hub_that_breaks_off(hub: LyingHub, terminal: TrustingTerminal) -> None:
    target = hub.publish(1)

    def half() -> Iterator[bytes]:
        yield b"half"
        raise HubUnreachable("The connection was cut.")

    hub.lies[f"targets/{target.file_name}"] = half()
    with refuses(terminal, UpdateRefusal.NOT_FETCHED):
        terminal.update()
    hub.lies.clear()
    assert terminal.update()


def test_a_hub_that_has_no_releases_yet(
    hub: LyingHub, terminal: TrustingTerminal
) -> None:
    """One of an older version: nothing is wrong, and nothing to be told."""
    hub.lies = {"metadata/1.root.json": None, TIMESTAMP: None}
    assert not terminal.update()
    hub.lies = {}
    hub.publish(1)
    assert terminal.update()
    hub.lies = {TIMESTAMP: None}
    with refuses(terminal, UpdateRefusal.NOT_FETCHED):
        terminal.update()
