"""When somewhere is open in a usual week, and on which days it is not as usual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, time

    from kiosk.domain.localized import Localized
    from kiosk.ids import LanguageCode, PartnerId, TopicId


class FederalState(StrEnum):
    """Whose public holidays count; the industrial park lies in both."""

    BRANDENBURG = "BB"
    SAXONY = "SN"


class Recurrence(Protocol):
    """Knows the days of a rule of iCalendar (RFC 5545, RRULE)."""

    def falls_on(self, day: date) -> bool: ...


class Calendar(Protocol):
    """Knows the public holidays, which no rule of ours can say."""

    def is_holiday(self, day: date, state: FederalState) -> bool: ...


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """Open on one weekday (0 is Monday) from `opens` until `closes`, local time.

    What closes no later than it opens closes on the next day.
    """

    weekday: int
    opens: time
    closes: time
    by_appointment: bool = False

    @property
    def closes_next_day(self) -> bool:
        return self.closes <= self.opens


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with hours of its own; without slots it is closed."""

    day: date
    slots: tuple[OpenSlot, ...] = ()
    reason: Localized | None = None


@dataclass(frozen=True, slots=True)
class ClosedRange:
    """Closed from the first day to the last, both included."""

    first: date
    last: date
    reason: Localized | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class RecurringHours:
    """Open on the days of a rule, from `opens` until `closes`, but for breaks."""

    recurrence: Recurrence
    opens: time
    closes: time
    """Later on the same day."""
    languages: tuple[LanguageCode, ...] = ()
    """Counselled in; empty: not said."""
    breaks: tuple[tuple[time, time], ...] = ()
    """In order, within the hours and apart."""
    excepted: frozenset[date] = frozenset()
    by_appointment: bool = False
    added: frozenset[date] = frozenset()
    """Days besides those of the rule."""
    topics: tuple[TopicId, ...] = ()
    """Counselled on; empty: on every one."""
    partner: PartnerId | None = None
    """Who counsels then; None: not said."""
    capacity: int | None = None
    """How many numbers are given out for it on a day; None: no bound."""

    def is_about(self, topic: TopicId) -> bool:
        return not self.topics or topic in self.topics

    def is_spoken(self, language: LanguageCode) -> bool:
        return not self.languages or language in self.languages

    def on(self, day: date) -> tuple[OpenSlot, ...]:
        return self.slots(day.weekday()) if self.falls_on(day) else ()

    def falls_on(self, day: date) -> bool:
        if day in self.excepted:
            return False
        return day in self.added or self.recurrence.falls_on(day)

    def slots(self, weekday: int) -> tuple[OpenSlot, ...]:
        """What lies between the breaks."""
        starts = (self.opens, *(until for _, until in self.breaks))
        ends = (*(begins for begins, _ in self.breaks), self.closes)
        return tuple(
            OpenSlot(weekday, opens, closes, self.by_appointment)
            for opens, closes in zip(starts, ends, strict=True)
            if opens < closes
        )


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """All slots of a usual week, in order, and what differs from it.

    A slot belongs to the day on which it opens: a night that began before a closed
    day is finished.
    """

    slots: tuple[OpenSlot, ...]
    by_appointment: bool = False
    """Whatever the slots say, nobody is received without an appointment."""
    special: tuple[SpecialDay, ...] = ()
    closed: tuple[ClosedRange, ...] = ()
    holidays: FederalState | None = None
    """Closed on the public holidays of this state."""
    recurring: tuple[RecurringHours, ...] = ()
    """Besides the usual week."""
    for_others: bool = False
    """Other topics have hours that these leave out: without any it is closed."""

    def for_topic(self, topic: TopicId) -> WeeklyHours:
        """When somebody counsels on this topic."""
        mine = tuple(rule for rule in self.recurring if rule.is_about(topic))
        if len(mine) == len(self.recurring):
            return self
        return replace(self, recurring=mine, for_others=True)

    def in_language(self, language: LanguageCode) -> WeeklyHours:
        """When somebody counsels in this language, or nobody says in which."""
        spoken = tuple(rule for rule in self.recurring if rule.is_spoken(language))
        if len(spoken) == len(self.recurring):
            return self
        return replace(self, recurring=spoken, for_others=True)

    def on(self, day: date, calendar: Calendar) -> tuple[OpenSlot, ...]:
        """What opens on this day; the most particular rule says it."""
        special = self.special_day(day)
        if special is not None:
            return special.slots
        usual = self.usually_on(day)
        if not usual or self.closed_range(day) or self.is_holiday(day, calendar):
            return ()
        return usual

    def usually_on(self, day: date) -> tuple[OpenSlot, ...]:
        weekly = tuple(slot for slot in self.slots if slot.weekday == day.weekday())
        if not self.recurring:
            return weekly
        ruled = (slot for rule in self.recurring for slot in rule.on(day))
        return tuple(sorted((*weekly, *ruled), key=lambda slot: slot.opens))

    def special_day(self, day: date) -> SpecialDay | None:
        return next((special for special in self.special if special.day == day), None)

    def closed_range(self, day: date) -> ClosedRange | None:
        return next((closed for closed in self.closed if day in closed), None)

    def is_holiday(self, day: date, calendar: Calendar) -> bool:
        return self.holidays is not None and calendar.is_holiday(day, self.holidays)

    def all_slots(self) -> Iterator[OpenSlot]:
        """Those of the usual week, of the rules, and of the special days."""
        yield from self.slots
        for rule in self.recurring:
            yield from rule.slots(0)
        for special in self.special:
            yield from special.slots
