from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import fleet
from tests.hub_context import join
from tests.people import COUNSELLOR_1
from tests.system.browsers import Browsers, Chromium, a_chromium
from tests.system.entrance import an_entrance
from tests.system.foot_in_cage import foot_in_cage
from tests.system.hub_process import HubProcess, a_running_hub, begin, its_state
from tests.system.installation import Installation
from tests.system.office import Office
from tests.system.programs import need
from tests.system.real_terminal import RealTerminal, real_terminal

if TYPE_CHECKING:
    from pathlib import Path

Opened = Callable[..., AbstractContextManager[RealTerminal]]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a hub that has seen its first start and nothing else."""
    folder = tmp_path_factory.mktemp("begun")
    begin(folder)
    return folder


@pytest.fixture
def hub(tmp_path: Path, begun: Path) -> Iterator[HubProcess]:
    folder = tmp_path / "hub-data"
    shutil.copytree(begun, folder, symlinks=True)
    with a_running_hub(folder, warm=True) as running:
        yield running


@pytest.fixture(params=["xterm", "foot"])
def a_terminal(
    tmp_path: Path, hub: HubProcess, request: pytest.FixtureRequest
) -> Opened:
    """Opens an unattended terminal of series A, in each real terminal program."""
    with its_state(hub) as context:
        _, token = fleet.pair(context, "A", "Entrance")
    if request.param == "foot":
        return lambda columns=83, rows=24: foot_in_cage(
            Installation.made(tmp_path / "shipped", _settings(hub), token),
            grid=(columns, rows),
        )
    need("Xvfb", "xterm", "xdotool", "import")
    token_file = tmp_path / "token"
    token_file.write_text(token)
    command = [
        *(sys.executable, "-m", "kiosk", "terminal", "--series", "A"),
        *("--data", str(tmp_path / "terminal-data")),
        *("--hub", hub.address, "--token-file", str(token_file)),
        *("--public-address", hub.phone_address),
    ]
    return lambda columns=83, rows=24: real_terminal(
        command, tmp_path, columns=columns, rows=rows
    )


@pytest.fixture
def somebody_counsels(hub: HubProcess) -> None:
    """At a desk, without a browser: a terminal issues only what will be called."""
    with its_state(hub) as context:
        join(context, COUNSELLOR_1)


def _settings(hub: HubProcess) -> str:
    phones = f'[hub]\npublic_address = "{hub.phone_address}"\n'
    return f'{phones}[terminal]\nhub = "{hub.address}"\n'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Ends with its module: while it lives, no other loop can run in this thread."""
    with a_chromium() as browser:
        yield browser


@pytest.fixture
def office(hub: HubProcess, chromium: Chromium) -> Iterator[Office]:
    """Afterwards no page, console or content policy may have complained."""
    browsers = Browsers(chromium, hub.address)
    with an_entrance(hub) as entrance:
        yield Office(hub, entrance, browsers)
    browsers.close()
    assert browsers.complaints.unexpected() == []
