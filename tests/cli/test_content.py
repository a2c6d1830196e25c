from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk import paths

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
