"""What is known of a period: its tables, how long things took, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.figures.calendar import calendar_tables, months_around
from kiosk.domain.figures.durations import usual
from kiosk.domain.figures.hiding import HIDDEN_BELOW
from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import (
    DaySpan,
    PeriodKind,
    period_of,
    whole_months,
)
from kiosk.domain.figures.tables import (
    DURATIONS,
    OF_VISITORS,
    OTHERS,
    FigureTables,
    marks_of,
    merged,
    of_part,
)
from kiosk.errors import BadPeriod
from kiosk.sentences import sentence
from kiosk.store import day_figures as store

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kiosk.domain.figures.durations import UsualDuration
    from kiosk.domain.figures.kept import FigureKey
    from kiosk.domain.figures.periods import Period
    from kiosk.domain.figures.tables import Shown
    from kiosk.domain.waits.marks import Marks
    from kiosk.operations.context import Context

    Usual = Mapping[FigurePart, Sequence[UsualDuration | None]]
    """Of each column, and of all."""

PARTS = (*OF_VISITORS, *OTHERS)
OF_ALL = (*DURATIONS, FigurePart.ESTIMATE)
"""Told of whole columns alone."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    period: Period
    columns: tuple[DaySpan, ...]
    tables: FigureTables
    usual: Usual
    marks: Marks | None
    days: int
    """On how many somebody came."""
    late: int | None
    """How many numbers came in these months whose day was closed; None: a few in one
    of them. Of a day or a week none is told, not even that there was any: whoever adds
    them up to a month could find those of each."""
    since: date | None
    """The first day of which there are figures; None before it."""
    latest: date | None
    """The last such day."""
    goes_on: bool
    """Whether days of it are still to come, or not closed."""

    @property
    def visitors(self) -> int | None:
        """None: not shown."""
        return self.tables.by_part[FigurePart.ENDING].total

    @property
    def visitors_by_column(self) -> tuple[Shown, ...]:
        """And of all, where there are several columns."""
        ended = self.tables.by_part[FigurePart.ENDING]
        several = len(ended.columns) > 1
        return (*ended.totals, ended.total) if several else ended.totals

    @property
    def kept(self) -> DaySpan | None:
        """From when to when there are figures."""
        if self.since is None or self.latest is None:
            return None
        return DaySpan(self.since, self.latest)

    @property
    def tells_late(self) -> bool:
        return bool(whole_months(self.period))

    @property
    def tells_days(self) -> bool:
        return self.period.kind in {PeriodKind.WEEK, PeriodKind.MONTH}


def period(kind: PeriodKind, day: date, until: date | None = None) -> Period:
    """Raises `BadPeriod`."""
    try:
        return period_of(kind, day, until)
    except ValueError:
        raise BadPeriod(
            sentence("A period has one month at least and ten years at most."),
            remedy=sentence("Choose a first and a last day, in this order."),
        ) from None


def look(ctx: Context, asked: Period) -> PeriodFigures:
    """Only closed days are in it, so nothing of it changes but by days that follow."""
    span, columns = asked.span, asked.columns()
    with ctx.database.read() as connection:
        counts = [store.sums(connection, column, OF_ALL) for column in columns]
        known = store.by_day(connection, months_around(span), PARTS)
        open_days = store.days_with_visitors(connection, span)
        late = [store.late(connection, month) for month in whole_months(asked)]
        since, latest = store.first_day(connection), store.last_day(connection)
    return PeriodFigures(
        period=asked,
        columns=columns,
        tables=calendar_tables(asked, known),
        usual=_usual(counts),
        marks=marks_of(merged(counts)),
        days=open_days,
        late=None if any(0 < n < HIDDEN_BELOW for n in late) else sum(late),
        since=since,
        latest=latest,
        goes_on=ctx.today() <= span.last,
    )


def faces(ctx: Context, asked: Period) -> Mapping[str, Shown]:
    """The faces that `look` tells, and no more is read."""
    with ctx.database.read() as connection:
        known = store.by_day(connection, months_around(asked.span), [FigurePart.FACE])
    rows = calendar_tables(asked, known).by_part[FigurePart.FACE].rows
    return {row.key: row.total for row in rows}


def _usual(counts: Sequence[Counter[FigureKey]]) -> Usual:
    """The whole is said once where it is the only column."""
    each = [*counts, merged(counts)] if len(counts) > 1 else counts
    return {part: [usual(of_part(count, part)) for count in each] for part in DURATIONS}
