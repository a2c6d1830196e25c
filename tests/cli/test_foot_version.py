"""Which foot hears fingers, and how staff learn of one that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.cli import foot_version, screen_run
from kiosk.cli.foot_version import TOLD_BY_THE_WINDOW, TOUCH_NOT_HEARD
from tests.cli.test_terminal_run import a_wiring
from tests.fakes.programs import a_program, foot_says

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "version", "hears"),
    [
        (foot_says("1.13.1"), (1, 13), False),
        (foot_says("1.14.0"), (1, 14), False),
        (foot_says("1.15.0"), (1, 15), True),
        (foot_says("1.9.2"), (1, 9), False),
        (foot_says("1.21.0-3-g0a1b2c3"), (1, 21), True),
        ("foot version 2.0.0", (2, 0), True),
        ("something else", None, True),
        ("", None, True),
    ],
)
def test_what_foot_says_of_itself(
    tmp_path: Path, said: str, version: tuple[int, int] | None, *, hears: bool
) -> None:
    a_program(tmp_path / "bin", "foot", said)
    found = foot_version.installed({"PATH": str(tmp_path / "bin")})
    assert found == version
    assert foot_version.hears_fingers(found) is hears


def test_without_foot_nothing_is_known(tmp_path: Path) -> None:
    assert foot_version.installed({"PATH": str(tmp_path)}) is None


@pytest.mark.parametrize(("version", "told"), [("1.13.1", True), ("1.15.0", False)])
def test_who_opens_foot_tells_the_log_and_the_terminal_in_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    version: str,
    *,
    told: bool,
) -> None:
    a_program(tmp_path / "bin", "foot", foot_says(version))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv(TOLD_BY_THE_WINDOW, "of another one")
    said = screen_run.environment_of_foot()
    assert said.get(TOLD_BY_THE_WINDOW) == ("1" if told else None)
    assert ("it hears only a mouse: install 1.15" in caplog.text) is told


@pytest.mark.parametrize("told", [True, False])
def test_the_terminal_tells_it_to_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, told: bool
) -> None:
    monkeypatch.delenv(TOLD_BY_THE_WINDOW, raising=False)
    if told:
        monkeypatch.setenv(TOLD_BY_THE_WINDOW, "1")
    complaints = a_wiring(tmp_path).notes.complaints
    assert complaints == ((TOUCH_NOT_HEARD,) if told else ())
