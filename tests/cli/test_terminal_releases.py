"""With which release a terminal begins, and when it gives one up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.options import Setup
from kiosk.cli.terminal_releases import (
    built,
    count_start,
    installed_of,
    note_of,
)
from kiosk.clock import SystemClock
from kiosk.config import Settings
from kiosk.domain.releases import UpdateRefusal
from kiosk.releases.showing import MOST_CRASHES
from tests.archives import an_archive

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def install(place: Setup, folder: Path, version: int) -> None:
    folder.mkdir(exist_ok=True)
    installed = installed_of(place)
    installed.swap(installed.stage(an_archive(folder, version)))


def shown(place: Setup) -> int:
    return installed_of(place).current().version


def crash(place: Setup, times: int = 1) -> None:
    for _ in range(times):
        count_start(place, note_of(place))


def test_a_crash_loop_leads_back_step_by_step(place: Setup, tmp_path: Path) -> None:
    install(place, tmp_path / "sticks", 1)
    install(place, tmp_path / "sticks", 2)
    crash(place, MOST_CRASHES)
    assert shown(place) == 2
    crash(place)
    assert shown(place) == 1
    crash(place, MOST_CRASHES)
    assert shown(place) == 0
    crash(place, 3 * MOST_CRASHES)
    assert shown(place) == 0
    given_up = [each.reason for each in installed_of(place).refused()]
    assert given_up == [UpdateRefusal.CRASH_LOOP] * 2


def test_ends_that_are_meant_count_for_nothing(place: Setup, tmp_path: Path) -> None:
    install(place, tmp_path / "sticks", 1)
    for _ in range(3 * MOST_CRASHES):
        note = note_of(place)
        count_start(place, note)
        note.ended()
    assert shown(place) == 1


def test_a_disk_that_is_full_keeps_what_is_shown(
    place: Setup, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    install(place, tmp_path / "sticks", 1)
    crash(place, MOST_CRASHES)
    (place.folder.terminal_releases / "current.new").mkdir()
    crash(place)
    assert shown(place) == 1
    assert "not given up" in caplog.text


def test_no_clock_is_before_the_program(place: Setup) -> None:
    assert built() <= SystemClock().now()


def test_a_missing_content_folder_does_not_keep_a_release_from_being_shown(
    place: Setup, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    install(place, tmp_path / "sticks", 1)
    gone = Setup(place.folder, Settings(content=tmp_path / "nowhere"), None)
    assert shown(gone) == 1
    assert "nowhere" in caplog.text
