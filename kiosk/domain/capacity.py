"""How many numbers are given out for some hours, and whether they have room left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.open_hours import rules_at
from kiosk.domain.wall_clock import moment_of
from kiosk.ids import TopicId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.hours import Calendar, RecurringHours, WeeklyHours
    from kiosk.ids import LanguageCode


@dataclass(frozen=True, slots=True)
class Capacity:
    """Of the hours that are open at a moment for a topic; several at once add up."""

    most: int
    since: datetime
    """Who got a number from then on counts, whatever became of it."""
    until: datetime
    """Who is booked from `since` on, before this, counts too until they come."""
    topics: frozenset[TopicId]
    """Of numbers that count; empty: every one."""

    def is_used_up(
        self,
        issued: Iterable[tuple[datetime, TopicId]],
        booked: Iterable[tuple[datetime, TopicId]] = (),
    ) -> bool:
        """`issued`: of each number of today when, and for which topic; `booked`: the
        same of each appointment of these days whose visitor is still to come."""
        counted = sum(
            at >= self.since and self._is_about(topic) for at, topic in issued
        )
        expected = sum(
            self.since <= at < self.until and self._is_about(topic)
            for at, topic in booked
        )
        return counted + expected >= self.most

    def _is_about(self, topic: TopicId) -> bool:
        return not self.topics or topic in self.topics


def capacity_at(
    hours: WeeklyHours,
    topic: TopicId,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
) -> Capacity | None:
    """None: nothing is open, or any of it takes as many as come."""
    rules = rules_at(hours.for_topic(topic), moment, zone, calendar)
    return _of(rules, moment, zone)


def capacity_for_booking(
    hours: WeeklyHours,
    topic: TopicId,
    language: LanguageCode,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
) -> Capacity | None:
    """Of the hours in which an appointment in this language would be, whether or not
    they are for appointments alone; None: they take as many as come."""
    rules = rules_at(hours.for_topic(topic), moment, zone, calendar, booked=True)
    spoken = [
        rule
        for rule in rules
        if rule is None or not rule.languages or language in rule.languages
    ]
    return _of(spoken, moment, zone)


def _of(
    rules: Sequence[RecurringHours | None], moment: datetime, zone: ZoneInfo
) -> Capacity | None:
    bounded: list[RecurringHours] = [r for r in rules if r and r.capacity is not None]
    if not bounded or len(bounded) < len(rules):
        return None
    day = moment.astimezone(zone).date()
    about = [frozenset(rule.topics) for rule in bounded]
    return Capacity(
        most=sum(rule.capacity or 0 for rule in bounded),
        since=min(moment_of(day, rule.opens, zone) for rule in bounded),
        until=max(moment_of(day, rule.closes, zone) for rule in bounded),
        topics=frozenset[TopicId]().union(*about) if all(about) else frozenset(),
    )
