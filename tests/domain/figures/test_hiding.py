"""Small numbers are hidden, and nobody finds them by adding and subtracting."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.figures.hiding import hidden_cells, with_totals
from tests.domain.figures.solving import reduced

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    Cell = tuple[int, int]
    Rows = Sequence[Sequence[int]]

NUMBERS = st.one_of(st.integers(0, 7), st.integers(0, 60))


def tables(width: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(NUMBERS, min_size=width, max_size=width)
    return st.lists(row, min_size=1, max_size=6)


ANY_TABLE = st.integers(1, 5).flatmap(tables)


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


def test_of_other_numbers_the_smallest_are_hidden_and_no_total() -> None:
    rows = [[3, 9, 40], [30, 20, 10], [50, 6, 7]]
    assert hidden_cells(rows) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_of_one_column_the_next_smallest_goes_with_it() -> None:
    rows = [[3], [9], [40]]
    assert hidden_cells(rows) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_where_there_is_no_other_way_totals_are_hidden_but_not_the_sum_of_all() -> None:
    hidden = hidden_cells([[3, 0], [0, 10]])
    assert {(1, 2), (2, 1)} <= hidden
    assert (2, 2) not in hidden
    assert (1, 1) in hidden_cells([[3]])


def test_nobody_hides_in_an_empty_table() -> None:
    assert hidden_cells([]) == frozenset()
    assert hidden_cells([[0, 0]]) == frozenset()
    assert hidden_cells([[5, 60]]) == frozenset()
