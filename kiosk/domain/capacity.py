"""How many numbers are given out for the hours that are open now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.open_hours import rules_at
from kiosk.domain.wall_clock import moment_of
from kiosk.ids import TopicId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.hours import Calendar, RecurringHours, WeeklyHours


@dataclass(frozen=True, slots=True)
class Capacity:
    """Of the hours that are open now for a topic; several at once add up."""

    most: int
    since: datetime
    """Who got a number from then on counts, whatever became of it."""
    topics: frozenset[TopicId]
    """Of numbers that count; empty: every one."""

    def is_used_up(self, issued: Iterable[tuple[datetime, TopicId]]) -> bool:
        """`issued`: of each number of today when, and for which topic."""
        counted = sum(
            at >= self.since and (not self.topics or topic in self.topics)
            for at, topic in issued
        )
        return counted >= self.most


def capacity_at(
    hours: WeeklyHours,
    topic: TopicId,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
) -> Capacity | None:
    """None: nothing is open, or any of it takes as many as come."""
    rules = rules_at(hours.for_topic(topic), moment, zone, calendar)
    bounded: list[RecurringHours] = [r for r in rules if r and r.capacity is not None]
    if not bounded or len(bounded) < len(rules):
        return None
    day = moment.astimezone(zone).date()
    about = [frozenset(rule.topics) for rule in bounded]
    return Capacity(
        most=sum(rule.capacity or 0 for rule in bounded),
        since=min(moment_of(day, rule.opens, zone) for rule in bounded),
        topics=frozenset[TopicId]().union(*about) if all(about) else frozenset(),
    )
