"""`kiosk content sheets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


def test_a_sheet_for_each_language_and_grid(
    run: Run, machine: Machine, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "sheets"
    only = ("--language", "ar", "--grid", "66x19", "--theme", "contrast")
    said = run("content", "sheets", str(target), str(machine.content), *only)
    assert said.exit_code == 0, said.output
    names = sorted(path.name for path in target.iterdir())
    assert names == ["ar-66x19-contrast.png", "ar-66x19-contrast.svg"]
    assert names[0] in said.output
    pixels = cv2.imread(str(target / names[0]))
    assert pixels is not None
    assert min(pixels.shape[:2]) > 1000


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--language", "xx"), "xx is not offered"),
        (("--grid", "10x10"), "at least 66x19"),
        (("--theme", "pink"), "pink"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_is_drawn(
    run: Run, machine: Machine, tmp_path: Path, wrong: tuple[str, str], told: str
) -> None:
    target = tmp_path / "sheets"
    said = run("content", "sheets", str(target), str(machine.content), *wrong)
    assert said.exit_code == 2
    assert told in said.output
    assert not target.exists()


def test_a_folder_that_cannot_be_made_is_told(
    run: Run, machine: Machine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    said = run("content", "sheets", str(tmp_path / "file"), str(machine.content))
    assert said.exit_code != 0
    assert "Name another folder." in said.output
