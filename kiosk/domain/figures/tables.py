"""What a table of figures has: rows and their order, totals, what is not shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.appointments import AppointmentState
from kiosk.domain.feedback import VisitFace
from kiosk.domain.figures.durations import ENOUGH
from kiosk.domain.figures.hiding import HIDDEN_BELOW
from kiosk.domain.figures.kept import EstimateSum, FigurePart, VisitEnding
from kiosk.domain.waits.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiosk.domain.figures.kept import FigureKey
    from kiosk.domain.figures.periods import DaySpan

    Shown = int | None
    """None: not shown."""

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

    def rest(self) -> tuple[Shown, ...] | None:
        """What the rows whose sum is hidden have together, in each column and in all;
        None where nothing can be said of all.

        It is a sum less what is shown of it: whoever reads the table can find it.
        """
        sums = (*self.totals, self.total)
        columns = zip(*((*row.numbers, row.total) for row in self.rows), strict=True)
        found = tuple(
            _rest(whole, column) for whole, column in zip(sums, columns, strict=False)
        )
        return found if found and found[-1] else None

    def hides(self) -> bool:
        rows = (number for row in self.rows for number in (*row.numbers, row.total))
        return any(number is None for number in (*self.totals, self.total, *rows))


@dataclass(frozen=True, slots=True)
class FigureTables:
    by_part: Mapping[FigurePart, FigureTable]
    by_day: FigureTable | None = None
    """The days of a month on which somebody came, with no other column."""


def _rest(whole: Shown, column: Iterable[Shown]) -> Shown:
    shown = [number for number in column if number is not None]
    rest = None if whole is None else whole - sum(shown)
    return None if rest is not None and 0 < rest < HIDDEN_BELOW else rest


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
