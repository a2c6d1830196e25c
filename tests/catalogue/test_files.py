"""Which files are read, and which are refused before anybody looks inside."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.files import LARGEST, file_names, read_text, rooms
from kiosk.catalogue.problems import Findings

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_is_read_with_unix_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Grüße\r\n".encode())
    findings = Findings()
    assert read_text(tmp_path, "a.md", findings) == "Grüße\n"
    assert findings.problems == []


def test_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"eins\nzwei\nGr\xfc\xdfe\n")
    findings = Findings()
    assert read_text(tmp_path, "a.md", findings) is None
    assert findings.problems[0].line == 3
    assert "UTF-8" in findings.problems[0].remedy


def test_a_file_over_a_mebibyte_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * LARGEST)
    (tmp_path / "b.md").write_bytes(b"a" * (LARGEST + 1))
    findings = Findings()
    assert read_text(tmp_path, "a.md", findings) is not None
    assert read_text(tmp_path, "b.md", findings) is None
    assert "1 MiB" in findings.problems[0].message


def test_a_symbolic_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / "good.md").symlink_to("a.md")
    (tmp_path / "broken.md").symlink_to("nowhere")
    for name in ("good.md", "broken.md"):
        findings = Findings()
        assert read_text(tmp_path, name, findings) is None
        assert "symbolic link" in findings.problems[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    findings = Findings()
    assert read_text(tmp_path, "a.md", findings) is None
    assert "no file" in findings.problems[0].message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    findings = Findings()
    assert read_text(tmp_path, "a.md", findings) is None
    assert str(findings.problems[0]) == "a.md: The file is missing."


def test_rooms_are_folders_in_order(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden"):
        (tmp_path / "services" / name).mkdir(parents=True)
    findings = Findings()
    assert rooms(tmp_path, "services", findings) == ["a", "b"]
    assert findings.problems == []


def test_a_room_behind_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "a").symlink_to(tmp_path)
    findings = Findings()
    assert rooms(tmp_path, "services", findings) == []
    assert findings.errors()[0].file == "services/a"


def test_a_stray_file_among_rooms_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "notes.txt").write_text("a", encoding="utf-8")
    findings = Findings()
    assert rooms(tmp_path, "services", findings) == []
    assert not findings.errors()
    assert findings.problems[0].file == "services/notes.txt"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    findings = Findings()
    assert rooms(tmp_path, "services", findings) == []
    assert findings.errors()[0].file == "services"


def test_hidden_files_and_back_ups_are_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("de.md", "de.md~", ".de.md.swp"):
        (tmp_path / "a" / name).write_text("a", encoding="utf-8")
    assert file_names(tmp_path, "a", Findings()) == ["de.md"]
