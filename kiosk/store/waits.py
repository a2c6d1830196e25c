"""What was said of waits and came true, and how long the newest visits took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, case, delete, func, select

from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.durations import PastVisit
from kiosk.domain.waits.marks import MUCH_LONGER
from kiosk.ids import TicketId, TopicId
from kiosk.store.schema import tickets
from kiosk.store.wait_tables import past_visits, past_waits, told_waits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime
    from typing import Any

    from kiosk.domain.waits.estimate import Wait

KEPT_VISITS = 400
"""Of each topic: so many say all that can be known, and old ones mislead."""
MOST_VISITS = 20_000
"""Of all topics, as far as they are read."""
MUCH_LONGER_SECONDS = round(MUCH_LONGER * 60)


@dataclass(frozen=True, slots=True)
class KeptWait:
    """What a visitor was told first, in seconds from then."""

    told_at: datetime
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class WaitSums:
    """Of the waits of one day: how many, and in seconds how far off they were."""

    service_day: date
    waits: int
    error: int
    bias: int
    much_longer: int
    held: int


def tell(connection: Connection, told: Mapping[TicketId, Wait], at: datetime) -> None:
    """Keep what is said to those who were told nothing yet; others keep theirs."""
    asked = list(told)
    there = select(tickets.c.id).where(tickets.c.id.in_(asked))
    before = select(told_waits.c.ticket).where(told_waits.c.ticket.in_(asked))
    known = set(connection.execute(before).scalars())
    new = [each for each in connection.execute(there).scalars() if each not in known]
    if new:
        rows = [_told(TicketId(each), told[TicketId(each)], at) for each in new]
        connection.execute(told_waits.insert(), rows)


def told_to(
    connection: Connection, asked: Collection[TicketId]
) -> dict[TicketId, KeptWait]:
    rows = connection.execute(
        select(told_waits).where(told_waits.c.ticket.in_(list(asked)))
    )
    return {
        TicketId(row.ticket): KeptWait(
            row.told_at, row.low_seconds, row.middle_seconds, row.high_seconds
        )
        for row in rows
    }


def forget_told(connection: Connection, gone: Collection[TicketId]) -> None:
    """For good; before the tickets themselves go."""
    if not gone:
        return
    connection.execute(
        told_waits.delete().where(told_waits.c.ticket == bindparam("gone")),
        [{"gone": ticket} for ticket in gone],
    )


def keep_waits(
    connection: Connection, day: date, waits: Iterable[tuple[KeptWait, int]]
) -> None:
    """What was said on a day and how many seconds it took from then to the call."""
    rows = sorted((w.low, w.middle, w.high, seconds) for w, seconds in waits)
    if rows:
        names = ("low_seconds", "middle_seconds", "high_seconds", "waited_seconds")
        connection.execute(
            past_waits.insert(),
            [
                {"service_day": day, **dict(zip(names, row, strict=True))}
                for row in rows
            ],
        )


def forget_waits(connection: Connection, before: date) -> None:
    connection.execute(past_waits.delete().where(past_waits.c.service_day < before))


def sums_by_day(connection: Connection, since: date) -> list[WaitSums]:
    c = past_waits.c
    off = c.middle_seconds - c.waited_seconds
    longer = case((-off > MUCH_LONGER_SECONDS, 1), else_=0)
    inside = c.waited_seconds.between(c.low_seconds, c.high_seconds)
    rows = connection.execute(
        select(
            c.service_day,
            func.count(),
            func.sum(func.abs(off)),
            func.sum(off),
            func.sum(longer),
            func.sum(case((inside, 1), else_=0)),
        )
        .where(c.service_day >= since)
        .group_by(c.service_day)
        .order_by(c.service_day)
    )
    return [WaitSums(day, *(int(number) for number in sums)) for day, *sums in rows]


def keep_visits(connection: Connection, visits: Collection[PastVisit]) -> None:
    """The newest of each topic stay."""
    rows = sorted(
        (_row(visit) for visit in visits), key=lambda row: str(list(row.items()))
    )
    if not rows:
        return
    connection.execute(past_visits.insert(), rows)
    for topic in sorted({visit.topic for visit in visits}):
        last = (
            select(past_visits.c.seq)
            .where(past_visits.c.topic == topic)
            .order_by(past_visits.c.seq.desc())
            .offset(KEPT_VISITS)
            .limit(1)
        )
        old = connection.execute(last).scalar_one_or_none()
        if old is not None:
            too_many = past_visits.c.topic == topic, past_visits.c.seq <= old
            connection.execute(delete(past_visits).where(*too_many))


def visits(connection: Connection) -> list[PastVisit]:
    """Those that are kept, in no order."""
    rows = connection.execute(
        select(past_visits).order_by(past_visits.c.seq.desc()).limit(MOST_VISITS)
    )
    return [
        PastVisit(
            TopicId(row.topic),
            TicketState(row.ended),
            row.waited_seconds / 60,
            _minutes(row.way_seconds),
            _minutes(row.service_seconds),
            _minutes(row.changeover_seconds),
        )
        for row in rows
    ]


def _told(ticket: TicketId, wait: Wait, at: datetime) -> dict[str, Any]:
    return {
        "ticket": ticket,
        "told_at": at,
        "low_seconds": round(wait.low * 60),
        "middle_seconds": round(wait.median * 60),
        "high_seconds": round(wait.high * 60),
    }


def _row(visit: PastVisit) -> dict[str, Any]:
    return {
        "topic": visit.topic,
        "ended": visit.ended.value,
        "waited_seconds": _seconds(visit.waited),
        "way_seconds": _seconds(visit.way),
        "service_seconds": _seconds(visit.service),
        "changeover_seconds": _seconds(visit.changeover),
    }


def _seconds(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes * 60)


def _minutes(seconds: int | None) -> float | None:
    return None if seconds is None else seconds / 60
