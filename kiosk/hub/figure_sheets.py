"""Figures as sheets of words and numbers: what page, report and files all show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import PeriodKind
from kiosk.domain.figures.tables import DURATIONS, OF_VISITORS, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.domain.figures.durations import UsualDuration
    from kiosk.domain.figures.tables import FigureTable
    from kiosk.i18n.figure_texts import FigureWords
    from kiosk.operations.period_figures import PeriodFigures

    SheetCell = int | float | None
    """None: not shown, or not known."""

BY_NAME = frozenset({FigurePart.TOPIC, FigurePart.LANGUAGE, FigurePart.PARTNER})
"""The rows of the others have an order of their own."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    name: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class FigureSheet:
    key: str
    title: str
    short: str
    """Of a sheet in a workbook."""
    columns: tuple[str, ...]
    """Above the cells; the names have a column of their own before them."""
    lines: tuple[SheetLine, ...]
    total: SheetLine | None = None
    hides: bool = False
    charted: int = -1
    """Which cell of each line is drawn as a bar."""

    def bars(self) -> list[tuple[str, SheetCell, float]]:
        """Of each line its name, what it says, and which share of the longest it is."""
        drawn = [(line.name, line.cells[self.charted]) for line in self.lines]
        longest = max((number or 0 for _, number in drawn), default=0) or 1
        return [(name, number, (number or 0) / longest) for name, number in drawn]


def sheets(figures: PeriodFigures, words: FigureWords) -> list[FigureSheet]:
    """The course first, then all by which visitors are counted, then the durations."""
    parts = figures.tables.by_part
    shown = [_sheet(part, parts[part], words) for part in (*OF_VISITORS, *OTHERS)]
    course = _course(figures, words)
    first = [course] if course else []
    return [
        *first,
        *(each for each in shown if each.lines),
        *_durations(figures, words),
    ]


def _sheet(part: FigurePart, table: FigureTable, words: FigureWords) -> FigureSheet:
    several = len(table.columns) > 1
    columns = [words.column(span) for span in table.columns] if several else []
    lines = [
        SheetLine(
            words.row(part, row.key), (*(row.numbers if several else ()), row.total)
        )
        for row in table.rows
    ]
    if part in BY_NAME:
        lines.sort(key=lambda line: line.name.casefold())
    if (rest := table.rest()) is not None:
        lines.append(SheetLine(words.rest(), rest if several else rest[-1:]))
    total = (*(table.totals if several else ()), table.total)
    return FigureSheet(
        part.value,
        words.part(part),
        words.short(part),
        (*columns, words.total()),
        tuple(lines),
        SheetLine(words.total(), total),
        table.hides(),
    )


def _course(figures: PeriodFigures, words: FigureWords) -> FigureSheet | None:
    """Visitors one column after the other; None of a single day, or of nobody."""
    if figures.period.kind is PeriodKind.DAY:
        return None
    ended = figures.tables.by_part[FigurePart.ENDING]
    by_day = figures.tables.by_day
    if by_day is not None:
        lines = [SheetLine(words.day_of(row.key), (row.total,)) for row in by_day.rows]
        hides = by_day.hides()
    else:
        pairs = zip(ended.columns, ended.totals, strict=True)
        lines = [SheetLine(words.column(span), (n,)) for span, n in pairs]
        hides = None in ended.totals
    if ended.total == 0:
        return None
    total = SheetLine(words.total(), (ended.total,))
    title = words.by_day() if figures.tells_days else words.visitors()
    return FigureSheet(
        "course",
        title,
        words.visitors(),
        (words.visitors(),),
        tuple(lines),
        total,
        hides,
    )


def _durations(figures: PeriodFigures, words: FigureWords) -> Iterator[FigureSheet]:
    for part in DURATIONS:
        names = [words.column(span) for span in figures.columns]
        names = [*names, words.total()] if len(names) > 1 else [words.total()]
        came = figures.visitors_by_column
        usual: Sequence[UsualDuration | None] = figures.usual[part]
        told = [
            (name, each)
            for name, each, visitors in zip(names, usual, came, strict=True)
            if visitors != 0
        ]
        if any(usual):
            yield FigureSheet(
                part.value,
                words.part(part),
                words.short(part),
                tuple(words.usual_head()),
                tuple(SheetLine(name, _minutes(each)) for name, each in told),
                hides=any(each is None for _name, each in told),
                charted=0,
            )


def _minutes(usual: UsualDuration | None) -> tuple[SheetCell, ...]:
    if usual is None:
        return (None, None)
    return (round(usual.median, 1), round(usual.most, 1))
