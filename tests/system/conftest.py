from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import fleet
from tests.system.browsers import Browsers, a_chromium
from tests.system.entrance import an_entrance
from tests.system.hub_process import HubProcess, a_running_hub, its_state
from tests.system.office import Office
from tests.system.programs import need
from tests.system.real_terminal import RealTerminal, real_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

Opened = Callable[..., AbstractContextManager[RealTerminal]]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    folder = tmp_path / "hub-data"
    folder.mkdir()
    with a_running_hub(folder) as running:
        yield running


@pytest.fixture
def a_terminal(tmp_path: Path, hub: HubProcess) -> Opened:
    """Opens an unattended terminal of series A in a real terminal program."""
    need("Xvfb", "xterm", "xdotool", "import")
    with its_state(hub) as context:
        _, token = fleet.pair(context, "A", "Entrance")
    token_file = tmp_path / "token"
    token_file.write_text(token)

    def opened(
        columns: int = 83, rows: int = 24
    ) -> AbstractContextManager[RealTerminal]:
        command = [
            *(sys.executable, "-m", "kiosk", "terminal", "--series", "A"),
            *("--data", str(tmp_path / "terminal-data")),
            *("--hub", hub.address, "--token-file", str(token_file)),
        ]
        return real_terminal(command, tmp_path, columns=columns, rows=rows)

    return opened


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Ends with its module: while it lives, no other loop can run in this thread."""
    with a_chromium() as browser:
        yield browser


@pytest.fixture
def office(hub: HubProcess, chromium: Browser) -> Iterator[Office]:
    """Afterwards no page, console or content policy may have complained."""
    browsers = Browsers(chromium, hub.address)
    with an_entrance(hub) as entrance:
        yield Office(hub, entrance, browsers)
    browsers.close()
    assert browsers.complaints.unexpected() == []
