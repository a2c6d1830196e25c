from __future__ import annotations

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.ids import RandomIds
from kiosk.journal.tickets import Journal

pytestmark = pytest.mark.real
KILLS = 20
PROJECT = Path(__file__).parents[2]


def shown_until_killed(path: Path, tickets: int) -> list[tuple[str, str, int]]:
    """What a terminal showed before kill -9, at no particular line of its code."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journal.issuing_forever", str(path)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    shown = [child.stdout.readline() for _ in range(tickets)]
    child.kill()
    shown += child.stdout.readlines()
    child.stdout.close()
    child.wait()
    whole = [line.split() for line in shown if line.endswith("\n")]
    return [(ticket_id, day, int(count)) for ticket_id, day, count in whole]


def test_kill_9_loses_no_ticket_that_was_shown_and_doubles_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.sqlite"
    chance = random.Random(20260302)

    shown: list[tuple[str, str, int]] = []
    for _ in range(KILLS):
        shown += shown_until_killed(path, chance.randint(1, 25))

    journal = Journal.open(path, "A", "Europe/Berlin", SystemClock(), RandomIds())
    with closing(journal):
        stored = [
            (row.ticket.id, row.ticket.service_day.isoformat(), row.ticket.number.count)
            for row in journal.unsettled()
        ]
    assert len(shown) >= KILLS
    assert set(shown) <= set(stored)
    numbers = [(day, count) for _, day, count in stored]
    assert len(numbers) == len(set(numbers))
    # One ticket at most was stored and not shown by each life.
    assert len(stored) - len(shown) <= KILLS
