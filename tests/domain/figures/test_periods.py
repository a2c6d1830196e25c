from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.figures.periods import (
    EARLIEST,
    LATEST,
    LONGEST_MONTHS,
    DaySpan,
    PeriodKind,
    period_of,
)

DAYS = st.dates(EARLIEST, LATEST)
ONE_DAY = timedelta(days=1)
PLAIN = st.sampled_from([PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH])


@given(PLAIN, DAYS)
def test_periods_of_one_kind_follow_each_other_without_gap(
    kind: PeriodKind, day: date
) -> None:
    period = period_of(kind, day)
    assert day in period.span
    after = period.after
    if after is not None:
        assert after.span.first == period.span.last + ONE_DAY
        assert after.before == period


@given(DAYS, st.integers(1, LONGEST_MONTHS))
def test_columns_are_the_whole_period_and_few(day: date, months: int) -> None:
    ahead = day.replace(day=1).toordinal() + (months - 1) * 30
    until = date.fromordinal(min(ahead, date.max.toordinal()))
    columns = period_of(PeriodKind.MONTHS, day, until).columns()
    assert len(columns) <= 13
    for one, other in pairwise(columns):
        assert other.first == one.last + ONE_DAY
    assert columns[0].first == day.replace(day=1)
    assert columns[-1].last.month != (columns[-1].last + ONE_DAY).month


def test_a_week_begins_on_monday_and_a_month_on_its_first() -> None:
    week = period_of(PeriodKind.WEEK, date(2026, 3, 4)).span
    assert week == DaySpan(date(2026, 3, 2), date(2026, 3, 8))
    month = period_of(PeriodKind.MONTH, date(2028, 2, 10)).span
    assert month == DaySpan(date(2028, 2, 1), date(2028, 2, 29))


def test_a_free_period_is_of_whole_months_so_that_no_day_can_be_cut_out() -> None:
    one = period_of(PeriodKind.MONTHS, date(2026, 3, 2), date(2026, 4, 29))
    other = period_of(PeriodKind.MONTHS, date(2026, 3, 3), date(2026, 4, 30))
    assert one == other
    assert one.span == DaySpan(date(2026, 3, 1), date(2026, 4, 30))
    assert one.before is one.after is None


@pytest.mark.parametrize(
    ("until", "columns"),
    [(date(2026, 12, 31), 12), (date(2028, 12, 31), 12), (date(2035, 12, 31), 10)],
)
def test_longer_periods_are_told_by_quarters_or_years(
    until: date, columns: int
) -> None:
    period = period_of(PeriodKind.MONTHS, date(2026, 1, 1), until)
    assert len(period.columns()) == columns


@pytest.mark.parametrize("until", [date(2036, 1, 1), date(2025, 12, 31), date.max])
def test_more_than_ten_years_or_a_period_that_ends_first_is_refused(
    until: date,
) -> None:
    with pytest.raises(ValueError, match="2026"):
        period_of(PeriodKind.MONTHS, date(2026, 1, 1), until)


@pytest.mark.parametrize("kind", PeriodKind)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_at_the_edge_of_the_calendar_there_is_a_period_too(
    kind: PeriodKind, day: date
) -> None:
    period = period_of(kind, day)
    assert period.columns()
    assert period.before is None or period.before.span.last < period.span.first
