from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.folder_watch import FolderWatch
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


@pytest.fixture
def watch(folder: Path) -> FolderWatch:
    """Of a folder that rests since long."""
    watch = FolderWatch(folder)
    assert not watch.has_settled(0)
    assert watch.has_settled(2)
    return watch


def test_a_folder_that_rests_is_told_once(watch: FolderWatch) -> None:
    assert not watch.has_settled(3)
    assert not watch.has_settled(300)


def test_a_change_is_told_when_no_other_follows(
    watch: FolderWatch, folder: Path
) -> None:
    (folder / "words" / "de.toml").write_text("one")
    assert not watch.has_settled(10)
    (folder / "words" / "pl.toml").write_text("two")
    assert not watch.has_settled(10.9)
    assert not watch.has_settled(11.8)
    assert watch.has_settled(11.9)
    assert not watch.has_settled(20)


def test_a_text_of_the_same_length_is_a_change(
    watch: FolderWatch, folder: Path
) -> None:
    os.utime(folder / "site.toml", (7, 7))
    assert not watch.has_settled(10)
    assert watch.has_settled(11)


def test_a_file_that_is_removed_is_a_change(watch: FolderWatch, folder: Path) -> None:
    (folder / "resources.toml").unlink()
    assert not watch.has_settled(10)
    assert watch.has_settled(11)


def test_what_was_changed_and_put_back_is_none(
    watch: FolderWatch, folder: Path
) -> None:
    new = folder / "services" / "new.md"
    new.write_text("x")
    assert not watch.has_settled(10)
    new.unlink()
    assert not watch.has_settled(10.5)
    assert not watch.has_settled(12)


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    watch = FolderWatch(tmp_path / "later")
    watch.has_settled(0)
    watch.has_settled(2)
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "site.toml").write_text("x")

    assert not watch.has_settled(3)
    assert watch.has_settled(4)
