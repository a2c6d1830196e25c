from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.figures.kept import FigurePart
from kiosk.store import day_figures
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

MONDAY = date(2026, 3, 2)


@pytest.fixture
def a_day(machine: Machine) -> None:
    with its_state(HubProcess(machine.data)) as ctx, ctx.database.begin() as connection:
        counts = {(FigurePart.TOPIC, "work"): 12, (FigurePart.ENDING, "finished"): 12}
        counts |= {(FigurePart.HOUR, "09"): 9, (FigurePart.HOUR, "10"): 3}
        day_figures.write(connection, MONDAY, counts, ctx.clock.now())


@pytest.mark.usefixtures("a_day")
def test_the_figures_of_a_period_are_lines_for_another_program(run: Run) -> None:
    said = run("figures", "--period", "day", "--day", "2026-03-02", "--language", "en")
    assert said.exit_code == 0, said.output
    text = said.stdout_bytes.decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    period = "2026-03-02/2026-03-02"
    assert lines[0] == ["Period", "Table", "Row", "Column", "Count"]
    assert [period, "How visits ended", "Counselled", "Total", "12"] in lines
    assert [period, "Visitors by hour", "10:00 to 11:00", "Total", "not shown"] in lines


@pytest.mark.parametrize(
    "wrong",
    [
        ["--period", "year"],
        ["--day", "24.12."],
        ["--language", "xx"],
        ["--period", "months", "--day", "2026-03-01", "--until", "2026-02-01"],
    ],
)
def test_what_is_no_period_is_refused(run: Run, wrong: list[str]) -> None:
    assert run("figures", *wrong).exit_code == 2
