"""The tables of a period as they are shown: merged, with totals, small numbers out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.appointments import AppointmentState
from kiosk.domain.feedback import VisitFace
from kiosk.domain.figures.durations import ENOUGH
from kiosk.domain.figures.hiding import hidden_cells, hidden_together, with_totals
from kiosk.domain.figures.kept import EstimateSum, FigurePart, VisitEnding
from kiosk.domain.waits.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiosk.domain.figures.hiding import Hidden
    from kiosk.domain.figures.kept import FigureKey
    from kiosk.domain.figures.periods import DaySpan

    Shown = int | None
    """None: not shown."""
    Numbers = Mapping[str, Sequence[int]]
    """Of each key, one for each column."""

OF_VISITORS = (
    FigurePart.ENDING,
    FigurePart.HOUR,
    FigurePart.TOPIC,
    FigurePart.LANGUAGE,
    FigurePart.PARTNER,
)
"""In each of them every visitor counts once, so they have the same totals."""
OTHERS = (FigurePart.APPOINTMENT, FigurePart.FACE)
ORDERED: Mapping[FigurePart, Sequence[str]] = {
    FigurePart.ENDING: list(VisitEnding),
    FigurePart.FACE: list(VisitFace),
    FigurePart.APPOINTMENT: list(AppointmentState),
}
"""Rows that have an order of their own."""
DURATIONS = (FigurePart.WAIT, FigurePart.WAY, FigurePart.SERVICE)


@dataclass(frozen=True, slots=True)
class FigureRow:
    key: str
    numbers: tuple[Shown, ...]
    """One for each column."""
    total: Shown


@dataclass(frozen=True, slots=True)
class FigureTable:
    columns: tuple[DaySpan, ...]
    rows: tuple[FigureRow, ...]
    totals: tuple[Shown, ...]
    total: Shown

    def hides(self) -> bool:
        rows = (number for row in self.rows for number in (*row.numbers, row.total))
        return any(number is None for number in (*self.totals, self.total, *rows))


@dataclass(frozen=True, slots=True)
class FigureTables:
    by_part: Mapping[FigurePart, FigureTable]
    by_day: FigureTable | None = None
    """The days of a month on which somebody came, with no other column."""


def tables_of(
    columns: Sequence[DaySpan], counts: Sequence[Counter[FigureKey]]
) -> FigureTables:
    """Of several months: what is of visitors hides the same totals, each of the others
    is by itself. `counts`: of each column."""
    numbers = {part: _numbers(part, counts) for part in (*OF_VISITORS, *OTHERS)}
    found = hidden_together([list(numbers[part].values()) for part in OF_VISITORS])
    hidden = dict(zip(OF_VISITORS, found, strict=True)) | {
        part: hidden_cells(list(numbers[part].values())) for part in OTHERS
    }
    return FigureTables(
        {part: _table(columns, numbers[part], hidden[part]) for part in numbers}
    )


def merged(counts: Iterable[Counter[FigureKey]]) -> Counter[FigureKey]:
    whole: Counter[FigureKey] = Counter()
    for each in counts:
        whole.update(each)
    return whole


def of_part(count: Counter[FigureKey], part: FigurePart) -> Counter[str]:
    return Counter({key: n for (of, key), n in count.items() if of is part})


def keys_of(part: FigurePart, counts: Sequence[Counter[str]]) -> list[str]:
    """In an order that says nothing of how many there are."""
    keys = sorted({key for count in counts for key, number in count.items() if number})
    if part is FigurePart.HOUR and keys:
        return [f"{hour:02d}" for hour in range(int(keys[0]), int(keys[-1]) + 1)]
    return [key for key in ORDERED.get(part, keys) if key in keys]


def marks_of(count: Counter[FigureKey]) -> Marks | None:
    """How good what visitors were told of their waits was; None of a few."""
    sums = of_part(count, FigurePart.ESTIMATE)
    waits = sums[EstimateSum.WAITS]
    if waits < ENOUGH:
        return None
    return Marks(
        waits=waits,
        error=sums[EstimateSum.ERROR] / waits / 60,
        bias=sums[EstimateSum.BIAS] / waits / 60,
        much_longer=sums[EstimateSum.MUCH_LONGER] / waits,
        held=sums[EstimateSum.HELD] / waits,
    )


def _numbers(part: FigurePart, counts: Sequence[Counter[FigureKey]]) -> Numbers:
    parts = [of_part(count, part) for count in counts]
    return {key: [each[key] for each in parts] for key in keys_of(part, parts)}


def _table(columns: Sequence[DaySpan], numbers: Numbers, hidden: Hidden) -> FigureTable:
    whole = with_totals(list(numbers.values()))
    width, height = len(columns), len(numbers)

    def shown(row: int, column: int) -> Shown:
        return None if (row, column) in hidden else whole.get((row, column), 0)

    def line(row: int) -> tuple[Shown, ...]:
        return tuple(shown(row, column) for column in range(width))

    rows = (
        FigureRow(key, line(place), shown(place, width))
        for place, key in enumerate(numbers)
    )
    return FigureTable(tuple(columns), tuple(rows), line(height), shown(height, width))
