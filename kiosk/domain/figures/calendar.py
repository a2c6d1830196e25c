"""What days, weeks and months show, so that none of them gives away what another hides.

A month has weeks, cut at its edges, and these have days; what is hidden of a week or a
day is hidden in every table, and the parts that count the same people are decided
together, since the sums of all visitors are the same in each of them.
A week that lies in two months is told in sum only where both parts of it are told, and
several months only where each of them is: so whoever compares periods of their own
finds nothing but sums of what the months tell.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.domain.figures.hiding import hidden_numbers
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

    from kiosk.domain.figures.hiding import Name, Number
    from kiosk.domain.figures.kept import FigureKey, FigurePart
    from kiosk.domain.figures.periods import Period
    from kiosk.domain.figures.tables import Shown

    DayCounts = Mapping[date, Counter[FigureKey]]
    """Of days on which there was anything."""
    HiddenNumbers = set[Number]

A_DAY = timedelta(days=1)
_NOTHING: Counter[str] = Counter()
_FOUND: dict[bytes, frozenset[Name]] = {}
MOST_FOUND = 2000
"""Some names each: more than the months of ten years, of each kind of table."""


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
        whole = asked.kind is PeriodKind.MONTHS
        hidden = _hidden_in_whole if whole else _hidden_of_month
        for month in months(months_around(asked.span)):
            self._hidden |= hidden(month, counts, parts)

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


def _hidden_in_whole(
    month: DaySpan, counts: _SpanCounts, parts: Sequence[FigurePart]
) -> HiddenNumbers:
    """Of the month as one, which is all that is looked at of several: what was found
    of the same numbers is kept, for they change no more. Ten years take seconds."""
    numbers = [_by_name(part, month, counts) for part in parts]
    key = sha256(repr((month, numbers)).encode()).digest()
    names = _FOUND.get(key)
    if names is None:
        if len(_FOUND) >= MOST_FOUND:
            _FOUND.clear()
        found = _hidden_of_month(month, counts, parts)
        names = _FOUND[key] = frozenset(name for name, of in found if of == month)
    return {(name, month) for name in names}


def _hidden_of_month(
    month: DaySpan, counts: _SpanCounts, parts: Sequence[FigurePart]
) -> HiddenNumbers:
    """A week of one day is that day."""
    held = [
        tuple(dict.fromkeys((day, week, month)))
        for week in _cut(month)
        for day in days(week)
    ]
    return hidden_numbers(held, [_by_name(part, month, counts) for part in parts])


def _by_name(
    part: FigurePart, month: DaySpan, counts: _SpanCounts
) -> dict[Name, Sequence[int]]:
    each = [counts.of(part, day) for day in days(month)]
    keys = sorted({key for count in each for key in count})
    return {(part, key): [count[key] for count in each] for key in keys}


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
