"""The public holidays of the two states of the industrial park."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import kiosk
from kiosk.catalogue.holidays import PublicHolidays
from kiosk.domain.hours import FederalState

HOLIDAYS = PublicHolidays()
BOTH = [date(2026, 1, 1), date(2026, 4, 3), date(2026, 10, 3), date(2026, 10, 31)]
ONLY_SAXONY = [date(2026, 11, 18), date(2027, 11, 17)]
"""Buß- und Bettag."""
ONLY_BRANDENBURG = [date(2026, 4, 5), date(2026, 5, 24), date(2027, 3, 28)]
"""The Sundays of Easter and Pentecost."""


def states(day: date) -> set[FederalState]:
    return {state for state in FederalState if HOLIDAYS.is_holiday(day, state)}


@pytest.mark.parametrize("day", BOTH, ids=str)
def test_most_holidays_are_the_same(day: date) -> None:
    assert states(day) == set(FederalState)


@pytest.mark.parametrize("day", ONLY_SAXONY, ids=str)
def test_repentance_day_is_saxon(day: date) -> None:
    assert states(day) == {FederalState.SAXONY}


@pytest.mark.parametrize("day", ONLY_BRANDENBURG, ids=str)
def test_easter_and_pentecost_sunday_are_holidays_in_brandenburg(day: date) -> None:
    assert states(day) == {FederalState.BRANDENBURG}


def test_a_working_day_and_christmas_eve_are_none() -> None:
    assert states(date(2026, 3, 2)) == set()
    assert states(date(2026, 12, 24)) == set()


def loaded_after(*lines: str) -> bool:
    """Whether a program of these lines has loaded the library."""
    program = (
        "import sys",
        "from kiosk.catalogue.holidays import PublicHolidays",
        "from tests.builders import a_catalogue",
        *lines,
        "print('holidays' in sys.modules)",
    )
    out = subprocess.run(
        [sys.executable, "-c", "\n".join(program)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(kiosk.__file__).parent.parent,
    )
    return out.stdout.strip() == "True"


def test_content_without_holidays_never_loads_the_library() -> None:
    assert not loaded_after("PublicHolidays().learn(a_catalogue())")


def test_content_with_holidays_loads_it_before_a_visitor_asks() -> None:
    assert loaded_after(
        "from dataclasses import replace",
        "from kiosk.domain.hours import FederalState, WeeklyHours",
        "hours = WeeklyHours((), holidays=FederalState.SAXONY)",
        "catalogue = replace(a_catalogue(), consultation_hours=hours)",
        "PublicHolidays().learn(catalogue)",
    )
