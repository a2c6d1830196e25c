"""What of the service's window is not installed, or too old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.cli.window_findings import FONTS, PROGRAMS, window_findings
from tests.fakes.programs import a_program, foot_says

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With all of it installed, and nothing else on this machine."""
    for name in PROGRAMS:
        a_program(tmp_path / "bin", name, foot_says("1.21.0"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for number, name in enumerate(FONTS):
        folder = tmp_path / "fonts" / str(number)
        folder.mkdir(parents=True)
        (folder / f"{name.removesuffix('.ttf')}.ttf").write_text("")
    return tmp_path / "fonts"


def told(fonts: Path) -> str:
    return "\n".join(
        line for finding in window_findings([fonts]) for line in finding.lines()
    )


def test_all_of_it_is_well(fonts: Path) -> None:
    assert told(fonts) == "   ok  window: cage, foot and their fonts are installed"


@pytest.mark.parametrize(("name", "package"), PROGRAMS.items())
def test_a_program_that_is_missing_is_named_with_its_package(
    tmp_path: Path, fonts: Path, name: str, package: str
) -> None:
    (tmp_path / "bin" / name).unlink()
    assert f"window: not installed: {package}" in told(fonts)
    assert f"apt-get install {package}" in told(fonts)


@pytest.mark.parametrize(("number", "package"), enumerate(FONTS.values()))
def test_a_font_that_is_missing_is_named_with_its_package(
    fonts: Path, number: int, package: str
) -> None:
    (fonts / str(number)).rename(fonts.parent / "elsewhere")
    assert told(fonts).splitlines() == [
        f" note  window: not installed: {package}",
        f"       For the service kiosk-terminal@: apt-get install {package}",
    ]


def test_a_foot_that_is_too_old_for_fingers_is_told(
    tmp_path: Path, fonts: Path
) -> None:
    a_program(tmp_path / "bin", "foot", foot_says("1.13.1"))
    assert told(fonts).startswith(" note  window: foot is too old for fingers")
    assert "Install foot 1.15 or newer, as in Debian 13." in told(fonts)


@pytest.mark.usefixtures("fonts")
def test_the_doctor_asks_only_where_a_terminal_runs(
    run: Run, machine: Machine, tmp_path: Path
) -> None:
    a_program(tmp_path / "bin", "foot", foot_says("1.13.1"))
    assert "window:" not in run("doctor").output
    machine.data.mkdir()
    settings = machine.data / "kiosk.toml"
    settings.write_text('[terminal]\nhub = "http://127.0.0.1:9"\n')
    said = run("doctor")
    assert "note  window: foot is too old for fingers" in said.output
    assert said.exit_code == 0
