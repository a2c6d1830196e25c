from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.findings import Verdict
from kiosk.cli.picture_findings import FILES, OF_PICTURES, picture_findings
from kiosk.terminal.drawn.drawings import DATA

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def test_every_file_of_drawings_is_looked_for() -> None:
    assert sorted(FILES) == sorted(path.name for path in DATA.glob("*.txt"))


def test_what_is_shipped_is_well() -> None:
    (said,) = picture_findings()
    assert said.verdict is Verdict.WELL


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_there_is_named(data: Path, name: str) -> None:
    (data / name).unlink()
    (said,) = picture_findings(data)
    assert said.verdict is Verdict.WRONG
    assert str(data / name) in said.text
    assert "Install the program again" in said.remedy


def test_a_damaged_file_is_named(data: Path) -> None:
    (data / "digits.txt").write_bytes(b"\xff\xfe")
    (said,) = picture_findings(data)
    assert "digits.txt" in said.text


def test_a_picture_that_a_file_lost_is_named(data: Path) -> None:
    for name in OF_PICTURES:
        text = (data / name).read_text("utf-8")
        (data / name).write_text(text.replace("= housing ", "= haus "), "utf-8")
    (said,) = picture_findings(data)
    assert said.text == "pictures: missing or damaged: housing"
