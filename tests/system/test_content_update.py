"""A changed Polish sentence, published on the hub, on a real terminal soon after."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kiosk.operations import fleet
from tests.bench.pty_program import PtyProgram
from tests.bench.visit import COLUMNS, PROJECT, ROWS, Spot, spots
from tests.hub_context import join
from tests.people import COUNSELLOR_1, ENTRANCE
from tests.system.hub_process import CONTENT, HubProcess, a_running_hub, its_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kiosk.domain.devices import DeviceReport

OLD, NEW = "Praca i prawa", "Praca i umowa"
"""A topic's title: what is said, and what an editor makes of it."""
POLSKI = "Polski"
PATIENCE = 240.0
"""Until something counts as never coming: a busy machine draws 660 screens first."""
A_MINUTE = 60.0
ESCAPE = b"\x1b"


class Site(NamedTuple):
    hub: HubProcess
    content: Path
    """What an editor changes; the hub began with it."""
    command: list[str]

    def publish(self) -> None:
        words = self.content / "words" / "pl.toml"
        said = words.read_text("utf-8")
        assert f'work = "{OLD}"\n' in said
        before, _, after = said.rpartition(f'work = "{OLD}"')
        words.write_text(f'{before}work = "{NEW}"{after}', "utf-8")
        self.run("content", "publish", "--no-probe", str(self.content))

    def run(self, *arguments: str) -> None:
        subprocess.run(
            [
                *(sys.executable, "-m", "kiosk", *arguments),
                *("--data", str(self.hub.folder)),
            ],
            cwd=PROJECT,
            check=True,
            capture_output=True,
        )

    def until(
        self, terminal: PtyProgram, is_so: Callable[[DeviceReport], bool]
    ) -> float:
        """Seconds until the hub was told so; what is painted meanwhile is read."""
        began = time.monotonic()
        while True:
            with its_state(self.hub) as context:
                (known,) = fleet.terminals(context)
            if known.report is not None and is_so(known.report):
                return time.monotonic() - began
            took = time.monotonic() - began
            assert took < PATIENCE, f"{known.report} {self._logged()}"
            terminal.watch(0.5)

    def _logged(self) -> str:
        log = self.content.parent / "terminal-data" / "log" / "terminal.log"
        return log.read_text()[-3000:] if log.exists() else "no log"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    monkeypatch.setenv("KIOSK_TERMINAL_QUIET_SECONDS", "600")  # a patient reader
    folder = tmp_path / "hub-data"
    folder.mkdir()
    with a_running_hub(folder) as hub:
        with its_state(hub) as context:
            _, token = fleet.pair(context, ENTRANCE, "Entrance")
            join(context, COUNSELLOR_1)
        (tmp_path / "token").write_text(token)
        command = [
            *(sys.executable, "-m", "kiosk", "terminal", "--series", ENTRANCE),
            *("--data", str(tmp_path / "terminal-data"), "--hub", hub.address),
            *("--token-file", str(tmp_path / "token")),
        ]
        yield Site(hub, content, command)


@contextmanager
def a_terminal(site: Site) -> Iterator[PtyProgram]:
    """It shows release 1 of its hub already."""
    with closing(PtyProgram(site.command, PROJECT, COLUMNS, ROWS)) as terminal:
        terminal.until(POLSKI.encode())
        site.until(terminal, lambda said: said.release == 1)
        yield terminal


def test_an_idle_terminal_shows_a_changed_sentence_within_a_minute(
    site: Site, record_property: Callable[[str, object], None]
) -> None:
    polski, talk = _way()
    with a_terminal(site) as terminal:
        site.publish()
        took = site.until(terminal, lambda said: said.release == 2)
        terminal.touch(polski.column, polski.row, polski.leads_to)
        terminal.touch(talk.column, talk.row, NEW.split()[-1].encode())
    record_property("seconds_from_publishing_to_the_screen", f"{took:.1f}")
    sys.stdout.write(f"from publishing to the screen: {took:.1f} s\n")
    assert took < A_MINUTE * _crowd()


def test_under_a_visitors_fingers_nothing_changes(site: Site) -> None:
    polski, talk = _way()
    with a_terminal(site) as terminal:
        terminal.touch(polski.column, polski.row, polski.leads_to)
        site.publish()
        site.until(terminal, lambda said: (said.release, said.staged) == (1, 2))
        terminal.touch(talk.column, talk.row, OLD.split()[-1].encode())
        assert NEW.split()[-1].encode() not in terminal.seen
        terminal.press(ESCAPE)
        terminal.press(ESCAPE)  # the visitor has left
        site.until(terminal, lambda said: (said.release, said.staged) == (2, None))
        terminal.touch(polski.column, polski.row, polski.leads_to)
        terminal.touch(talk.column, talk.row, NEW.split()[-1].encode())


def _way() -> tuple[Spot, Spot]:
    """To the Polish greeting, and to the topics of counselling."""
    polski, talk = asyncio.run(spots(("#language-pl", "#talk")))
    return polski, talk


def _crowd() -> float:
    """How many want each processor: so many times longer takes what is drawn first."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
