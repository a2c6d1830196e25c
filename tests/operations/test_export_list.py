"""The list of versions beside exported files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.drafts import DraftEntry, DraftStep
from kiosk.errors import BadContent, DataFolderUnusable
from kiosk.operations.export_list import (
    LIST,
    ExportList,
    read_list,
    renew_list,
    write_file,
    write_list,
)
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = DraftEntry("a.md", 7, 9, "anna", FixedClock().now(), DraftStep.IMPORTED)
REMOVED = replace(ENTRY, path="b.md", step=DraftStep.REMOVED)


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    known = ExportList(3, {"a.md": 1})
    assert read_list(tmp_path) == ExportList(0, {})
    write_list(tmp_path, known)
    assert read_list(tmp_path) == known


def test_an_import_renews_a_list_that_is_there(tmp_path: Path) -> None:
    renew_list(tmp_path, 9, [ENTRY])
    assert not (tmp_path / LIST).exists()
    write_list(tmp_path, ExportList(3, {"a.md": 1, "b.md": 1, "c.md": 1}))
    renew_list(tmp_path, 9, iter([ENTRY, REMOVED]))
    assert read_list(tmp_path) == ExportList(9, {"a.md": 7, "c.md": 1})


def test_a_broken_list_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / LIST).write_bytes(b"\xff")
    with pytest.raises(BadContent, match="cannot be read") as told:
        read_list(tmp_path)
    assert told.value.remedy.startswith("Remove it")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of a folder")
    with pytest.raises(DataFolderUnusable, match="file/one cannot be written"):
        write_file(tmp_path / "file" / "one", b"")
