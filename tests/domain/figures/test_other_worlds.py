"""For all that is shown, each hidden number might as well have been another one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.domain.figures.calendar import calendar_tables
from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import DaySpan, PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Atom = tuple[FigurePart, str, date]
    World = Mapping[Atom, int]

MONDAY = date(2026, 3, 2)
SAME_WEEK, NEXT_WEEK = date(2026, 3, 5), date(2026, 3, 12)
PARTS = (FigurePart.TOPIC, FigurePart.ENDING)
KEYS = {FigurePart.TOPIC: ("work", "tax"), FigurePart.ENDING: ("finished", "left")}
OF_ALL = "all"


@st.composite
def worlds(draw: st.DrawFn) -> dict[Atom, int]:
    """Two days, each by topic and by how visits ended."""
    found: dict[Atom, int] = {}
    for day in (MONDAY, draw(st.sampled_from([SAME_WEEK, NEXT_WEEK]))):
        work, tax = draw(st.integers(0, 6)), draw(st.integers(0, 12))
        left = draw(st.integers(0, work + tax))
        for part, numbers in zip(
            PARTS, ((work, tax), (work + tax - left, left)), strict=True
        ):
            for key, number in zip(KEYS[part], numbers, strict=True):
                found[part, key, day] = number
    return {atom: number for atom, number in found.items() if number}


def told(world: World) -> Iterator[tuple[frozenset[Atom], int | None]]:
    """All that any page tells, as sums of atoms."""
    known: dict[date, Counter[tuple[FigurePart, str]]] = {}
    for (part, key, day), number in world.items():
        known.setdefault(day, Counter())[part, key] = number
    for kind, day in product(PeriodKind, known):
        asked = period_of(kind, day, day)
        tables = calendar_tables(asked, known)
        for part in PARTS:
            table = tables.by_part[part]
            lines = [(row.key, (*row.numbers, row.total)) for row in table.rows]
            lines.append((OF_ALL, (*table.totals, table.total)))
            spans = (*table.columns, asked.span)
            for key, numbers in lines:
                for span, told_of in zip(spans, numbers, strict=True):
                    yield _atoms(world, part, key, span), told_of
        for row in tables.by_day.rows if tables.by_day else ():
            span = DaySpan(date.fromisoformat(row.key), date.fromisoformat(row.key))
            yield _atoms(world, FigurePart.ENDING, OF_ALL, span), row.total


def _atoms(world: World, part: FigurePart, key: str, span: DaySpan) -> frozenset[Atom]:
    return frozenset(
        atom
        for atom in world
        if atom[0] is part and key in {atom[1], OF_ALL} and atom[2] in span
    )


def others(world: World, shown: Mapping[frozenset[Atom], int]) -> Iterator[World]:
    """All that differ by one at most, tell the same, and have no other zeros."""
    days = {day for _, _, day in world}
    for steps in product((-1, 0, 1), repeat=len(world)):
        other = {
            atom: number + step
            for (atom, number), step in zip(world.items(), steps, strict=True)
        }
        if (
            min(other.values(), default=1) > 0
            and all(sum(other[a] for a in atoms) == n for atoms, n in shown.items())
            and all(
                _came(other, PARTS[0], d) == _came(other, PARTS[1], d) for d in days
            )
        ):
            yield other


def _came(world: World, part: FigurePart, day: date) -> int:
    return sum(n for (of, _, on), n in world.items() if of is part and on == day)


@settings(max_examples=20, deadline=None)
@given(worlds())
@example(
    {
        (FigurePart.TOPIC, "work", MONDAY): 1,
        (FigurePart.TOPIC, "tax", MONDAY): 1,
        (FigurePart.ENDING, "finished", MONDAY): 2,
        (FigurePart.TOPIC, "work", SAME_WEEK): 4,
        (FigurePart.TOPIC, "tax", SAME_WEEK): 9,
        (FigurePart.ENDING, "finished", SAME_WEEK): 12,
        (FigurePart.ENDING, "left", SAME_WEEK): 1,
    }
)
def test_each_hidden_number_may_be_another_one_on_all_pages_at_once(
    world: dict[Atom, int],
) -> None:
    told_of = dict(told(world))
    shown = {atoms: n for atoms, n in told_of.items() if n is not None}
    hidden = {atoms for atoms, n in told_of.items() if n is None}
    for other in others(world, shown):
        hidden -= {
            atoms
            for atoms in hidden
            if sum(other[a] for a in atoms) != sum(world[a] for a in atoms)
        }
    assert hidden == set()


@pytest.mark.parametrize("kind", list(PeriodKind))
@pytest.mark.parametrize("topics", [(1, 1, 98), (1, 1, 1, 1, 1), (4, 4, 4, 30)])
def test_as_many_as_their_sum_says_are_not_told_together(
    kind: PeriodKind, topics: tuple[int, ...]
) -> None:
    count = Counter({(FigurePart.TOPIC, str(at)): n for at, n in enumerate(topics)})
    count[FigurePart.ENDING, "finished"] = sum(topics)
    tables = calendar_tables(period_of(kind, MONDAY, MONDAY), {MONDAY: count})
    table = tables.by_part[FigurePart.TOPIC]
    assert all(row.total is None for row in table.rows)
    assert (table.total is None) == (max(topics) == 1)
    rest = table.rest()
    assert (rest[-1] if rest else None) == table.total
