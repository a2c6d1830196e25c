from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.drafts.folder import DraftFolder, RealDisk
from kiosk.errors import DataFolderUnusable, ImportFailed
from tests.draft_folder import everything

if TYPE_CHECKING:
    from pathlib import Path

OLD = {"services/a/de.md": b"old", "notes.txt": b"mine", "gone.toml": b"x"}
NEW = {"services/a/de.md": b"new", "services/b/de.md": b"more"}
AFTER = {**NEW, "notes.txt": b"mine"}
GONE = frozenset({"gone.toml"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft that is there already."""
    draft = tmp_path / "drafts" / "integreat-spree"
    for name, data in OLD.items():
        file = draft / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return draft


class FailingDisk(RealDisk):
    """A disk of which one operation fails, or at which the process dies."""

    def __init__(self, at: int, *, dying: bool = False, exchanges: bool = True) -> None:
        self._left = at
        self._dying = dying
        self._exchanges = exchanges
        self.done: list[str] = []

    def copy(self, old: Path, new: Path) -> None:
        self._step("copy")
        super().copy(old, new)

    def write(self, path: Path, data: bytes) -> None:
        self._step("write")
        super().write(path, data)

    def remove(self, path: Path) -> None:
        self._step("remove")
        super().remove(path)

    def settle(self, folder: Path) -> None:
        self._step("settle")
        super().settle(folder)

    def exchange(self, one: Path, other: Path) -> None:
        if not self._exchanges:
            raise OSError(errno.EINVAL, "no such thing here")
        self._step("exchange")
        super().exchange(one, other)

    def rename(self, old: Path, new: Path) -> None:
        self._step("rename")
        super().rename(old, new)

    def _step(self, name: str) -> None:
        self.done.append(name)
        self._left -= 1
        if self._left < 0:
            if self._dying:
                raise KilledError
            self._left = sys.maxsize  # what comes after works again
            raise OSError(errno.ENOSPC, "No space left on device")


class KilledError(BaseException):
    """As kill -9: nobody catches it, nothing is tidied."""


def _replace(path: Path, disk: RealDisk | None = None) -> None:
    folder = DraftFolder(path, disk)
    with folder.held():
        folder.replace(NEW, GONE)


def _refusal(path: Path, disk: RealDisk) -> DataFolderUnusable | None:
    try:
        _replace(path, disk)
    except DataFolderUnusable as error:
        return error
    return None


def test_a_draft_is_made_where_none_was(tmp_path: Path) -> None:
    draft = tmp_path / "far" / "away"
    _replace(draft)
    assert everything(draft) == NEW
    assert sorted(p.name for p in draft.parent.iterdir()) == [".away.lock", "away"]


def test_what_is_not_named_is_carried_over_and_the_draft_before_stays(
    path: Path,
) -> None:
    _replace(path)
    assert everything(path) == AFTER
    assert everything(path.with_name("integreat-spree.before")) == OLD


def test_only_one_draft_before_is_kept(path: Path) -> None:
    _replace(path)
    _replace(path)
    assert everything(path.with_name("integreat-spree.before")) == AFTER
    assert len(list(path.parent.iterdir())) == 3


@pytest.mark.parametrize("exchanges", [True, False])
@pytest.mark.parametrize("at", range(8))
def test_whatever_fails_the_draft_is_the_old_or_the_new_one(
    path: Path, at: int, exchanges: bool
) -> None:
    disk = FailingDisk(at, exchanges=exchanges)
    told = _refusal(path, disk)
    assert everything(path) == (OLD if told else AFTER)
    assert told is None or "No space left" in str(told)
    assert told is None or told.remedy
    assert told is None or not path.with_name(".integreat-spree.new").exists()
    _replace(path)
    assert everything(path) == AFTER


@pytest.mark.parametrize("exchanges", [True, False])
@pytest.mark.parametrize("at", range(8))
def test_wherever_it_is_killed_the_next_one_finds_the_old_or_the_new_draft(
    path: Path, at: int, exchanges: bool
) -> None:
    disk = FailingDisk(at, dying=True, exchanges=exchanges)
    with suppress(KilledError):
        _replace(path, disk)
    with DraftFolder(path).held():
        assert everything(path) in (OLD, AFTER)
        assert not path.with_name(".integreat-spree.new").exists()


def test_every_step_was_among_those_that_failed(path: Path) -> None:
    disk = FailingDisk(sys.maxsize)
    _replace(path, disk)
    assert set(disk.done) == {"copy", "write", "remove", "settle", "exchange", "rename"}
    assert len(disk.done) <= 8


def test_a_draft_that_was_deleted_does_not_come_back(path: Path) -> None:
    _replace(path)
    shutil.rmtree(path)
    _replace(path)
    assert everything(path) == NEW


def test_two_imports_at_once_are_refused(path: Path) -> None:
    running = DraftFolder(path).held()
    with running, pytest.raises(ImportFailed, match="Another import") as caught:
        _replace(path)
    assert "--into" in caught.value.remedy
    assert everything(path) == OLD
    _replace(path)


def test_a_killed_import_holds_nobody_up(path: Path) -> None:
    script = (
        "import os, pathlib, sys\n"
        "from kiosk.catalogue.drafts.folder import DraftFolder\n"
        "DraftFolder(pathlib.Path(sys.argv[1])).held().__enter__()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert killed.returncode == -9
    _replace(path)


def test_nothing_is_written_through_a_link_that_leads_out(
    path: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.rmtree(path / "services")
    (path / "services").symlink_to(outside)
    with pytest.raises(ImportFailed, match="leads out"):
        _replace(path)
    assert list(outside.iterdir()) == []
    assert (path / "services").is_symlink()


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil"])
def test_no_name_leads_out(path: Path, name: str) -> None:
    folder = DraftFolder(path)
    with folder.held(), pytest.raises(ImportFailed, match="leads out"):
        folder.replace({name: b"x"}, frozenset())
    assert everything(path) == OLD


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="cannot be written") as caught:
        _replace(tmp_path / "file" / "draft")
    assert caught.value.remedy


def test_what_cannot_be_read_is_named(path: Path) -> None:
    file = path / "services" / "a"
    with pytest.raises(DataFolderUnusable) as caught, DraftFolder(path).reading():
        file.read_bytes()
    assert str(caught.value).startswith(f"{file} cannot be read: Is a directory")
    assert "the draft is as it was" in caught.value.remedy


def test_a_broken_link_of_the_editor_is_carried_over(path: Path) -> None:
    (path / "see").symlink_to("nowhere")
    _replace(path)
    assert os.readlink(path / "see") == "nowhere"  # noqa: PTH115
