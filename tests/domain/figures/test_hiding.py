"""Small numbers are hidden, and nobody finds them by adding and subtracting."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.figures.hiding import hidden_numbers
from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import DaySpan, days
from tests.domain.figures.solving import reduced

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    Cell = tuple[int, int]
    Rows = Sequence[Sequence[int]]

WEEK = DaySpan(date(2026, 3, 2), date(2026, 3, 8))
NUMBERS = st.one_of(st.integers(0, 7), st.integers(0, 60))


def tables(width: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(NUMBERS, min_size=width, max_size=width)
    return st.lists(row, min_size=1, max_size=6)


ANY_TABLE = st.integers(1, 5).flatmap(tables)
FEW = st.one_of(st.integers(0, 5), st.integers(0, 9))
SMALL_TABLE = st.sampled_from([(1, 1), (3, 1), (6, 1), (2, 2), (2, 3), (3, 2)]).flatmap(
    lambda size: st.lists(
        st.lists(FEW, min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)
"""So small that all that could be in it can be tried."""


def with_totals(rows: Rows) -> dict[Cell, int]:
    """Row and column of each; those of the totals are one more than the last."""
    width = len(rows[0]) if rows else 0
    sums = [sum(row[c] for row in rows) for c in range(width)]
    whole = [[*row, sum(row)] for row in [*rows, sums]]
    return {(r, c): n for r, row in enumerate(whole) for c, n in enumerate(row)}


def hidden_cells(rows: Rows) -> set[Cell]:
    """Of topics by the days of a week."""
    columns = days(WEEK)[: len(rows[0]) if rows else 0]
    names = [(FigurePart.TOPIC, str(number)) for number in range(len(rows))]
    hidden = hidden_numbers(
        [(day, WEEK) for day in columns], [dict(zip(names, rows, strict=True))]
    )
    each, spans = [*names, None], [*columns, WEEK]
    return {(each.index(name), spans.index(span)) for name, span in hidden}


def computable(rows: Rows, hidden: Collection[Cell]) -> set[Cell]:
    """The hidden cells that follow from those that are shown, by linear algebra.

    Each row and each column of the table says that its cells add up to its total. What
    is hidden follows if all solutions of these sums agree in it.
    """
    last = max(with_totals(rows))
    unknown = sorted(hidden)
    sums = [
        [_part(cell, axis, line, last) for cell in unknown]
        for axis in (0, 1)
        for line in range(last[axis] + 1)
    ]
    known = reduced(sums)
    return {
        unknown[next(k for k, n in enumerate(row) if n)]
        for row in known
        if sum(n != 0 for n in row) == 1
    }


def _part(cell: Cell, axis: int, line: int, last: Cell) -> Fraction:
    """With which sign a cell stands in the sum of this row (0) or column (1)."""
    if cell[axis] != line:
        return Fraction(0)
    return Fraction(-1 if cell[1 - axis] == last[1 - axis] else 1)


@given(ANY_TABLE)
def test_what_is_small_is_hidden_and_zero_is_not(rows: list[list[int]]) -> None:
    hidden = hidden_cells(rows)
    for cell, number in with_totals(rows).items():
        if 0 < number < 5:
            assert cell in hidden
        if number == 0:
            assert cell not in hidden


@given(ANY_TABLE)
def test_nothing_that_is_hidden_follows_from_what_is_shown(
    rows: list[list[int]],
) -> None:
    assert computable(rows, hidden_cells(rows)) == set()


def test_the_check_itself_finds_what_is_hidden_in_vain() -> None:
    assert computable([[3, 9], [8, 7]], {(0, 0)}) == {(0, 0)}
    assert computable([[3, 9], [8, 7]], {(0, 0), (0, 1)}) == {(0, 0), (0, 1)}


def seen(rows: Rows, hidden: Collection[Cell]) -> dict[Cell, set[int]]:
    """What each hidden cell may be for somebody who knows that none is zero: all tables
    are tried that differ by one at most."""
    true = with_totals(rows)
    last = max(true)
    inner = [(r, c) for r, c in hidden if r < last[0] and c < last[1]]
    found: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    for steps in product((-1, 0, 1), repeat=len(inner)):
        tried = [list(row) for row in rows]
        for (row, column), step in zip(inner, steps, strict=True):
            tried[row][column] += step
        other = with_totals(tried)
        if any(other[cell] < 1 for cell in hidden):
            continue
        if all(other[cell] == n for cell, n in true.items() if cell not in hidden):
            for cell in hidden:
                found[cell].add(other[cell])
    return found


@given(SMALL_TABLE)
@example([[1], [1], [98]])
@example([[1]] * 5)
def test_each_hidden_number_may_be_another_one_that_is_not_zero(
    rows: list[list[int]],
) -> None:
    found = seen(rows, hidden_cells(rows))
    assert [cell for cell, values in found.items() if len(values) < 2] == []


def test_the_check_itself_finds_ones_by_their_number() -> None:
    hidden = {(row, column) for row in (0, 1) for column in (0, 1)}
    assert all(len(values) == 1 for values in seen([[1], [1], [98]], hidden).values())


def test_of_other_numbers_the_smallest_are_hidden_and_no_total() -> None:
    rows = [[3, 9, 40], [30, 20, 10], [50, 6, 7]]
    assert hidden_cells(rows) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_of_one_column_the_next_smallest_goes_with_it() -> None:
    rows = [[3], [9], [40]]
    assert hidden_cells(rows) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_numbers_that_are_all_one_take_the_next_with_them_or_their_total() -> None:
    assert hidden_cells([[1], [1], [98], [99]]) == {
        (row, column) for row in range(3) for column in (0, 1)
    }
    assert (5, 1) in hidden_cells([[1]] * 5)
    assert (3, 1) not in hidden_cells([[1], [2], [3]])


def test_fours_take_another_with_them_that_none_is_the_most_it_can_be() -> None:
    assert (3, 1) in hidden_cells([[4], [4], [4], [98]])
    assert (3, 1) not in hidden_cells([[4], [3], [4], [98]])


def test_where_there_is_no_other_way_totals_are_hidden_but_not_the_sum_of_all() -> None:
    hidden = hidden_cells([[3, 0], [0, 10]])
    assert {(1, 2), (2, 1)} <= hidden
    assert (2, 2) not in hidden
    assert (1, 1) in hidden_cells([[3]])


def test_nobody_hides_in_an_empty_table() -> None:
    assert hidden_cells([]) == frozenset()
    assert hidden_cells([[0, 0]]) == frozenset()
    assert hidden_cells([[5, 60]]) == frozenset()
