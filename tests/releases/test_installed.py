from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.releases.installed import InstalledReleases
from tests.archives import an_archive, everything_in
from tests.fakes.disk import FailingReleaseDisk, KilledHere

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.releases.installed import InstalledRelease


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "site.toml").write_text("version 0")
    return folder


@pytest.fixture
def releases(tmp_path: Path, shipped: Path) -> InstalledReleases:
    return InstalledReleases(tmp_path / "data" / "releases", shipped)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Of the third release, with more than one folder."""
    files = dict.fromkeys(("site.toml", "words/de.toml", "topics.toml"), b"version 3")
    files["services/a/de.md"] = b"version 3"
    return an_archive(tmp_path, 3, files)


def _install(releases: InstalledReleases, *archives: Path) -> None:
    for archive in archives:
        releases.swap(releases.stage(archive))


def _install_two(releases: InstalledReleases, folder: Path) -> None:
    _install(releases, an_archive(folder, 1), an_archive(folder, 2))


def _said(release: InstalledRelease) -> str:
    """What its text says: it must be of the version that the release tells."""
    texts = {
        path.read_text()
        for path in release.folder.rglob("*")
        if path.is_file() and path.name != "release.json"
    }
    assert texts == {f"version {release.version}"}
    return texts.pop()


def test_without_a_release_the_shipped_content_is_shown(
    releases: InstalledReleases, shipped: Path
) -> None:
    assert releases.current().folder == shipped
    assert releases.current().is_shipped
    assert releases.before().version == 0


def test_what_is_staged_is_not_shown_yet(
    releases: InstalledReleases, archive: Path
) -> None:
    staged = releases.stage(archive)

    assert staged.version == 3
    assert _said(staged) == "version 3"
    assert releases.current().is_shipped


def test_a_swapped_release_is_shown_and_the_one_before_is_kept(
    releases: InstalledReleases, tmp_path: Path
) -> None:
    _install_two(releases, tmp_path)

    assert _said(releases.current()) == "version 2"
    assert _said(releases.before()) == "version 1"


def test_another_process_sees_it_at_once(
    releases: InstalledReleases, archive: Path, shipped: Path
) -> None:
    _install(releases, archive)

    assert InstalledReleases(releases.folder, shipped).current().version == 3


def test_staging_twice_changes_nothing(
    releases: InstalledReleases, archive: Path
) -> None:
    _install(releases, archive)
    before = everything_in(releases.folder)
    _install(releases, archive)

    assert everything_in(releases.folder) == before
    assert releases.before().is_shipped


def test_who_falls_back_is_led_to_the_one_before_and_then_to_the_shipped_one(
    releases: InstalledReleases, tmp_path: Path
) -> None:
    _install_two(releases, tmp_path)

    assert releases.fall_back(UpdateRefusal.CRASH_LOOP).version == 1
    assert releases.fall_back(UpdateRefusal.PROBE_FAILED).version == 0
    assert releases.fall_back(UpdateRefusal.CRASH_LOOP).version == 0
    given_up = [(each.name[:2], each.reason) for each in releases.refused()]
    assert given_up == [("2-", "crash-loop"), ("1-", "probe-failed")]


def test_three_are_kept(releases: InstalledReleases, tmp_path: Path) -> None:
    for version in range(1, 6):
        _install(releases, an_archive(tmp_path, version))
    waiting = releases.stage(an_archive(tmp_path, 6))
    (releases.folder / ".staging").mkdir()

    releases.tidy(waiting)
    assert _folders(releases) == ["4", "5", "6"]
    releases.tidy()
    assert _folders(releases) == ["4", "5"]
    assert _said(releases.current()) == "version 5"
    assert _said(releases.before()) == "version 4"


def test_what_cannot_be_removed_keeps_nobody_from_going_on(
    releases: InstalledReleases, tmp_path: Path, shipped: Path
) -> None:
    for version in range(1, 4):
        _install(releases, an_archive(tmp_path, version))
    disk = FailingReleaseDisk(1, number=errno.EACCES)

    InstalledReleases(releases.folder, shipped, disk).tidy()
    assert disk.done == ["make", "remove"]
    assert _folders(releases) == ["1", "2", "3"]


def test_a_bad_archive_leaves_nothing_behind(
    releases: InstalledReleases, tmp_path: Path, archive: Path
) -> None:
    _install(releases, archive)
    before = everything_in(releases.folder)
    packed = bytearray(an_archive(tmp_path, 4, {"site.toml": b"x" * 99}).read_bytes())
    packed[packed.index(b"site.toml") + 12] ^= 0xFF
    (tmp_path / "bad.zip").write_bytes(packed)

    with pytest.raises(UpdateRefused) as caught:
        releases.stage(tmp_path / "bad.zip")
    assert caught.value.reason is UpdateRefusal.NOT_AN_ARCHIVE
    assert everything_in(releases.folder) == before
    assert not (releases.folder / ".staging").exists()


def test_an_archive_that_is_gone_is_refused(
    releases: InstalledReleases, tmp_path: Path
) -> None:
    with pytest.raises(UpdateRefused, match=r"nowhere\.zip") as caught:
        releases.stage(tmp_path / "nowhere.zip")
    assert caught.value.reason is UpdateRefusal.DISK_FAILED


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff" * 100,
        b'{"now": "../../../etc"}',
        b'{"now": "9-000000000000"}',
        b'{"now": 3}',
        b"[" * 5000,
    ],
)
def test_a_damaged_pointer_leads_to_the_shipped_content(
    releases: InstalledReleases, archive: Path, said: bytes
) -> None:
    _install(releases, archive)
    (releases.folder / "current").write_bytes(said)

    assert releases.current().is_shipped
    _install(releases, archive)
    assert _said(releases.current()) == "version 3"


def test_a_release_that_somebody_removed_leads_to_the_one_before(
    releases: InstalledReleases, tmp_path: Path
) -> None:
    _install_two(releases, tmp_path)
    (releases.current().folder / "release.json").write_bytes(b"")

    assert _said(releases.current()) == "version 1"
    _install(releases, an_archive(tmp_path, 2))
    assert _said(releases.current()) == "version 2"
    assert _said(releases.before()) == "version 1"


def test_a_release_that_is_not_there_cannot_be_shown(
    releases: InstalledReleases, archive: Path
) -> None:
    staged = releases.stage(archive)
    releases.tidy()

    with pytest.raises(UpdateRefused) as caught:
        releases.swap(staged)
    assert caught.value.reason is UpdateRefusal.HALF_WRITTEN


def _steps(tmp_path: Path, shipped: Path, archive: Path) -> list[str]:
    disk = FailingReleaseDisk()
    releases = InstalledReleases(tmp_path / "counting", shipped, disk)
    _install(releases, archive)
    releases.tidy()
    return disk.done


def test_every_kind_of_step_is_among_those_that_fail(
    tmp_path: Path, shipped: Path, archive: Path
) -> None:
    done = _steps(tmp_path, shipped, archive)

    assert set(done) == {"make", "write", "settle", "replace", "remove"}
    assert done.count("settle") == 5 + 4 + 1 + 2  # files, folders, name, pointer


def test_wherever_it_is_killed_the_old_or_the_new_one_is_shown(
    tmp_path: Path, shipped: Path, archive: Path
) -> None:
    for at in count():
        folder = tmp_path / f"killed-{at}"
        releases = InstalledReleases(folder, shipped, FailingReleaseDisk())
        _install_two(releases, tmp_path)
        disk = FailingReleaseDisk(at, dying=True)
        with suppress(KilledHere):
            dying = InstalledReleases(folder, shipped, disk)
            _install(dying, archive)
            dying.tidy()
        shown = releases.current()
        assert _said(shown) in {"version 2", "version 3"}
        assert _said(releases.before()) == f"version {shown.version - 1}"
        _install(releases, archive)
        releases.tidy()
        assert _said(releases.current()) == "version 3"
        assert _folders(releases) == ["2", "3"]
        if len(disk.done) <= at:
            return


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, UpdateRefusal.DISK_FULL),
        (errno.EDQUOT, UpdateRefusal.DISK_FULL),
        (errno.EIO, UpdateRefusal.DISK_FAILED),
        (errno.EROFS, UpdateRefusal.DISK_FAILED),
    ],
)
def test_whatever_the_disk_refuses_the_old_or_the_new_one_is_shown(
    tmp_path: Path, shipped: Path, archive: Path, number: int, reason: UpdateRefusal
) -> None:
    for at in count():
        folder = tmp_path / f"failed-{at}"
        releases = InstalledReleases(folder, shipped, FailingReleaseDisk())
        _install_two(releases, tmp_path)
        disk = FailingReleaseDisk(at, number=number)
        told = None
        try:
            _install(InstalledReleases(folder, shipped, disk), archive)
        except UpdateRefused as error:
            told = error.reason
        assert told in {None, reason}
        assert _said(releases.current()) in {"version 2", "version 3"}
        assert told or _said(releases.current()) == "version 3"
        assert not (folder / ".staging").exists()
        if len(disk.done) <= at:
            return


def test_wherever_falling_back_is_killed_the_old_or_the_new_one_is_shown(
    tmp_path: Path, shipped: Path
) -> None:
    for at in range(6):
        folder = tmp_path / f"falling-{at}"
        releases = InstalledReleases(folder, shipped, FailingReleaseDisk())
        _install_two(releases, tmp_path)
        disk = FailingReleaseDisk(at, dying=True)
        with suppress(KilledHere):
            InstalledReleases(folder, shipped, disk).fall_back(UpdateRefusal.CRASH_LOOP)
        assert _said(releases.current()) in {"version 1", "version 2"}


def test_two_at_once_install_one_after_the_other(
    releases: InstalledReleases, tmp_path: Path
) -> None:
    archives = [an_archive(tmp_path, version) for version in range(1, 6)]
    threads = [
        threading.Thread(target=_install, args=(releases, archive))
        for archive in archives
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert _folders(releases) == ["1", "2", "3", "4", "5"]
    _said(releases.current())


@pytest.mark.real
def test_a_process_that_is_killed_while_it_installs_holds_up_nobody(
    releases: InstalledReleases, tmp_path: Path, shipped: Path, archive: Path
) -> None:
    _install_two(releases, tmp_path)
    program = (
        "import sys, os, signal; from pathlib import Path;"
        "from kiosk.releases.disk import FsyncingDisk;"
        "from kiosk.releases.installed import InstalledReleases as R\n"
        "class Dying(FsyncingDisk):\n"
        "  def replace(self, old, new): os.kill(os.getpid(), signal.SIGKILL)\n"
        "a, b, c = map(Path, sys.argv[1:]); R(a, b, Dying()).stage(c)"
    )
    command = [sys.executable, "-c", program]
    said = [str(releases.folder), str(shipped), str(archive)]
    ended = subprocess.run([*command, *said], check=False, env=dict(os.environ))

    assert ended.returncode == -signal.SIGKILL
    assert _said(releases.current()) == "version 2"
    _install(releases, archive)
    assert _said(releases.current()) == "version 3"


def _folders(releases: InstalledReleases) -> list[str]:
    return sorted(
        entry.name.split("-")[0]
        for entry in releases.folder.iterdir()
        if entry.is_dir()
    )
