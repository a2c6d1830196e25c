from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kiosk
from kiosk import paths
from kiosk.errors import DataFolderUnusable
from kiosk.paths import DataFolder

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_data_folder_is_made_with_its_rooms_for_its_owner_only(
    tmp_path: Path,
) -> None:
    folder = DataFolder(tmp_path / "a" / "b")
    folder.make()
    for room in (folder.root, folder.hub_database.parent, folder.journal.parent):
        assert mode(room) == 0o700
    assert folder.logs.is_dir()


def test_making_it_again_changes_nothing(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.make()
    folder.token.write_text("kept")
    folder.make()
    assert folder.token.read_text() == "kept"
    assert list(folder.token.parent.iterdir()) == [folder.token]


def test_everything_lies_in_the_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    for path in (
        *(folder.settings, folder.hub_database, folder.sessions, folder.form_secret),
        *(folder.hub_address, folder.hub_lock, folder.journal, folder.token),
        *(folder.terminal_lock, folder.logs),
    ):
        assert path.is_relative_to(tmp_path)


def test_a_file_in_the_way_is_told_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DataFolderUnusable, match="data cannot be used") as refused:
        DataFolder(tmp_path / "data").make()
    assert "--data" in refused.value.remedy


def test_a_room_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "hub").write_text("in the way")
    with pytest.raises(DataFolderUnusable):
        DataFolder(tmp_path).make()


def test_the_usual_folder_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.usual_data_folder() == tmp_path / "nexus-kiosk"


def test_content_and_words_come_with_the_program() -> None:
    assert (paths.shipped("content") / "site.toml").is_file()
    assert (paths.shipped("locales") / "kiosk.pot").is_file()


def test_an_installed_package_brings_them_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "kiosk"
    (package / "_shipped" / "content").mkdir(parents=True)
    monkeypatch.setattr(kiosk, "__file__", str(package / "__init__.py"))
    assert paths.shipped("content") == package / "_shipped" / "content"


def test_a_private_file_is_its_owners_and_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("old")
    file.chmod(0o644)
    paths.write_private(file, "new")
    assert paths.read_private(file) == "new"
    assert mode(file) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_crash_left_behind_does_not_keep_it_from_being_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "token.new").write_text("half")
    paths.write_private(tmp_path / "token", "whole")
    assert paths.read_private(tmp_path / "token") == "whole"


def test_a_private_file_in_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderUnusable, match="cannot be written"):
        paths.write_private(tmp_path / "nowhere" / "token", "x")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_private_file_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "token").write_text(text)
    assert paths.read_private(tmp_path / "token") is None


def test_a_missing_private_file_says_nothing(tmp_path: Path) -> None:
    assert paths.read_private(tmp_path / "token") is None


def test_a_private_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderUnusable, match="cannot be read"):
        paths.read_private(tmp_path)
    (tmp_path / "token").write_bytes(b"\xff")
    with pytest.raises(DataFolderUnusable, match="cannot be read"):
        paths.read_private(tmp_path / "token")


def test_a_lock_keeps_a_second_one_out_and_names_the_holder(tmp_path: Path) -> None:
    lock = tmp_path / "hub" / "lock"
    lock.parent.mkdir()
    with (
        paths.held(lock, "A hub"),
        pytest.raises(DataFolderUnusable, match="A hub runs on the data folder"),
        paths.held(lock, "A hub", patience=0),
    ):
        pass


def test_a_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with paths.held(tmp_path / "lock", "A hub", patience=0):
            pass


def test_a_lock_in_no_folder_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(DataFolderUnusable, match="cannot be opened"),
        paths.held(tmp_path / "nowhere" / "lock", "A hub"),
    ):
        pass


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    script = (
        "import sys, time, pathlib; from kiosk import paths\n"
        "with paths.held(pathlib.Path(sys.argv[1]), 'It'):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(lock)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(paths.shipped("content").parent)},
    )
    assert holder.stdout
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(DataFolderUnusable),
            paths.held(lock, "It", patience=0),
        ):
            pass
        holder.kill()
        holder.wait()
    with paths.held(lock, "It", patience=0):
        pass


def test_a_text_is_written_anew_at_once_and_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("alt")
    file.chmod(0o640)
    paths.replace_text(file, "neu\n")
    assert file.read_bytes() == b"neu\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [f.name for f in tmp_path.iterdir()] == ["a.toml"]


def test_a_text_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(DataFolderUnusable):
        paths.replace_text(tmp_path / "nowhere" / "a.toml", "neu")
    with pytest.raises(DataFolderUnusable):
        paths.replace_text(tmp_path / "absent.toml", "neu")
    assert list(tmp_path.iterdir()) == []
