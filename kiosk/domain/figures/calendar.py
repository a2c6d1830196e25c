"""What days, weeks and months show, so that none of them gives away what another hides.

A month is a table of its weeks, cut at its edges, and each of these is one of its days.
What is hidden of a week in the one is hidden in the other, and the sums of all visitors
are the same in every table, so all are decided together until nothing changes any more.
A week that lies in two months is told in sum only where both parts of it are told, and
several months only where each of them is: so whoever compares periods of their own
finds nothing but sums of what the months tell.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.figures.hiding import hidden_cells
from kiosk.domain.figures.periods import (
    DaySpan,
    PeriodKind,
    days,
    end_of_month,
    months,
)
from kiosk.domain.figures.tables import (
    OF_VISITORS,
    OTHERS,
    FigureRow,
    FigureTable,
    FigureTables,
    keys_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kiosk.domain.figures.kept import FigureKey, FigurePart
    from kiosk.domain.figures.periods import Period
    from kiosk.domain.figures.tables import Shown

    DayCounts = Mapping[date, Counter[FigureKey]]
    """Of days on which there was anything."""
    Name = tuple[FigurePart, str] | None
    """Of what there is a number; None: of all visitors, however they are counted."""
    HiddenNumbers = set[tuple[Name, DaySpan]]

A_DAY = timedelta(days=1)
_NOTHING: Counter[str] = Counter()


def months_around(span: DaySpan) -> DaySpan:
    """The whole months that must be known to tell these days."""
    return DaySpan(span.first.replace(day=1), end_of_month(span.last))


def calendar_tables(asked: Period, known: DayCounts) -> FigureTables:
    """`known`: of all days of the months around it."""
    counts = _SpanCounts(known)
    visitors = _Telling(asked, counts, OF_VISITORS)
    others = {part: _Telling(asked, counts, [part]) for part in OTHERS}
    return FigureTables(
        {part: visitors.table(part) for part in OF_VISITORS}
        | {part: telling.table(part) for part, telling in others.items()},
        visitors.by_day() if asked.kind is PeriodKind.MONTH else None,
    )


class _Telling:
    """The tables of one period, of parts that have the same totals."""

    def __init__(
        self, asked: Period, counts: _SpanCounts, parts: Sequence[FigurePart]
    ) -> None:
        self._span = asked.span
        self._counts = counts
        self._parts = parts
        self._columns = asked.columns()
        self._hidden: HiddenNumbers = set()
        for month in months(months_around(asked.span)):
            self._hidden |= _hidden_of_month(month, self._counts, parts)

    def table(self, part: FigurePart) -> FigureTable:
        keys = keys_of(part, [self._counts.of(part, self._span)])
        rows = (
            FigureRow(key, self._line((part, key)), self._shown((part, key)))
            for key in keys
        )
        return FigureTable(
            self._columns, tuple(rows), self._line(None), self._shown(None)
        )

    def by_day(self) -> FigureTable:
        """The days on which somebody came, as rows."""
        each = ((day, self._shown(None, day)) for day in days(self._span))
        rows = (FigureRow(str(d.first), (n,), n) for d, n in each if n != 0)
        whole = self._shown(None)
        return FigureTable((self._span,), tuple(rows), (whole,), whole)

    def _line(self, name: Name) -> tuple[Shown, ...]:
        return tuple(self._shown(name, span) for span in self._columns)

    def _shown(self, name: Name, of: DaySpan | None = None) -> Shown:
        """Of the whole period, where no other span is said."""
        span = of or self._span
        if any((name, piece) in self._hidden for piece in _decided(span)):
            return None
        part, key = name or (self._parts[0], None)
        count = self._counts.of(part, span)
        return count.total() if key is None else count[key]


class _SpanCounts:
    """What days add up to, each sum made once."""

    def __init__(self, known: DayCounts) -> None:
        self._known = {day: _by_part(count) for day, count in known.items()}
        self._made: dict[tuple[FigurePart, DaySpan], Counter[str]] = {}

    def of(self, part: FigurePart, span: DaySpan) -> Counter[str]:
        if span.first == span.last:
            return self._known.get(span.first, {}).get(part, _NOTHING)
        if (part, span) not in self._made:
            whole: Counter[str] = Counter()
            for piece in _pieces(span):
                whole.update(self.of(part, piece))
            self._made[part, span] = whole
        return self._made[part, span]


def _by_part(count: Counter[FigureKey]) -> dict[FigurePart, Counter[str]]:
    found: dict[FigurePart, Counter[str]] = {}
    for (part, key), number in count.items():
        found.setdefault(part, Counter())[key] = number
    return found


def _hidden_of_month(
    month: DaySpan, counts: _SpanCounts, parts: Sequence[FigurePart]
) -> HiddenNumbers:
    weeks = _cut(month)
    hidden: HiddenNumbers = set()
    tables = [
        _CalendarTable(part, columns, whole, counts)
        for part in parts
        for columns, whole in ((weeks, month), *((days(week), week) for week in weeks))
    ]
    before = -1
    while before < len(hidden):
        before = len(hidden)
        for table in tables:
            table.hide(hidden)
    return hidden


class _CalendarTable:
    """The rows of a part in these columns, and what was hidden of it so far."""

    def __init__(
        self,
        part: FigurePart,
        columns: Sequence[DaySpan],
        whole: DaySpan,
        counts: _SpanCounts,
    ) -> None:
        each = [counts.of(part, span) for span in columns]
        keys = sorted({key for count in each for key in count})
        names: list[Name] = [*((part, key) for key in keys), None]
        self._rows = [[count[key] for count in each] for key in keys]
        self._cells = {
            (row, column): (name, span)
            for row, name in enumerate(names)
            for column, span in enumerate((*columns, whole))
        }
        self._settled: frozenset[tuple[int, int]] | None = None

    def hide(self, hidden: HiddenNumbers) -> None:
        """Add what must be hidden here, with what is hidden of it elsewhere."""
        there = frozenset(cell for cell, n in self._cells.items() if n in hidden)
        if there != self._settled:
            self._settled = hidden_cells(self._rows, there)
            hidden.update(self._cells[cell] for cell in self._settled)


def _decided(span: DaySpan) -> tuple[DaySpan, ...]:
    """The spans of which it is known what is hidden: all of these make up this one."""
    return months(span) if span.last - span.first >= 7 * A_DAY else _cut(span)


def _pieces(span: DaySpan) -> tuple[DaySpan, ...]:
    """Smaller ones that make it up: months, their weeks, or days."""
    for pieces in (_decided(span), _cut(span)):
        if len(pieces) > 1:
            return pieces
    return days(span)


def _cut(span: DaySpan) -> tuple[DaySpan, ...]:
    """Into weeks, cut where a month ends."""
    pieces, first = [], span.first
    while first <= span.last:
        sunday = first + (6 - first.weekday()) * A_DAY
        last = min(span.last, sunday, end_of_month(first))
        pieces.append(DaySpan(first, last))
        first = last + A_DAY
    return tuple(pieces)
