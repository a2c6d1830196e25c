"""Linear algebra over fractions, for what can be worked out of sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction


def reduced(matrix: Iterable[list[Fraction]]) -> list[list[Fraction]]:
    """In reduced row echelon form, without empty rows."""
    done: list[list[Fraction]] = []
    rest = [row for row in matrix if any(row)]
    for column in range(len(rest[0]) if rest else 0):
        pivot = next((row for row in rest if row[column]), None)
        if pivot is None:
            continue
        rest.remove(pivot)
        pivot = [n / pivot[column] for n in pivot]
        done = [_without(row, pivot, column) for row in done]
        rest = [_without(row, pivot, column) for row in rest]
        done.append(pivot)
        rest = [row for row in rest if any(row)]
    return done


def _without(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    factor = row[column]
    if not factor:
        return row
    return [a - factor * b for a, b in zip(row, pivot, strict=True)]
