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


@pytest.mark.usefixtures("a_day")
@pytest.mark.parametrize(
    ("day", "told"),
    [
        (
            "2026-03-03",
            "Dienstag, 3. März 2026: Von diesem Zeitraum sind keine Zahlen",
        ),
        (
            "2026-02-27",
            "Freitag, 27. Februar 2026: Von diesem Zeitraum sind keine Zahlen",
        ),
    ],
)
def test_an_empty_period_is_named_and_from_when_to_when_there_are_figures(
    run: Run, day: str, told: str
) -> None:
    """Beside the file that another program reads."""
    said = run("figures", "--period", "day", "--day", day)
    assert said.exit_code == 0
    assert told in said.stderr
    assert "Zahlen gibt es vom 02.03.2026 bis 02.03.2026." in said.stderr
    assert "gespeichert" not in said.stdout


def test_a_closed_day_on_which_nobody_came_is_told_from_one_without_figures(
    run: Run, machine: Machine
) -> None:
    with its_state(HubProcess(machine.data)) as ctx, ctx.database.begin() as connection:
        day_figures.write(connection, MONDAY, {}, ctx.clock.now())
    closed = run("figures", "--period", "day", "--day", "2026-03-02")
    assert "Montag, 2. März 2026: An den abgeschlossenen Tagen" in closed.stderr


def test_before_the_first_closed_day_there_are_no_figures_at_all(run: Run) -> None:
    said = run("figures", "--period", "day", "--day", "2026-03-02", "--language", "en")
    assert "2 March 2026: no figures are kept" in said.stderr
    assert "a day has figures once it is" in said.stderr


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
