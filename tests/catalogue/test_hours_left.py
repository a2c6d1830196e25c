"""Hours in which nobody will ever be received are named, by file and line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.catalogue.problems import Problem

TODAY = date(2026, 12, 1)
DOCTOR = "services/doctor/service.toml"
OVER = "These hours are over: none of their days is still to come."
CLOSED = "Each day of these hours that is still to come is closed"
BRANDENBURG = 'holidays = "BB"\n'


def rule(recurs: str, first: str = "2026-01-01", more: str = "") -> str:
    return (
        f'[[consultation.rules]]\nrule = "{recurs}"\nfirst = {first}\n'
        f'opens = "13:00"\ncloses = "14:00"\n{more}\n'
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


def warned(folder: Path, name: str = "topics.toml") -> list[Problem]:
    """Of hours alone; nothing of them is an error."""
    found = [problem for problem in problems(folder, TODAY) if problem.file == name]
    assert not any(problem.is_error for problem in found)
    return [p for p in found if p.message.startswith((OVER, CLOSED))]


def with_hours(folder: Path, more: str, usual: str = "") -> None:
    topics = folder / "topics.toml"
    content_folder.change(topics, "[consultation]", f"[consultation]\n{usual}")
    content_folder.change(topics, "[[topics]]", f"{more}\n[[topics]]")


@pytest.mark.parametrize(
    ("hours", "consultation", "says"),
    [
        (rule("FREQ=WEEKLY;UNTIL=20261130"), "", OVER),
        (rule("FREQ=DAILY;COUNT=3"), "", OVER),
        (rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"), BRANDENBURG, CLOSED),
        (
            rule("FREQ=WEEKLY;COUNT=50")
            + "[[consultation.closed]]\nfrom = 2026-11-01\nuntil = 2027-01-31\n",
            "",
            CLOSED,
        ),
        (
            rule("FREQ=DAILY;UNTIL=20261202")
            + "[[consultation.closed]]\nfrom = 2026-12-01\nuntil = 2026-12-01\n"
            "[[consultation.special]]\ndate = 2026-12-02\nclosed = true\n",
            "",
            CLOSED,
        ),
    ],
)
def test_a_rule_without_a_day_to_come_is_named(
    folder: Path, hours: str, consultation: str, says: str
) -> None:
    with_hours(folder, hours, consultation)
    (warning,) = warned(folder)
    assert warning.message.startswith(says)
    assert warning.line is not None
    lines = (folder / "topics.toml").read_text("utf-8").splitlines()
    assert "[[consultation.rules]]" in lines[warning.line - 1]
    assert "hours" in warning.remedy or "days" in warning.remedy


@pytest.mark.parametrize(
    ("hours", "consultation"),
    [
        (rule("FREQ=WEEKLY;UNTIL=20261201", "2026-01-06"), ""),
        (rule("FREQ=DAILY;COUNT=3", more="also = [2027-02-01]"), ""),
        (rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"), ""),
        (rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"), BRANDENBURG),
        (rule("FREQ=WEEKLY", "2027-06-01"), ""),
    ],
)
def test_a_rule_with_a_day_to_come_is_not(
    folder: Path, hours: str, consultation: str
) -> None:
    with_hours(folder, hours, consultation)
    assert warned(folder) == []


def test_a_usual_week_that_is_closed_for_a_year_is_named(folder: Path) -> None:
    closed = "[[consultation.closed]]\nfrom = 2026-11-01\nuntil = 2028-01-31\n"
    with_hours(folder, closed)
    (warning,) = warned(folder)
    assert warning.message.startswith(CLOSED)


def test_the_hours_of_a_service_are_looked_at_too(folder: Path) -> None:
    usual = '[hours]\nslots = [{ weekday = "tue", opens = "09:00", closes = "18:00" }]'
    once = '[[hours.special]]\ndate = 2026-11-30\nslots = [{ opens = "09:00", closes'
    content_folder.change(folder / DOCTOR, usual, f'{once} = "12:00" }}]')
    (warning,) = warned(folder, DOCTOR)
    assert warning.message == OVER


def test_without_a_day_nothing_is_over(folder: Path) -> None:
    with_hours(folder, rule("FREQ=DAILY;COUNT=3"))
    assert not [p for p in problems(folder) if p.message == OVER]
