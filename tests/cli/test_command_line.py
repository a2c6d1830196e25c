from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import COMMANDS, Refused
from kiosk.errors import KioskError
from tests.fakes.command import PROJECT

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

HEAVY = ("textual", "litestar", "sqlalchemy", "httpx", "babel", "uvicorn", "jinja2")


def test_help_names_every_command(run: Run) -> None:
    said = run("--help")
    assert said.exit_code == 0
    for name, sentence in COMMANDS.items():
        assert name in said.output
        assert sentence in said.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    said = run(name, "--help")
    assert said.exit_code == 0
    assert "Usage:" in said.output


def test_short_help_and_version(run: Run) -> None:
    assert "Commands:" in run("-h").output
    assert run("--version").output.startswith("kiosk, version ")


def test_an_unknown_command_names_those_that_are_known(run: Run) -> None:
    said = run("upp")
    assert said.exit_code == 2
    assert "No such command 'upp'" in said.output
    assert "doctor" in said.output


def test_an_unknown_option_is_refused(run: Run) -> None:
    assert run("up", "--prot", "1").exit_code == 2


def test_a_refusal_is_told_with_its_remedy_and_no_trace(
    machine: Machine,
) -> None:
    said = machine.run("doctor", KIOSK_HUB_PORT="http")
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr == (
        "kiosk: the variable KIOSK_HUB_PORT cannot be 'http'.\n"
        "       It is a whole number from 1 to 65535.\n"
    )


def test_a_refusal_without_remedy_is_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Refused(KioskError("It cannot be.")).show()
    assert capsys.readouterr().err == "kiosk: It cannot be.\n"


def test_help_comes_at_once_and_loads_no_part(machine: Machine) -> None:
    script = (
        "import sys; from click.testing import CliRunner; from kiosk.cli import cli\n"
        "CliRunner().invoke(cli, ['--help'])\n"
        f"print(*[m for m in {HEAVY!r} if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=machine.environment(),
    )
    assert said.stdout.split() == []


def test_help_loads_hardly_more_than_what_reads_a_command_line() -> None:
    """Counted, since how long it takes is a matter of the machine."""
    script = (
        "import sys, click.testing; before = set(sys.modules)\n"
        "from kiosk.cli import cli\n"
        "click.testing.CliRunner().invoke(cli, ['--help'])\n"
        "print(*(set(sys.modules) - before))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
    )
    assert 0 < len(said.stdout.split()) < 15, said.stdout


def test_the_module_is_the_command(machine: Machine) -> None:
    assert machine.run("--version").stdout.startswith("kiosk, version ")
