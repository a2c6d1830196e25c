from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kiosk
from kiosk import paths
from kiosk.errors import BadSetting, DataFolderUnusable
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
        *(
            folder.settings,
            folder.hub_database,
            folder.old_sessions,
            folder.form_secret,
        ),
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


TOKEN = "0jhB-x_9"


@pytest.mark.parametrize(
    "data",
    [
        b"0jhB-x_9",
        b"0jhB-x_9\n",
        b"0jhB-x_9\r\n",
        b"\xef\xbb\xbf0jhB-x_9\r\n",
        b"  0jhB-x_9\t \n\n",
        b'"0jhB-x_9"\n',
        b"'0jhB-x_9'",
        b'\xef\xbb\xbf " 0jhB-x_9 " \r\n',
    ],
    ids=repr,
)
def test_a_token_is_read_however_an_editor_has_saved_it(
    tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "token").write_bytes(data)
    assert paths.read_token(tmp_path / "token") == TOKEN


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\xef\xbb\xbf", b'""', b"  \r\n"], ids=repr
)
def test_a_file_without_a_token_has_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "token").write_bytes(data)
    assert paths.read_token(tmp_path / "token") is None


@pytest.mark.parametrize(
    "data",
    [
        b"Paired series A. 0jhB-x_9",
        b"0jhB-x_9\n0jhB-x_9\n",
        "Schlüssel".encode(),
        b"0jhB\x07x_9",
        b"x" * 600,
        b'"',
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_token_is_refused_with_a_remedy(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "token").write_bytes(data)
    with pytest.raises(BadSetting, match="holds no token") as refused:
        paths.read_token(tmp_path / "token")
    assert "kiosk pair" in str(refused.value)
    assert refused.value.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_token_in_utf_16_is_refused_and_says_how_to_save_it(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "token").write_bytes(TOKEN.encode(encoding))
    with pytest.raises(DataFolderUnusable, match="UTF-16") as refused:
        paths.read_token(tmp_path / "token")
    assert "Save it as UTF-8" in refused.value.remedy


def test_a_folder_in_the_place_of_a_token_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderUnusable, match="it is a folder"):
        paths.read_token(tmp_path)


@pytest.mark.parametrize("target", [".", "/"])
def test_a_private_file_is_not_written_over_a_folder(
    tmp_path: Path, target: str
) -> None:
    with pytest.raises(DataFolderUnusable, match="it is a folder"):
        paths.write_private(tmp_path / target, "x")
    assert list(tmp_path.iterdir()) == []
