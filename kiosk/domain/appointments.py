"""Appointments: which times there are to book, and what one is worth in the line.

Who has one and comes at most `GRACE` late counts as having come `HEADSTART` before the
booked time; who comes later than that counts as having come when they really do. So an
appointment is a bounded earlier arrival, as a priority is, and nobody is passed for
ever: who has waited for `HEADSTART` by the booked time stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk import web_addresses
from kiosk.domain.wall_clock import moment_of
from kiosk.ids import CODE_ALPHABET

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.hours import Calendar, OpenSlot, WeeklyHours
    from kiosk.ids import (
        AppointmentCode,
        AppointmentId,
        LanguageCode,
        Slug,
        TicketId,
        TopicId,
    )

HEADSTART = timedelta(minutes=30)
GRACE = timedelta(minutes=15)
MOST_MOVES = 5
"""How often a visitor may choose another time; after that a counsellor books anew."""
PATH = "/A/"
"""Of the page; `/a/` is answered too."""
CODE_LENGTH = 8
_LOOKALIKES = str.maketrans("OIL", "011")
"""How Crockford's base 32 reads letters that it does not have."""
_NO_SIGNS = str.maketrans("", "", " -")
MOST_WEEKS = 26
"""Nobody can book further ahead, whatever the settings say."""


class AppointmentState(StrEnum):
    """booked -> arrived, cancelled or, when its day is closed, missed."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
    MISSED = "missed"


TAKING_A_SLOT = frozenset({AppointmentState.BOOKED, AppointmentState.ARRIVED})


class AppointmentDeed(StrEnum):
    """What is done with one, in the words of the append-only record."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"


class SlotRefusal(StrEnum):
    """Why a time cannot be booked."""

    PAST = "past"
    OUTSIDE_HOURS = "outside-hours"
    TAKEN = "taken"
    TOO_FAR = "too-far"


@dataclass(frozen=True, slots=True)
class BookingRules:
    slot: timedelta = timedelta(minutes=30)
    weeks: int = 4
    """How far ahead can be booked."""
    at_once: int = 1
    """How many appointments may be at the same time."""


