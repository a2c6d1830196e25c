"""Which times can be booked, and whether somebody will be there for what is booked.

Within the consultation hours of a topic a time is free while fewer appointments meet it
than may be at once, and while the hours have room: whoever is booked for hours counts
against their capacity, as does every number that was given out for them today. Of
several hours at once each has its own room, for its topics, languages and visitors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain import appointments as domain
from kiosk.domain.appointments import AppointmentState, SlotRefusal
from kiosk.domain.capacity import RoomTaken, capacity_for_booking
from kiosk.domain.open_hours import partners_at
from kiosk.errors import SlotNotFree
from kiosk.operations import presence
from kiosk.store import appointments as store
from kiosk.store import hours_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from kiosk.domain.appointments import Appointment, BookableSlot, BookingRules
    from kiosk.domain.hours import WeeklyHours
    from kiosk.domain.site import Partner
    from kiosk.ids import LanguageCode, TopicId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

TOLD_AHEAD = timedelta(days=7)
"""What lies outside the hours is told above the queue so long before."""
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class FreeDay:
    day: date
    slots: int


@dataclass(frozen=True, slots=True)
class _Given:
    """What takes room: appointments, and numbers of today."""

    taken: list[Appointment]
    issued: list[RoomTaken]

    def room(self) -> list[RoomTaken]:
        """Who is booked and has come has a number that counts already."""
        to_come = (
            RoomTaken(a.slot.starts_at, a.topic, a.language, booked=True)
            for a in self.taken
            if a.state is AppointmentState.BOOKED
        )
        return [*self.issued, *to_come]


def hours_known(ctx: Context) -> bool:
    """Whether there is anything to book at all."""
    return ctx.catalogue().consultation_hours is not None


def free_days(ctx: Context, topic: TopicId, language: LanguageCode) -> list[FreeDay]:
    """On which days this can be booked, in order."""
    today = ctx.today()
    with ctx.database.read() as connection:
        given = _given(ctx, connection, today, _last(ctx))
    found = []
    for days in range(ctx.bookings.weeks * 7 + 1):
        day = today + timedelta(days=days)
        slots = list(_free_on(ctx, day, topic, language, given))
        if slots:
            found.append(FreeDay(day, len(slots)))
    return found


def free_slots(
    ctx: Context, topic: TopicId, language: LanguageCode, day: date | None
) -> list[BookableSlot]:
    """Those of a day that can be booked now, in order."""
    if day is None or not _is_near(ctx, day):
        return []
    with ctx.database.read() as connection:
        given = _given(ctx, connection, day, ctx.start_of(day + timedelta(days=1)))
    return list(_free_on(ctx, day, topic, language, given))


def bookable(
    ctx: Context, starts_at: datetime, topic: TopicId, language: LanguageCode
) -> BookableSlot:
    """The time that begins then, free or not. Raises `SlotNotFree`."""
    hindrance = domain.refusal(starts_at, ctx.clock.now(), _last(ctx))
    if hindrance is not None:
        raise SlotNotFree(hindrance)
    day = starts_at.astimezone(ctx.zone()).date()
    for slot in _slots(ctx, day, topic, language):
        if slot.starts_at == starts_at:
            return slot
    raise SlotNotFree(SlotRefusal.OUTSIDE_HOURS)


def track_for(ctx: Context, connection: Connection, wanted: Appointment) -> int:
    """Within the transaction that books it: there is one writer at a time.

    Raises `SlotNotFree`.
    """
    day = wanted.service_day
    given = _given(ctx, connection, day, ctx.start_of(day + timedelta(days=1)))
    others = [each for each in given.taken if each.id != wanted.id]
    track = _track(
        ctx, wanted.slot, wanted.topic, wanted.language, replace(given, taken=others)
    )
    if track is None:
        raise SlotNotFree(SlotRefusal.TAKEN)
    return track


def is_in_hours(ctx: Context, known: Appointment) -> bool:
    """Whether somebody counsels then still: hours may change after a booking."""
    hours = _hours(ctx, known.topic)
    if hours is None:
        return False
    days = known.service_day - timedelta(days=1), known.service_day
    spans = (
        span
        for day in days
        for span in domain.spans_on(
            hours, day, ctx.zone(), ctx.waits.calendar, known.language
        )
    )
    slot = known.slot
    return any(a <= slot.starts_at and slot.ends_at <= z for a, z in spans)


def partners(ctx: Context, known: Appointment) -> list[Partner]:
    """Who counsels at its time; none where any of the hours of then does not say."""
    hours, catalogue = _hours(ctx, known.topic), ctx.catalogue()
    if hours is None:
        return []
    begins, zone, calendar = known.slot.starts_at, ctx.zone(), ctx.waits.calendar
    there = partners_at(hours, begins, zone, calendar, booked=True)
    return [partner for partner in catalogue.site.partners if partner.id in there]


def is_received(ctx: Context, known: Appointment) -> bool:
    """Whether a number for it will be called today: somebody is there, or its hours
    stand and are not over."""
    if presence.somebody_counsels(ctx):
        return True
    hours = _hours(ctx, known.topic)
    if hours is None or not is_in_hours(ctx, known):
        return False
    zone, calendar, day = ctx.zone(), ctx.waits.calendar, known.service_day
    spans = domain.spans_on(hours, day, zone, calendar, known.language)
    last = max((end for _, end in spans), default=known.slot.ends_at)
    return ctx.clock.now() < max(last, known.slot.ends_at)


def outside_hours(ctx: Context) -> list[Appointment]:
    """Those of the next days for which nobody would be there, in order."""
    last = ctx.today() + TOLD_AHEAD
    with ctx.database.read() as connection:
        every = store.since_day(connection, ctx.today())
    booked = AppointmentState.BOOKED
    soon = [each for each in every if each.state is booked and each.service_day <= last]
    return [each for each in soon[:MOST_TOLD] if not is_in_hours(ctx, each)]


def _hours(ctx: Context, topic: TopicId) -> WeeklyHours | None:
    hours = ctx.catalogue().consultation_hours
    return None if hours is None else hours.for_topic(topic)


def _last(ctx: Context) -> datetime:
    return ctx.start_of(ctx.today() + timedelta(weeks=ctx.bookings.weeks, days=1))


def _is_near(ctx: Context, day: date) -> bool:
    return timedelta() <= day - ctx.today() <= timedelta(weeks=ctx.bookings.weeks)


def _slots(
    ctx: Context, day: date, topic: TopicId, language: LanguageCode
) -> list[BookableSlot]:
    """Of the hours in which somebody counsels on this topic, in this language."""
    hours = _hours(ctx, topic)
    if hours is None:
        return []
    calendar = ctx.waits.calendar
    return domain.slots_on(hours, day, ctx.zone(), calendar, ctx.bookings, language)


def _free_on(
    ctx: Context, day: date, topic: TopicId, language: LanguageCode, given: _Given
) -> Iterator[BookableSlot]:
    """Neither past nor too far off, nor taken, and with room."""
    now, last = ctx.clock.now(), _last(ctx)
    for slot in _slots(ctx, day, topic, language):
        if domain.refusal(slot.starts_at, now, last) is not None:
            continue
        if _track(ctx, slot, topic, language, given) is not None:
            yield slot


def _given(ctx: Context, connection: Connection, first: date, last: datetime) -> _Given:
    taken = store.taken(connection, ctx.start_of(first), last)
    today = ctx.today()
    issued = hours_room.taken_on(connection, today) if first == today else []
    return _Given(taken, issued)


def _track(
    ctx: Context,
    slot: BookableSlot,
    topic: TopicId,
    language: LanguageCode,
    given: _Given,
) -> int | None:
    """The first that is free of those at the same time; None: no room."""
    tracks = domain.free_tracks(slot, given.taken, _rules(ctx))
    hours, zone = ctx.catalogue().consultation_hours, ctx.zone()
    if not tracks or hours is None:
        return None
    bound = capacity_for_booking(
        hours, topic, language, slot.starts_at, zone, ctx.waits.calendar
    )
    if bound is not None and bound.is_used_up(given.room()):
        return None
    return tracks[0]


def _rules(ctx: Context) -> BookingRules:
    """No more at once than there are desks, where those are known."""
    desks = len(ctx.catalogue().desks)
    if not desks:
        return ctx.bookings
    return replace(ctx.bookings, at_once=min(ctx.bookings.at_once, desks))
