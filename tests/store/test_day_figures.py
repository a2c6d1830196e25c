"""Figures of a day are written once, and nothing changes them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import DaySpan
from kiosk.store import day_figures
from kiosk.store.database import Duplicate
from tests.builders import OPENING, SERVICE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.store.database import Connection, Database

FIGURES = {(FigurePart.TOPIC, "work"): 7, (FigurePart.ENDING, "finished"): 7}
NEXT_DAY = SERVICE_DAY + timedelta(days=1)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        day_figures.write(writing, SERVICE_DAY, FIGURES, OPENING)
        yield writing


def test_days_are_added_up(connection: Connection) -> None:
    day_figures.write(connection, NEXT_DAY, FIGURES, OPENING)
    sums = day_figures.sums(
        connection, DaySpan(SERVICE_DAY, NEXT_DAY), list(FigurePart)
    )
    assert sums == dict.fromkeys(FIGURES, 14)
    assert (
        day_figures.sums(connection, DaySpan(NEXT_DAY, NEXT_DAY), list(FigurePart))
        == FIGURES
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE day_figures SET number = 8",
        "DELETE FROM day_figures",
        "UPDATE figured_days SET at = 0",
        "DELETE FROM figured_days",
    ],
)
def test_nobody_can_change_them_or_take_them_away(
    connection: Connection, change: str
) -> None:
    with pytest.raises(Duplicate, match="append-only"):
        connection.execute(sa.text(change))


@pytest.mark.parametrize("table", ["day_figures", "figured_days"])
def test_nobody_can_empty_them_at_once(connection: Connection, table: str) -> None:
    if connection.dialect.name == "sqlite":
        return  # has no other way to empty a table than DELETE
    with pytest.raises(Duplicate, match="append-only"):
        connection.execute(sa.text(f"TRUNCATE {table}"))


def test_nobody_can_add_to_them(connection: Connection) -> None:
    more = {(FigurePart.TOPIC, "housing"): 1}
    with pytest.raises(Duplicate, match="has its figures"):
        day_figures.write(connection, SERVICE_DAY, more, OPENING)


def test_a_day_on_which_nobody_came_is_closed_too(connection: Connection) -> None:
    day_figures.write(connection, NEXT_DAY, {}, OPENING)
    later = NEXT_DAY + timedelta(days=1)
    asked = [SERVICE_DAY, NEXT_DAY, later]
    assert day_figures.over(connection, asked) == {SERVICE_DAY, NEXT_DAY}
    span = DaySpan(SERVICE_DAY, later)
    assert day_figures.days_with_visitors(connection, span) == 1
    assert day_figures.first_day(connection) == SERVICE_DAY
