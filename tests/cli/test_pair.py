from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import NotSignedIn
from kiosk.operations import fleet
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


def test_the_token_is_shown_once_and_opens_the_hub(run: Run, machine: Machine) -> None:
    said = run("pair", "--series", "B", "--name", "Side door")
    assert said.exit_code == 0, said.output
    token = said.output.split()[-1]
    with its_state(HubProcess(machine.data)) as ctx:
        terminal = fleet.by_token(ctx, token)
    assert (terminal.series, terminal.name) == ("B", "Side door")
    for file in machine.data.rglob("*"):
        if file.is_file():
            assert token.encode() not in file.read_bytes()


def test_a_file_may_take_the_token_and_the_window_stays_silent(
    run: Run, machine: Machine
) -> None:
    file = machine.home / "token"
    said = run("pair", "--token-file", str(file))
    token = file.read_text()
    assert token not in said.output
    assert "series A" in said.output
    assert file.stat().st_mode & 0o777 == 0o600
    with its_state(HubProcess(machine.data)) as ctx:
        assert fleet.by_token(ctx, token).name == "Terminal A"


def test_pairing_again_takes_the_old_token_away(run: Run, machine: Machine) -> None:
    first = run("pair").output.split()[-1]
    second = run("pair").output.split()[-1]
    with its_state(HubProcess(machine.data)) as ctx:
        assert fleet.by_token(ctx, second).series == "A"
        with pytest.raises(NotSignedIn):
            fleet.by_token(ctx, first)


def a_running_terminal(run: Run, machine: Machine) -> str:
    token = run("pair").output.split()[-1]
    with its_state(HubProcess(machine.data)) as ctx:
        fleet.seen(ctx, fleet.by_token(ctx, token))
    return token


def test_a_terminal_that_runs_is_not_stopped_unasked(
    run: Run, machine: Machine
) -> None:
    token = a_running_terminal(run, machine)
    said = run("pair", "--name", "Another one")
    assert said.exit_code == 2
    assert "Terminal A, runs at this moment" in said.output
    assert "--renew" in said.output
    with its_state(HubProcess(machine.data)) as ctx:
        assert fleet.by_token(ctx, token).name == "Terminal A"


def test_a_terminal_that_runs_is_stopped_when_that_is_said(
    run: Run, machine: Machine
) -> None:
    old = a_running_terminal(run, machine)
    said = run("pair", "--renew")
    assert said.exit_code == 0, said.output
    with its_state(HubProcess(machine.data)) as ctx:
        assert fleet.by_token(ctx, said.output.split()[-1]).series == "A"
        with pytest.raises(NotSignedIn, match="paired again"):
            fleet.by_token(ctx, old)


def test_a_start_of_this_machines_hub_stops_no_terminal_that_runs_elsewhere(
    run: Run, machine: Machine
) -> None:
    """Its own token is not there, but the series is in use: somebody must decide."""
    token = a_running_terminal(run, machine)
    said = machine.run("up")
    assert said.returncode == 2
    assert "runs at this moment" in said.stderr
    with its_state(HubProcess(machine.data)) as ctx:
        assert fleet.by_token(ctx, token).active


def test_a_series_that_cannot_be_is_refused(run: Run) -> None:
    said = run("pair", "--series", "a1")
    assert said.exit_code == 2
    assert "one or two letters" in said.output


def test_a_token_file_that_cannot_be_written_is_told(
    run: Run, machine: Machine
) -> None:
    said = run("pair", "--token-file", str(machine.home / "nowhere" / "token"))
    assert said.exit_code == 2
    assert "cannot be written" in said.output
