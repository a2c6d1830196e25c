"""A terminal without a token stands there with a code, and goes on once it is typed."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import glass_page
from kiosk.cli.pairing_page import PairingPage
from kiosk.domain import pairing as codes
from kiosk.operations import fleet, pairing
from tests.fakes.window import window
from tests.system.hub_process import HubProcess, a_running_hub, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine
    from tests.fakes.window import Window

HUB = "http://hub.example:8080/devices"
ATTRACTING = "\x1b[?1003h"
"""The screen library asks for touches: the terminal itself runs."""


def told(page: PairingPage, grid: tuple[int, int] = (66, 19)) -> str:
    return " ".join(" ".join(glass_page.lines(page, *grid)).split())


def test_the_page_says_code_and_address_in_german_and_english() -> None:
    said = told(PairingPage(HUB, "K7QM-2XR0"))
    assert "K 7 Q M - 2 X R 0" in said
    assert HUB in said
    assert "This terminal is not connected to its hub yet." in said
    assert "Dieses Terminal ist noch nicht mit seinem Hub gekoppelt." in said
    assert "An administrator types this code" in said


def test_a_hub_that_is_away_is_told_and_a_code_still_stands() -> None:
    said = told(PairingPage(HUB, "K7QM-2XR0", away=True))
    assert "The hub does not answer." in said
    assert "K 7 Q M - 2 X R 0" in said


def test_too_many_at_once_are_asked_for_patience() -> None:
    said = told(PairingPage(HUB, too_many=True))
    assert "Please wait a little." in said
    assert "types this code" not in said


def test_a_small_screen_shows_the_code_at_least() -> None:
    assert "K 7 Q M - 2 X R 0" in told(PairingPage(HUB, "K7QM-2XR0"), (58, 8))


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    folder = tmp_path / "of the hub"
    folder.mkdir()
    with a_running_hub(folder) as running:
        yield running


def staying(machine: Machine, hub: str) -> AbstractContextManager[Window]:
    return window(["terminal", "--stay", "--hub", hub], machine.environment())


def the_code(opened: Window) -> str:
    opened.wait_for(HUB_PAGE)
    found = re.search(r"((?:[0-9A-Z] ){4}- (?:[0-9A-Z] ){3}[0-9A-Z])", opened.text)
    assert found, opened.text
    return found[1].replace(" ", "")


HUB_PAGE = "/devices"


@pytest.mark.real
def test_a_real_terminal_is_paired_by_the_code_on_its_glass_and_runs(
    machine: Machine, hub: HubProcess
) -> None:
    with staying(machine, hub.address) as opened:
        code = the_code(opened)
        with its_state(hub) as ctx:
            assert fleet.terminals(ctx) == []
            pairing.pair(ctx, code, "B", "Side door")
        opened.wait_for(ATTRACTING)
        token = machine.data / "terminal" / "token"
        assert token.stat().st_mode & 0o777 == 0o600
        assert not (machine.data / "terminal" / "token.asked").exists()
        with its_state(hub) as ctx:
            assert fleet.by_token(ctx, token.read_text()).series == "B"
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0
    log = (machine.data / "log" / "terminal.log").read_text()
    assert codes.shown(code.replace("-", "")) in log
    assert token.read_text() not in log


@pytest.mark.real
def test_started_anew_it_shows_the_same_code(machine: Machine, hub: HubProcess) -> None:
    with staying(machine, hub.address) as opened:
        before = the_code(opened)
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0
    with staying(machine, hub.address) as opened:
        assert the_code(opened) == before
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


@pytest.mark.real
def test_it_waits_for_a_hub_that_is_away(machine: Machine) -> None:
    with staying(machine, "http://127.0.0.1:1") as opened:
        opened.wait_for("The hub does not answer.")
        opened.signal(signal.SIGTERM)
        assert opened.end() == 0


def test_the_command_takes_the_code_too(run: Run, machine: Machine) -> None:
    hub = HubProcess(machine.data)
    with its_state(hub) as ctx:
        code = pairing.ask(ctx, "0" * 64, "192.0.2.7", "1.0").code
    said = run("pair", "--code", code.lower(), "--series", "C", "--name", "Hall")
    assert said.exit_code == 0, said.output
    assert "goes on by itself" in said.output
    with its_state(hub) as ctx:
        [terminal] = fleet.terminals(ctx)
    assert (terminal.series, terminal.name) == ("C", "Hall")


def test_a_wrong_code_is_told(run: Run) -> None:
    said = run("pair", "--code", "0000-0000")
    assert said.exit_code == 2
    assert "No terminal shows this code now." in said.output


def test_a_code_and_a_token_file_are_not_both_said(run: Run) -> None:
    said = run("pair", "--code", "0000-0000", "--token-file", "x")
    assert said.exit_code == 2
    assert "Leave out" in said.output