@dataclass(frozen=True, slots=True, order=True)
class BookableSlot:
    """A stretch of the consultation hours that one visitor may book, in UTC."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: BookableSlot) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Appointment:
    """No name, no phone: who has its code has it."""

    id: AppointmentId
    code: AppointmentCode
    slot: BookableSlot
    service_day: date
    track: int
    """Which of the appointments that may be at the same time, from 0."""
    topic: TopicId
    language: LanguageCode
    """Of counselling."""
    screen_language: LanguageCode
    """In which its visitor reads."""
    about: Slug | None = None
    state: AppointmentState = AppointmentState.BOOKED
    moves: int = 0
    """How often it was given another time; a page that is older changes nothing."""
    ticket: TicketId | None = None
    """The number with which its visitor came."""
    moved_from: datetime | None = None
    """When it was before its visitor chose another time last."""


class CheckInAnswer(StrEnum):
    """What a code is worth at a terminal now."""

    READY = "ready"
    OTHER_DAY = "other-day"
    USED = "used"
    CANCELLED = "cancelled"
    OUTSIDE_HOURS = "outside-hours"
    """The hours were changed since, and nobody is there now either."""
    UNKNOWN = "unknown"
    TOO_MANY = "too-many"
    """Wrong codes from this terminal: it must wait."""
    NO_ANSWER = "no-answer"
    """The hub is away, or older than appointments."""


@dataclass(frozen=True, slots=True)
class FoundAppointment:
    """What the hub says of a code; of whom it is, it does not know either."""

    answer: CheckInAnswer
    code: AppointmentCode
    starts_at: datetime | None = None
    topic: TopicId | None = None
    language: LanguageCode | None = None
    screen_language: LanguageCode | None = None
    moved_from: datetime | None = None
    """When it was before its visitor chose another time; None: never, or not known."""
    again_at: datetime | None = None
    """From when a code may be typed again, after too many wrong ones."""


def read_code(typed: str) -> str:
    """As somebody typed it: with blanks, small letters, an O for a 0."""
    return typed.translate(_NO_SIGNS).upper().translate(_LOOKALIKES)


def is_whole(code: str) -> bool:
    """Whether it can be one, as it was read."""
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)


def counts_from(booked: datetime, arrived_at: datetime) -> datetime:
    """Since when its visitor counts as waiting, at the latest."""
    return arrived_at if is_late(booked, arrived_at) else booked - HEADSTART


def is_late(booked: datetime, arrived_at: datetime) -> bool:
    """Too late to count as on time."""
    return arrived_at > booked + GRACE


def is_early(booked: datetime, arrived_at: datetime) -> bool:
    """Before the moment from which its visitor counts as waiting."""
    return arrived_at < booked - HEADSTART


def address(public_address: str | None, code: str) -> str:
    """What a QR code says: the appointment's page, in upper case, so that it stays
    small; its end alone, for terminals, where phones do not get to the hub."""
    if not public_address or not web_addresses.reaches_phones(public_address):
        return f"{PATH}{code}"
    return f"{public_address.rstrip('/')}{PATH}".upper() + code


def shown(code: str) -> str:
    """In two groups, to be read and typed."""
    return f"{code[:4]} {code[4:]}"


def slots_on(
    hours: WeeklyHours,
    day: date,
    zone: ZoneInfo,
    calendar: Calendar,
    rules: BookingRules,
    language: LanguageCode,
) -> list[BookableSlot]:
    """All that begin on a day on which is counselled in this language, in order, free
    or not; those after midnight are of hours that opened the day before.

    Hours that are for appointments alone are the very ones to book. In the hour that
    comes twice a time is offered once: what stands on the wall must mean one moment.
    """
    return sorted(
        {
            slot
            for opened in (day - timedelta(days=1), day)
            for start, end in spans_on(hours, opened, zone, calendar, language)
            for slot in _cut(start, end, rules.slot)
            if _begins_on(slot, day, zone)
        }
    )


def spans_on(
    hours: WeeklyHours,
    day: date,
    zone: ZoneInfo,
    calendar: Calendar,
    language: LanguageCode,
) -> list[tuple[datetime, datetime]]:
    """From when to when is counselled in this language in hours that open on a day;
    what adjoins or overlaps is one."""
    return list(_stretches(_open_on(hours, day, calendar, language), day, zone))


def free_tracks(
    slot: BookableSlot, taken: Collection[Appointment], rules: BookingRules
) -> list[int]:
    """Which of those that may be at the same time are still to be had."""
    used = {each.track for each in taken if each.slot.meets(slot)}
    return [track for track in range(rules.at_once) if track not in used]


def refusal(starts_at: datetime, now: datetime, last: datetime) -> SlotRefusal | None:
    """Why this time cannot be booked even if it is free; `last`: what begins then or
    later is too far off."""
    if starts_at <= now:
        return SlotRefusal.PAST
    return SlotRefusal.TOO_FAR if starts_at >= last else None


def _open_on(
    hours: WeeklyHours, day: date, calendar: Calendar, language: LanguageCode
) -> tuple[OpenSlot, ...]:
    spoken = (
        rule
        for rule in hours.recurring
        if not rule.languages or language in rule.languages
    )
    return replace(hours, recurring=tuple(spoken)).on(day, calendar)


def _stretches(
    slots: Sequence[OpenSlot], day: date, zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """As they lie in time; what adjoins or overlaps is one."""
    start = end = None
    for slot in sorted(slots, key=lambda slot: slot.opens):
        closing_day = day + timedelta(days=1) if slot.closes_next_day else day
        opens = moment_of(day, slot.opens, zone)
        closes = moment_of(closing_day, slot.closes, zone)
        if start is None or end is None or opens > end:
            if start is not None and end is not None:
                yield start, end
            start, end = opens, closes
        else:
            end = max(end, closes)
    if start is not None and end is not None:
        yield start, end


def _begins_on(slot: BookableSlot, day: date, zone: ZoneInfo) -> bool:
    wall = slot.starts_at.astimezone(zone)
    return wall.date() == day and not wall.fold


def _cut(start: datetime, end: datetime, length: timedelta) -> Iterator[BookableSlot]:
    while start + length <= end:
        yield BookableSlot(start, start + length)
        start += length
