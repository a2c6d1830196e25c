"""Whoever was shown a number is counted once, as they ended."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kiosk.domain.figures.kept import FigurePart
from kiosk.domain.figures.periods import DaySpan
from kiosk.store import day_figures
from tests.builders import SERVICE_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.domain.events import TicketEvent
    from kiosk.store.database import Database
    from tests.operations.hours_model import Guest


def each_is_counted_once(
    database: Database,
    every: Sequence[Guest],
    now: datetime,
    *,
    missed: int,
) -> None:
    """`missed`: appointments to which nobody came."""
    with database.read() as connection:
        kept = day_figures.by_day(
            connection, DaySpan(SERVICE_DAY, SERVICE_DAY), list(FigurePart)
        )
    found: dict[FigurePart, Counter[str]] = {part: Counter() for part in FigurePart}
    for (part, key), number in kept.get(SERVICE_DAY, {}).items():
        found[part][key] += number
    endings = Counter(guest.ending(now) for guest in every)
    told = {**found[FigurePart.ENDING]}
    assert told.pop("forgotten", 0) + told.pop("finished", 0) == (
        endings.pop("forgotten", 0) + endings.pop("finished", 0)
    )
    assert told == endings
    assert found[FigurePart.LANGUAGE] == Counter(g.language for g in every)
    assert found[FigurePart.TOPIC] == Counter(g.topic for g in every)
    assert found[FigurePart.HOUR].total() == len(every)
    waited = [g for g in every if g.first_call and g.first_call >= g.issued_at]
    assert found[FigurePart.WAIT].total() == len(waited)
    came = sum(g.booked_for is not None for g in every)
    assert (
        found[FigurePart.APPOINTMENT]
        == Counter({"arrived": came, "missed": missed}) - Counter()
    )


def each_is_recorded_once(
    events: Sequence[TicketEvent], every: Sequence[Guest], now: datetime
) -> None:
    kinds = Counter(event.kind.value for event in events)
    assert kinds["issued"] == len(every)
    assert kinds["no_show"] == sum(g.state.value == "no_show" for g in every)
    assert kinds["withdrawn"] == sum(g.ending(now) == "left" for g in every)
    assert len({e.ticket for e in events if e.kind == "called"}) == sum(
        g.first_call is not None for g in every
    )
