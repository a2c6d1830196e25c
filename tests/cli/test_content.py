from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from tests import content_folder

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


def test_content_without_a_fault_passes(run: Run, machine: Machine) -> None:
    said = run("content", "check")
    assert said.exit_code == 0, said.output
    assert f"{machine.content}: 0 errors" in said.output


def test_another_folder_can_be_named(run: Run) -> None:
    shipped = paths.shipped("content")
    said = run("content", "check", str(shipped))
    assert said.exit_code == 0, said.output
    assert f"{shipped}: 0 errors" in said.output


def test_all_faults_are_told_at_once_with_line_and_remedy(
    run: Run, machine: Machine
) -> None:
    doctor = machine.content / "services" / "doctor" / "service.toml"
    doctor.write_text(doctor.read_text().replace("order = 2", "odrer = 2"))
    (machine.content / "services" / "registration" / "ar.md").unlink()
    said = run("content", "check")
    assert said.exit_code == 1
    assert "error: services/doctor/service.toml:" in said.output
    assert "odrer" in said.output
    assert "services/registration/ar.md" in said.output
    assert "\n    " in said.output
    assert "0 errors" not in said.output


def test_a_folder_that_is_not_there_is_told(run: Run, machine: Machine) -> None:
    said = run("content", "check", str(machine.home / "nothing"))
    assert said.exit_code == 1
    assert "no such content folder" in said.output


@pytest.mark.parametrize(
    ("variable", "address", "warned"),
    [
        ("KIOSK_HUB_PUBLIC_ADDRESS", "https://hub.example.org", False),
        ("KIOSK_TERMINAL_HUB", "https://hub.example.org", False),
        ("KIOSK_HUB_PUBLIC_ADDRESS", "http://127.0.0.1:8080", True),
        ("KIOSK_LOG_LEVEL", "info", True),
    ],
)
def test_long_pages_are_told_where_terminals_have_no_short_address(
    run: Run,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    address: str,
    warned: bool,
) -> None:
    content_folder.change(
        machine.content / "resources.toml", "example.de/a", "example.de/" + "a" * 60
    )
    monkeypatch.setenv(variable, address)
    said = run("content", "check")
    assert ("[office] does not fit a screen" in said.output) is warned


def test_content_that_cannot_be_read_has_no_gaps_to_count(
    run: Run, machine: Machine
) -> None:
    (machine.content / "site.toml").unlink()
    assert "1 error, 0 warnings, 0 gaps" in run("content", "check").output
