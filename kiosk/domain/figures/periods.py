"""Which days a figure is of: a day, a week, a month, or some whole months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_MONTHS = 120
"""Ten years."""
BY_MONTH, BY_QUARTER = 12, 36
"""Up to so many months are told month by month, or by quarters; more by years."""
DAY = timedelta(days=1)
EARLIEST, LATEST = date(1990, 1, 1), date(9000, 12, 31)
"""Beyond them there are neither days nor neighbours of them."""


class PeriodKind(StrEnum):
    DAY = "day"
    WEEK = "week"
    """From Monday."""
    MONTH = "month"
    MONTHS = "months"
    """Whole ones: whoever could choose two periods that differ by a day would have the
    figures of that day."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """All days from the first to the last."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Period:
    kind: PeriodKind
    span: DaySpan

    @property
    def before(self) -> Period | None:
        """The one of the same kind just before; None of free ones."""
        return self._beside(self.span.first - DAY)

    @property
    def after(self) -> Period | None:
        return self._beside(self.span.last + DAY)

    def columns(self) -> tuple[DaySpan, ...]:
        """The parts of it that are told side by side."""
        if self.kind is PeriodKind.WEEK:
            return days(self.span)
        if self.kind is PeriodKind.MONTHS:
            return _pieces(self.span, _length(months_in(self.span)))
        return (self.span,)

    def _beside(self, day: date) -> Period | None:
        if self.kind is PeriodKind.MONTHS or not EARLIEST <= day <= LATEST:
            return None
        return period_of(self.kind, day)


def period_of(kind: PeriodKind, day: date, until: date | None = None) -> Period:
    """The period of this kind in which the day lies; `until`: of whole months.

    Raises `ValueError` for more than `LONGEST_MONTHS`, or where the end is before the
    beginning.
    """
    day = min(max(day, EARLIEST), LATEST)
    if kind is PeriodKind.DAY:
        return Period(kind, DaySpan(day, day))
    if kind is PeriodKind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(kind, DaySpan(monday, monday + timedelta(days=6)))
    last = min(max(until or day, EARLIEST), LATEST)
    span = DaySpan(day.replace(day=1), end_of_month(last))
    if kind is PeriodKind.MONTH:
        return Period(kind, DaySpan(span.first, end_of_month(day)))
    if not 0 < months_in(span) <= LONGEST_MONTHS:
        raise ValueError(span)
    return Period(kind, span)


def days(span: DaySpan) -> tuple[DaySpan, ...]:
    count = (span.last - span.first).days + 1
    each = (span.first + timedelta(days=n) for n in range(count))
    return tuple(DaySpan(day, day) for day in each)


def whole_months(period: Period) -> tuple[DaySpan, ...]:
    """None of a day or a week."""
    of_months = period.kind in {PeriodKind.MONTH, PeriodKind.MONTHS}
    return months(period.span) if of_months else ()


def months(span: DaySpan) -> tuple[DaySpan, ...]:
    """Of a span of whole months."""
    return _pieces(span, 1)


def months_in(span: DaySpan) -> int:
    """Of a span of whole months; 0 or less where it ends before it begins."""
    years = span.last.year - span.first.year
    return years * 12 + span.last.month - span.first.month + 1


def _length(count: int) -> int:
    """How many months are told as one."""
    return 1 if count <= BY_MONTH else 3 if count <= BY_QUARTER else 12


def _pieces(span: DaySpan, length: int) -> tuple[DaySpan, ...]:
    """Months, or the parts of quarters or of years of the calendar."""
    pieces, first = [], span.first
    while first <= span.last:
        ends_in = (first.month - 1) // length * length + length
        last = min(end_of_month(first.replace(month=ends_in)), span.last)
        pieces.append(DaySpan(first, last))
        first = last + DAY
    return tuple(pieces)


def end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY
