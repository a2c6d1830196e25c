"""How many numbers are given out for some hours, and whether they have room left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.open_hours import rules_at
from kiosk.domain.wall_clock import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.hours import Calendar, RecurringHours, WeeklyHours
    from kiosk.ids import LanguageCode, TopicId

    Fitting = tuple[int, ...]
    """Places in `Capacity.hours`."""


@dataclass(frozen=True, slots=True)
class RoomTaken:
    """By a number, whatever became of it, or by who is booked and still to come."""

    at: datetime
    """When the number was given out; of an appointment when it begins, however early
    its visitor came."""
    topic: TopicId
    language: LanguageCode
    booked: bool = False


@dataclass(frozen=True, slots=True)
class HoursRoom:
    """One rule on one day: it fills by itself, whatever others are open with it."""

    rule: RecurringHours
    since: datetime
    until: datetime

    def is_for(self, one: RoomTaken) -> bool:
        return self.since <= one.at < self.until and self.rule.is_about(one.topic)

    def receives(self, one: RoomTaken) -> bool:
        return one.booked or not self.rule.by_appointment

    def speaks(self, language: LanguageCode) -> bool:
        return self.rule.is_spoken(language)


@dataclass(frozen=True, slots=True)
class Capacity:
    """Of the hours that are open at a moment for a topic."""

    hours: tuple[HoursRoom, ...]
    """All of the day: who fits into several takes room in one of them."""
    open: Fitting
    """Which of them would take one more."""

    def is_used_up(self, taken: Iterable[RoomTaken]) -> bool:
        """Whether none of the open ones has room, however the others are placed.

        Walk-ins for whom the hours in their language are full take room in the others
        that are open to them: numbers that are out will be called.
        """
        filling = _Filling(self.hours)
        left_over = []
        for one in taken:
            alike = self._open_to(one)
            spoken = tuple(n for n in alike if self.hours[n].speaks(one.language))
            placed = filling.place(spoken or alike)
            if not placed and not one.booked:
                left_over.append(alike)
        for alike in left_over:
            filling.place(alike)
        return not filling.place(self.open)

    def _open_to(self, one: RoomTaken) -> Fitting:
        """Hours for appointments alone only where it could be in no others."""
        then = tuple(n for n, room in enumerate(self.hours) if room.is_for(one))
        return tuple(n for n in then if self.hours[n].receives(one)) or then


class _Filling:
    """Who takes room where; whoever fits elsewhere makes room for others."""

    def __init__(self, hours: Sequence[HoursRoom]) -> None:
        self._most = [room.rule.capacity for room in hours]
        self._held: list[list[Fitting]] = [[] for _ in hours]

    def place(self, fitting: Fitting) -> bool:
        return self._place(fitting, set())

    def _place(self, fitting: Fitting, tried: set[int]) -> bool:
        for n in fitting:
            if n in tried:
                continue
            tried.add(n)
            most, held = self._most[n], self._held[n]
            if most is None:
                return True
            if len(held) < most:
                held.append(fitting)
                return True
            for at, other in enumerate(held):
                if self._place(other, tried):
                    held[at] = fitting
                    return True
        return False


def capacity_at(
    hours: WeeklyHours,
    topic: TopicId,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
) -> Capacity | None:
    """None: nothing is open, or any of it takes as many as come."""
    rules = rules_at(hours.for_topic(topic), moment, zone, calendar)
    return _of(rules, hours, moment.astimezone(zone).date(), zone)


def capacity_by_language(
    hours: WeeklyHours,
    topic: TopicId,
    languages: Iterable[LanguageCode],
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
) -> dict[LanguageCode, Capacity]:
    """As `capacity_at`, of the hours in each language; left out where nobody says that
    it is spoken, or as many as come are taken."""
    rules = rules_at(hours.for_topic(topic), moment, zone, calendar)
    day = moment.astimezone(zone).date()
    each = {one: _of(_spoken(rules, one), hours, day, zone) for one in languages}
    return {language: bound for language, bound in each.items() if bound is not None}


def spoken_in_none(
    hours: WeeklyHours,
    topic: TopicId,
    languages: Iterable[LanguageCode],
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
) -> tuple[LanguageCode, ...]:
    """In which of them no hours are that are open now, while all of those say theirs
    and how many they take: whoever speaks one could only take the room of others."""
    rules = rules_at(hours.for_topic(topic), moment, zone, calendar)
    if any(rule is None or rule.capacity is None for rule in rules):
        return ()
    return tuple(one for one in languages if rules and not _spoken(rules, one))


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
    spoken = _spoken(rules, language)
    return _of(spoken, hours, moment.astimezone(zone).date(), zone)


def _spoken(
    rules: Iterable[RecurringHours | None], language: LanguageCode
) -> list[RecurringHours | None]:
    return [rule for rule in rules if rule is None or rule.is_spoken(language)]


def _of(
    rules: Sequence[RecurringHours | None],
    hours: WeeklyHours,
    day: date,
    zone: ZoneInfo,
) -> Capacity | None:
    if not rules or any(rule is None or rule.capacity is None for rule in rules):
        return None
    rooms = tuple(
        HoursRoom(
            rule,
            moment_of(day, rule.opens, zone),
            moment_of(day, rule.closes, zone),
        )
        for rule in hours.recurring
        if rule.falls_on(day)
    )
    open_now = tuple(
        n for n, room in enumerate(rooms) if any(room.rule is rule for rule in rules)
    )
    return Capacity(rooms, open_now)
