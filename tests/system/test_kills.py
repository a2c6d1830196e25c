"""kill -9 of terminal and hub, at random moments of 200 check-ins."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.operations import calling, fleet
from tests.system.hub_process import PROJECT, HubProcess, its_state

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.tickets import Ticket

CHECK_INS = 200
PATIENCE = 90.0


@dataclass
class Terminal:
    """The killable half of a terminal."""

    journal: Path
    hub: str
    token: str
    shown: list[tuple[str, int]] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.system.terminal_without_screen"),
                *(str(self.journal), self.hub, self.token),
            ],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def ask(self) -> None:
        """A visitor touches the last button."""
        assert self.process
        assert self.process.stdin
        self.process.stdin.write("check in\n")
        self.process.stdin.flush()

    def show(self) -> None:
        """The number comes on the screen: acknowledged."""
        assert self.process
        assert self.process.stdout
        self._note(self.process.stdout.readline())

    def kill(self) -> None:
        assert self.process
        assert self.process.stdin
        assert self.process.stdout
        self.process.kill()
        for line in self.process.stdout:
            self._note(line)
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def _note(self, line: str) -> None:
        if line.endswith("\n"):
            ticket_id, count = line.split()
            self.shown.append((ticket_id, int(count)))


def what_the_hub_has(hub: HubProcess) -> list[Ticket]:
    with its_state(hub) as context:
        return calling.today(context)


def wait_until_delivered(hub: HubProcess, shown: set[str]) -> list[Ticket]:
    ended = time.monotonic() + PATIENCE
    while True:
        arrived = what_the_hub_has(hub)
        if shown <= {ticket.id for ticket in arrived}:
            return arrived
        assert time.monotonic() < ended, f"{len(shown)} shown, {len(arrived)} arrived"
        time.sleep(0.5)


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path) -> None:
    chance = random.Random(17)
    hub = HubProcess(tmp_path)
    with its_state(hub) as context:
        _, token = fleet.pair(context, "A", "Entrance")
    hub.start()
    terminal = Terminal(tmp_path / "journal.sqlite", hub.address, token)
    terminal.start()

    while len(terminal.shown) < CHECK_INS:
        for _ in range(chance.randint(5, 25)):
            terminal.ask()
            terminal.show()
        terminal.ask()
        time.sleep(chance.uniform(0, 0.01))
        if chance.random() < 0.6:
            terminal.kill()
            terminal.start()
        else:
            terminal.show()
            hub.kill()
            hub.start()

    hub.wait_until_ready()
    terminal.kill()
    terminal.start()
    arrived = wait_until_delivered(hub, {ticket_id for ticket_id, _ in terminal.shown})
    terminal.kill()
    hub.stop()

    numbers = [(ticket.service_day, ticket.number.count) for ticket in arrived]
    assert len(set(numbers)) == len(numbers)
    assert len({ticket_id for ticket_id, _ in terminal.shown}) == len(terminal.shown)
    assert numbers == sorted(numbers), "true times of issue keep the order"
    by_id = {ticket.id: ticket.number.count for ticket in arrived}
    assert all(by_id[ticket_id] == count for ticket_id, count in terminal.shown)  # type: ignore[index]
