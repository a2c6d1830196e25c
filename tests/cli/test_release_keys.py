from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.clock import SystemClock
from kiosk.releases.trust.roles import TargetKind
from kiosk.sync.releases import HubReleases
from tests.cli.test_hub import a_hub
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.fakes.waiting import until_now

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.mark.real
def test_a_terminal_believes_the_first_release_of_a_hub_that_just_began(
    run: Run, machine: Machine, tmp_path: Path
) -> None:
    """Real programs, and the keys are made on the way."""
    with a_hub(machine) as (_process, address):
        token = run("pair", "--name", "Main door").output.split()[-1]
        source = HubReleases(address, lambda: token)
        terminal = TrustingTerminal(tmp_path / "terminal", source, SystemClock())

        def offers_one() -> bool:
            found = terminal.trust.look()
            return found is not None and found.newest(TargetKind.RELEASE) is not None

        until_now(offers_one)
        assert terminal.update()
        shown = terminal.installed.current()
        source.close()
    assert shown.version == 1
    assert (shown.folder / "site.toml").read_bytes() == (
        machine.content / "site.toml"
    ).read_bytes()
