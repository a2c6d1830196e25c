"""Figures of closed days: written once, with the day's close, and then only read."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from kiosk.domain.figures.kept import FigurePart
from kiosk.store.figure_tables import day_figures, figured_days
from kiosk.store.schema import closings, day_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from kiosk.domain.figures.kept import FigureKey
    from kiosk.domain.figures.periods import DaySpan


def write(
    connection: Connection, day: date, figures: Mapping[FigureKey, int], at: datetime
) -> None:
    """All that will ever be known of this day. Raises `Duplicate` the second time."""
    rows = [
        {"service_day": day, "part": part.value, "key": key, "number": number}
        for (part, key), number in sorted(figures.items())
    ]
    if rows:
        connection.execute(day_figures.insert(), rows)
    connection.execute(figured_days.insert(), {"service_day": day, "at": at})


def over(connection: Connection, asked: Collection[date]) -> set[date]:
    """Those of these days that are closed, be it by a hub that kept no figures yet."""
    known = set()
    for table in (figured_days, day_counts):
        column = table.c.service_day
        known |= set(
            connection.execute(
                select(column).where(column.in_(list(asked))).distinct()
            ).scalars()
        )
    return known


def sums(
    connection: Connection, span: DaySpan, parts: Collection[FigurePart]
) -> Counter[FigureKey]:
    """Of all closed days of the span."""
    c = day_figures.c
    rows = connection.execute(
        select(c.part, c.key, func.sum(c.number))
        .where(
            c.service_day.between(span.first, span.last),
            c.part.in_([part.value for part in parts]),
        )
        .group_by(c.part, c.key)
    )
    return Counter({(FigurePart(part), key): int(n) for part, key, n in rows})


def by_day(
    connection: Connection, span: DaySpan, parts: Collection[FigurePart]
) -> dict[date, Counter[FigureKey]]:
    """Of each closed day of the span on which there was any of these."""
    c = day_figures.c
    rows = connection.execute(
        select(c.service_day, c.part, c.key, c.number).where(
            c.service_day.between(span.first, span.last),
            c.part.in_([part.value for part in parts]),
        )
    )
    found: dict[date, Counter[FigureKey]] = defaultdict(Counter)
    by_value = {part.value: part for part in parts}
    for day, part, key, number in rows:
        found[day][by_value[part], key] = number
    return dict(found)


def first_day(connection: Connection) -> date | None:
    """Since when there are figures."""
    return connection.execute(
        select(func.min(figured_days.c.service_day))
    ).scalar_one_or_none()


def last_day(connection: Connection) -> date | None:
    """Until when there are figures."""
    return connection.execute(
        select(func.max(figured_days.c.service_day))
    ).scalar_one_or_none()


def days_with_visitors(connection: Connection, span: DaySpan) -> int:
    c = day_figures.c
    found = connection.execute(
        select(func.count(c.service_day.distinct())).where(
            c.service_day.between(span.first, span.last),
            c.part == FigurePart.ENDING.value,
        )
    )
    return int(found.scalar_one())


def late(connection: Connection, span: DaySpan) -> int:
    """How many tickets that came in these days are in the figures of no day."""
    found = connection.execute(
        select(func.coalesce(func.sum(closings.c.late), 0)).where(
            closings.c.day.between(span.first, span.last)
        )
    )
    return int(found.scalar_one())
