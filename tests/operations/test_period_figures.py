"""What is told of a period, from what closed days have kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import PeriodKind, period_of
from kiosk.errors import BadPeriod
from kiosk.operations import check_in, housekeeping, period_figures
from kiosk.store import day_counts, day_figures
from kiosk.store.day_counts import Closing
from tests.builders import OPENING, SERVICE_DAY, a_ticket

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.figures.kept import FigureKey
    from kiosk.domain.figures.periods import Period
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

A_DAY = timedelta(days=1)
WEEK = period_of(PeriodKind.WEEK, SERVICE_DAY)
DAY = period_of(PeriodKind.DAY, SERVICE_DAY)
MONTH = period_of(PeriodKind.MONTH, SERVICE_DAY)


def a_day(**topics: int) -> dict[FigureKey, int]:
    count = sum(topics.values())
    return {
        **{(FigurePart.TOPIC, topic): number for topic, number in topics.items()},
        (FigurePart.ENDING, "finished"): count,
        (FigurePart.HOUR, "09"): count,
        (FigurePart.LANGUAGE, "ar"): count,
        (FigurePart.PARTNER, ""): count,
        (FigurePart.WAIT, "00600"): count,
    }


def write(ctx: Context, day: date, figures: dict[FigureKey, int]) -> None:
    with ctx.database.begin() as connection:
        day_figures.write(connection, day, figures, OPENING)


def came_late(ctx: Context, day: date, count: int) -> None:
    with ctx.database.begin() as connection:
        closing = Closing(OPENING, count, 0, day, late=count)
        day_counts.record_closing(connection, closing)


def test_a_closed_day_is_told_and_today_is_not(
    ctx: Context, entrance: PairedTerminal, clock: FixedClock
) -> None:
    for count in range(1, 8):
        check_in.accept(ctx, entrance, a_ticket(count, issued_at=OPENING))
    assert period_figures.look(ctx, WEEK).visitors == 0
    clock.advance(days=1)
    housekeeping.close_days(ctx)
    told = period_figures.look(ctx, WEEK)
    assert (told.visitors, told.days, told.since) == (7, 1, SERVICE_DAY)
    assert told.goes_on
    hours = told.tables.by_part[FigurePart.HOUR]
    assert [(row.key, row.total) for row in hours.rows] == [("09", 7)]


def test_a_day_a_week_and_a_month_tell_the_same_visitors(ctx: Context) -> None:
    write(ctx, SERVICE_DAY, a_day(work=20))
    for period in (DAY, WEEK, MONTH):
        told = period_figures.look(ctx, period)
        assert told.visitors == 20
        assert told.usual[FigurePart.WAIT][-1] is not None


def test_what_a_day_hides_its_week_does_not_give_away(ctx: Context) -> None:
    """Alone, Monday would hide 3 and 6: the week of 3 + 0 and 6 + 30 tells both."""
    write(ctx, SERVICE_DAY, a_day(work=3, tax=6, residence=30))
    write(ctx, SERVICE_DAY + A_DAY, a_day(tax=30, residence=30))
    day = period_figures.look(ctx, DAY).tables.by_part[FigurePart.TOPIC]
    week = period_figures.look(ctx, WEEK).tables.by_part[FigurePart.TOPIC]
    assert [row.total for row in day.rows] == [row.numbers[0] for row in week.rows]
    work = next(row for row in week.rows if row.key == "work")
    assert (work.numbers[0], work.total) == (None, None)


def test_how_long_it_took_is_merged_and_not_averaged(ctx: Context) -> None:
    many, few = a_day(work=9), a_day(work=3)
    few[FigurePart.WAIT, "07200"] = few.pop((FigurePart.WAIT, "00600"))
    write(ctx, SERVICE_DAY, many)
    write(ctx, SERVICE_DAY + A_DAY, few)
    usual = period_figures.look(ctx, WEEK).usual[FigurePart.WAIT]
    assert usual[0] is not None
    assert usual[1] is None  # three would be somebody's own
    assert usual[-1] is not None
    assert usual[-1].median == usual[0].median == 10.5


def test_a_month_hides_few_of_a_day_too(ctx: Context) -> None:
    write(ctx, SERVICE_DAY, a_day(work=3))
    write(ctx, SERVICE_DAY + A_DAY, a_day(work=12))
    write(ctx, SERVICE_DAY + 2 * A_DAY, a_day(work=40))
    by_day = period_figures.look(ctx, MONTH).tables.by_day
    assert by_day is not None
    assert [row.total for row in by_day.rows] == [None, None, 40]
    assert by_day.total == 55


def test_a_period_of_one_month_tells_what_its_month_does(ctx: Context) -> None:
    write(ctx, SERVICE_DAY, a_day(work=10))
    write(ctx, SERVICE_DAY + 7 * A_DAY, a_day(work=3, tax=7))
    free = period_of(PeriodKind.MONTHS, SERVICE_DAY, SERVICE_DAY)
    month, alone = (
        period_figures.look(ctx, each).tables.by_part[FigurePart.TOPIC]
        for each in (MONTH, free)
    )
    assert alone == month
    assert [row.total for row in alone.rows] == [None, None]


def test_late_numbers_are_told_of_months_so_that_those_of_no_day_follow(
    ctx: Context,
) -> None:
    came_late(ctx, SERVICE_DAY, 5)
    came_late(ctx, SERVICE_DAY + A_DAY, 1)
    came_late(ctx, SERVICE_DAY + timedelta(days=31), 2)
    for period in (DAY, WEEK, period_of(PeriodKind.DAY, SERVICE_DAY + A_DAY)):
        told = period_figures.look(ctx, period)
        assert (told.late, told.tells_late) == (0, False)
    assert period_figures.look(ctx, MONTH).late == 6
    following = SERVICE_DAY + timedelta(days=31)
    both = period_of(PeriodKind.MONTHS, SERVICE_DAY, following)
    for period in (period_of(PeriodKind.MONTH, following), both):
        assert period_figures.look(ctx, period).late is None


@pytest.mark.parametrize("period", [DAY, WEEK, MONTH])
def test_of_nobody_nothing_is_told(ctx: Context, period: Period) -> None:
    told = period_figures.look(ctx, period)
    assert (told.visitors, told.days, told.late, told.since) == (0, 0, 0, None)
    assert told.marks is None


def test_a_period_is_at_most_ten_years(ctx: Context) -> None:
    first = date(2026, 1, 1)
    whole = period_figures.period(PeriodKind.MONTHS, first, date(2035, 12, 31))
    assert period_figures.look(ctx, whole).visitors == 0
    with pytest.raises(BadPeriod) as refusal:
        period_figures.period(PeriodKind.MONTHS, first, date(2036, 1, 1))
    assert refusal.value.remedy
