"""How releases come onto a machine, from the hub or from a stick, by one function."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.domain.releases import ReleaseAbout, UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.operations import release_signing
from kiosk.releases.packing import pack_files
from kiosk.releases.trust.stick import StickSource, stick
from kiosk.sync import bringing
from kiosk.sync.bringing import NEVER_AGAIN
from tests.archives import a_forgery
from tests.fakes.clock import FixedClock
from tests.fakes.lying_hub import LyingHub
from tests.fakes.updates import UpdatingTerminal
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
def terminal(tmp_path: Path, hub: LyingHub, clock: FixedClock) -> UpdatingTerminal:
    return UpdatingTerminal(tmp_path / "terminal", hub, clock)


def reason_of(terminal: UpdatingTerminal) -> str:
    with pytest.raises(UpdateRefused) as refusal:
        terminal.bring()
    assert refusal.value.remedy
    return refusal.value.reason


def test_it_stages_and_shows_nothing(hub: LyingHub, terminal: UpdatingTerminal) -> None:
    hub.publish(1)
    brought = terminal.bring()
    assert brought.offered == 1
    assert brought.staged is not None
    assert brought.staged.version == 1
    assert terminal.installed.current().is_shipped


def test_what_is_shown_is_not_fetched_again(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    staged = terminal.bring().staged
    assert staged is not None
    terminal.installed.swap(staged)
    hub.asked.clear()
    brought = terminal.bring()
    assert (brought.offered, brought.staged, brought.refused) == (1, None, None)
    assert not any(path.startswith("targets/") for path in hub.asked)


def test_what_is_staged_already_is_only_tried(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    terminal.bring()
    hub.asked.clear()
    assert terminal.bring().staged is not None
    assert not any(path.startswith("targets/") for path in hub.asked)
    assert terminal.probed == ["version 1"] * 2


def test_a_release_that_was_given_up_counts_as_seen(
    hub: LyingHub, terminal: UpdatingTerminal, clock: FixedClock
) -> None:
    hub.publish(5)
    staged = terminal.bring().staged
    assert staged is not None
    terminal.installed.swap(staged)
    terminal.installed.fall_back(UpdateRefusal.CRASH_LOOP)
    brought = terminal.bring()
    assert (brought.staged, brought.refused) == (None, UpdateRefusal.CRASH_LOOP)
    clock.advance(minutes=1)
    hub.publish(4)
    assert reason_of(terminal) == UpdateRefusal.VERSION_GOES_BACK


def test_an_archive_that_nobody_may_unpack_is_fetched_once(
    hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish_archive(1, a_forgery([("../outside.toml", b"")]).getvalue())
    assert reason_of(terminal) == UpdateRefusal.BAD_PATH
    hub.asked.clear()
    assert terminal.bring().refused is UpdateRefusal.BAD_PATH
    assert not any(path.startswith("targets/") for path in hub.asked)


def test_an_archive_that_says_another_version_is_refused(
    hub: LyingHub, terminal: UpdatingTerminal, clock: FixedClock
) -> None:
    about = ReleaseAbout(7, clock.now(), "publisher")
    hub.publish_archive(1, pack_files({"site.toml": b"seven"}, about))
    assert reason_of(terminal) == UpdateRefusal.MIXED
    assert terminal.bring().refused is UpdateRefusal.MIXED


@pytest.mark.parametrize(
    "reason", sorted({UpdateRefusal.PROBE_TIMED_OUT, UpdateRefusal.DISK_FULL})
)
def test_what_may_go_better_next_time_is_tried_again(
    hub: LyingHub, terminal: UpdatingTerminal, reason: UpdateRefusal
) -> None:
    assert reason not in NEVER_AGAIN
    hub.publish(1)
    terminal.refusals = [UpdateRefused("No.", "Wait.", reason=reason)]
    assert reason_of(terminal) == reason
    assert terminal.bring().staged is not None


def test_a_stick_goes_through_the_same_function(
    tmp_path: Path, hub: LyingHub, terminal: UpdatingTerminal
) -> None:
    hub.publish(1)
    hub.publish(2)
    file = tmp_path / "stick.kiosk"
    newest = max(hub.archives, key=lambda path: "release-2" in path)
    files = {
        f"metadata/{name}": release_signing.metadata(hub.ctx, name)
        for name in (path.removeprefix("metadata/") for path in _metadata(hub))
    }
    file.write_bytes(stick({**files, newest: hub.archives[newest]}))
    brought = terminal.bringer.bring(StickSource(file))
    assert brought.staged is not None
    assert brought.staged.version == 2
    assert terminal.probed == ["version 2"]


def test_two_updates_take_turns(
    tmp_path: Path,
    hub: LyingHub,
    terminal: UpdatingTerminal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bringing, "IN_TURN_SECONDS", 0.0)
    hub.publish(1)
    folder = tmp_path / "terminal"
    with paths.held(folder / bringing.LOCK, "A stick"):
        reasons: list[str] = []
        other = threading.Thread(target=lambda: reasons.append(reason_of(terminal)))
        other.start()
        other.join(20)
    assert reasons == [UpdateRefusal.DISK_FAILED]
    assert terminal.bring().staged is not None


def _metadata(hub: LyingHub) -> list[str]:
    return [path for path in hub.remembered() if path.startswith("metadata/")]
