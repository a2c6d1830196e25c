"""Days, weeks and months beside each other give away nothing that one of them hides."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.figures.calendar import calendar_tables
from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import DaySpan, PeriodKind, days, period_of
from tests.domain.figures.solving import reduced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiosk.domain.figures.calendar import DayCounts
    from kiosk.domain.figures.periods import Period

    Atom = tuple[str, date]
    """A topic on a day."""

TOPIC = FigurePart.TOPIC
MARCH = date(2026, 3, 1)
"""A Sunday: the weeks at both edges lie in two months."""
OPEN_DAYS = [
    *(date(2026, 2, day) for day in (23, 26)),
    *(date(2026, 3, day) for day in (2, 5, 9, 12, 16, 19, 23, 26, 30)),
    *(date(2026, 4, day) for day in (2, 6)),
]
TOPICS = ("residence", "work", "tax")
NUMBERS = st.one_of(st.integers(0, 6), st.integers(0, 30))
DAY = st.tuples(*[NUMBERS] * len(TOPICS))


@st.composite
def a_spring(draw: st.DrawFn) -> dict[date, Counter[tuple[FigurePart, str]]]:
    """What came on each day, by topic; the same people by how their visit ended."""
    return {day: counted(draw(DAY)) for day in OPEN_DAYS}


def counted(numbers: Sequence[int]) -> Counter[tuple[FigurePart, str]]:
    found = Counter(
        {(TOPIC, key): n for key, n in zip(TOPICS, numbers, strict=True) if n}
    )
    if sum(numbers):
        found[FigurePart.ENDING, "finished"] = sum(numbers)
    return found


def periods() -> Iterator[Period]:
    """All whose days are known, of every kind."""
    for kind in (PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH):
        yield from {period_of(kind, day): None for day in OPEN_DAYS}
    firsts = [date(2026, month, 1) for month in (2, 3, 4)]
    for first in firsts:
        for last in firsts:
            if first <= last:
                yield period_of(PeriodKind.MONTHS, first, last)


def told(known: DayCounts) -> tuple[list[frozenset[Atom]], list[frozenset[Atom]]]:
    """All that any of these pages shows, and all that it hides, as sums of atoms."""
    shown: list[frozenset[Atom]] = []
    hidden: list[frozenset[Atom]] = []
    for asked in periods():
        tables = calendar_tables(asked, known)
        table = tables.by_part[TOPIC]
        lines: list[tuple[tuple[str, ...], tuple[int | None, ...]]] = [
            ((row.key,), (*row.numbers, row.total)) for row in table.rows
        ]
        lines.append((TOPICS, (*table.totals, table.total)))
        for keys, numbers in lines:
            for span, number in zip((*table.columns, asked.span), numbers, strict=True):
                atoms = frozenset(
                    (key, day.first)
                    for key in keys
                    for day in days(span)
                    if known.get(day.first, Counter())[TOPIC, key]
                )
                (hidden if number is None else shown).append(atoms)
        if tables.by_day:
            for row in tables.by_day.rows:
                on = date.fromisoformat(row.key)
                atoms = frozenset((key, on) for key in TOPICS if known[on][TOPIC, key])
                (hidden if row.total is None else shown).append(atoms)
    return shown, hidden


def follow(
    shown: Sequence[frozenset[Atom]], hidden: Sequence[frozenset[Atom]]
) -> list[frozenset[Atom]]:
    """The hidden sums that can be worked out of those that are shown."""
    atoms = sorted({atom for each in (*shown, *hidden) for atom in each})
    rows = reduced([vector(each, atoms) for each in set(shown)])
    pivots = [next(k for k, n in enumerate(row) if n) for row in rows]
    found = []
    for each in set(hidden):
        rest = vector(each, atoms)
        for row, pivot in zip(rows, pivots, strict=True):
            factor = rest[pivot]
            if factor:
                rest = [a - factor * b for a, b in zip(rest, row, strict=True)]
        if not any(rest):
            found.append(each)
    return found


def vector(each: frozenset[Atom], atoms: Sequence[Atom]) -> list[Fraction]:
    return [Fraction(int(atom in each)) for atom in atoms]


@settings(max_examples=10, deadline=None)
@given(a_spring())
def test_no_page_gives_away_what_another_hides(known: DayCounts) -> None:
    shown, hidden = told(known)
    assert follow(shown, hidden) == []


@settings(max_examples=10, deadline=None)
@given(a_spring())
def test_whatever_is_small_is_hidden_on_every_page(known: DayCounts) -> None:
    for asked in periods():
        tables = calendar_tables(asked, known)
        for table in (*tables.by_part.values(), *filter(None, [tables.by_day])):
            rows = [n for row in table.rows for n in (*row.numbers, row.total)]
            every = (*rows, *table.totals, table.total)
            assert not any(n is not None and 0 < n < 5 for n in every)


@settings(max_examples=10, deadline=None)
@given(a_spring())
def test_what_is_hidden_is_told_together_only_as_any_reader_could_work_it_out(
    known: DayCounts,
) -> None:
    for asked in periods():
        table = calendar_tables(asked, known).by_part[TOPIC]
        for at, rest in enumerate(table.rest() or ()):
            column = [(*row.numbers, row.total)[at] for row in table.rows]
            whole = (*table.totals, table.total)[at]
            if rest is not None:
                assert whole is not None
                assert rest == whole - sum(n for n in column if n is not None)
                assert rest == 0 or rest >= 5


def test_a_topic_of_few_is_in_the_sum_of_a_year_all_the_same() -> None:
    known = {day: counted((20, 3, 2)) for day in OPEN_DAYS}
    year = period_of(PeriodKind.MONTHS, date(2026, 2, 1), date(2026, 4, 30))
    table = calendar_tables(year, known).by_part[TOPIC]
    shown = sum(row.total for row in table.rows if row.total is not None)
    rest = table.rest()
    assert rest is not None
    assert rest[-1] is not None
    assert shown + rest[-1] == table.total == 25 * len(OPEN_DAYS)


def test_the_check_finds_a_day_that_its_month_gives_away() -> None:
    a, b = ("work", MARCH), ("work", MARCH + timedelta(days=1))
    assert follow([frozenset({a, b}), frozenset({b})], [frozenset({a})]) == [
        frozenset({a})
    ]


def test_where_nothing_is_small_all_is_told() -> None:
    known = {day: counted((10, 20, 30)) for day in OPEN_DAYS}
    _, hidden = told(known)
    assert hidden == []


def test_several_months_do_not_give_away_what_one_of_them_hides() -> None:
    """Work: 33 in three months, 30 in the first two, would be 3 in the last."""
    known = {
        date(2026, 1, 8): counted((0, 20, 20)),
        date(2026, 2, 5): counted((0, 10, 11)),
        date(2026, 3, 5): counted((0, 3, 12)),
    }

    def work(last: int) -> list[int | None]:
        asked = period_of(PeriodKind.MONTHS, date(2026, 1, 1), date(2026, last, 1))
        rows = calendar_tables(asked, known).by_part[TOPIC].rows
        row = next(row for row in rows if row.key == "work")
        return [*row.numbers, row.total]

    assert work(2) == [20, 10, 30]
    assert work(3) == [20, 10, None, None]


def test_quarters_and_years_are_hidden_for_one_of_their_months() -> None:
    known = {date(2026, month, 5): counted((0, 20, 20)) for month in range(1, 13)}
    known[date(2026, 5, 5)] = counted((0, 3, 20))
    asked = period_of(PeriodKind.MONTHS, date(2026, 1, 1), date(2027, 3, 1))
    table = calendar_tables(asked, known).by_part[TOPIC]
    assert [row.numbers for row in table.rows] == [(60, None, 60, 60, 0)] * 2
    assert [row.total for row in table.rows] == [None, None]
    assert (table.totals, table.total) == ((120, 103, 120, 120, 0), 463)


def test_a_week_in_two_months_is_told_if_both_parts_of_it_are() -> None:
    known: Mapping[date, Counter[tuple[FigurePart, str]]] = {
        day: counted((3, 9, 30) if day == date(2026, 3, 30) else (10, 20, 30))
        for day in OPEN_DAYS
    }
    week = calendar_tables(period_of(PeriodKind.WEEK, date(2026, 4, 1)), known)
    totals = {row.key: row.total for row in week.by_part[TOPIC].rows}
    assert totals["residence"] is None
    assert totals["tax"] == 60
    assert week.by_part[TOPIC].total == 102
    assert (
        DaySpan(date(2026, 3, 30), date(2026, 4, 5))
        == period_of(PeriodKind.WEEK, date(2026, 4, 1)).span
    )


@given(a_spring(), a_spring())
@settings(max_examples=30, deadline=None)
def test_what_was_found_of_a_month_is_told_again_and_of_no_other_numbers(
    one: DayCounts, other: DayCounts
) -> None:
    """Several months keep what is hidden of each; a month alone finds it anew."""
    months = [date(2026, month, 1) for month in (2, 3, 4)]
    asked = period_of(PeriodKind.MONTHS, months[0], months[-1])
    alone = [period_of(PeriodKind.MONTH, first) for first in months]
    for known in (one, other, one):
        several = calendar_tables(asked, known).by_part[TOPIC]
        each = [calendar_tables(month, known).by_part[TOPIC].total for month in alone]
        assert list(several.totals) == each
