"""For which topics there is no number now: the hours have no room, or no walk-ins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import AppointmentState, is_late
from kiosk.domain.capacity import (
    RoomTaken,
    capacity_at,
    capacity_by_language,
    spoken_in_none,
)
from kiosk.domain.open_hours import ByAppointment, state
from kiosk.operations import presence
from kiosk.store import appointments, hours_room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.hours import WeeklyHours
    from kiosk.ids import LanguageCode, TopicId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection


@dataclass(frozen=True, slots=True)
class GivenOut:
    """For which there are no numbers now; terminals are told with each greeting."""

    topics: tuple[TopicId, ...] = ()
    """Of which all the hours that are open to who walks in are full, or the line of
    those who wait already: it goes on after a long pause."""
    languages: dict[TopicId, tuple[LanguageCode, ...]] = field(default_factory=dict)
    """Of other topics, in which all such hours are: no number is given out there, for
    it would take room of the others. Terminals of before do not know it."""
    unspoken: dict[TopicId, tuple[LanguageCode, ...]] = field(default_factory=dict)
    """Of other topics, in which none of the hours is, and nobody at a desk says that
    they speak them: nor is one given out there, for the same reason."""

    def without_numbers(self) -> dict[TopicId, tuple[LanguageCode, ...]]:
        """Both kinds of languages; a terminal knows from the hours which is which."""
        topics = dict.fromkeys((*self.languages, *self.unspoken))
        return {
            topic: (*self.languages.get(topic, ()), *self.unspoken.get(topic, ()))
            for topic in topics
        }


def given_out(ctx: Context) -> GivenOut:
    """Of what is offered now."""
    catalogue, zone, now = ctx.catalogue(), ctx.zone(), ctx.clock.now()
    hours, calendar = catalogue.consultation_hours, ctx.waits.calendar
    offered = tuple(topic.id for topic in catalogue.offered_topics())
    if ctx.waits.now(ctx).outlasts_these_hours:
        return GivenOut(offered)
    if hours is None or not any(rule.capacity for rule in hours.recurring):
        return GivenOut()
    there, spoken = (now, zone, calendar), catalogue.counselling_languages
    bounds = {
        topic: bound
        for topic in offered
        if (bound := capacity_at(hours, topic, *there)) is not None
    }
    by_language = {
        topic: capacity_by_language(hours, topic, spoken, *there) for topic in offered
    }
    if not any(by_language.values()) and not bounds:
        return GivenOut()
    with ctx.database.read() as connection:
        issued = hours_room.taken_on(connection, ctx.today())
        booked = _still_to_come(ctx, connection)
    taken = [*issued, *booked]
    every = [
        *bounds.values(),
        *(of for per in by_language.values() for of in per.values()),
    ]
    distinct = {of.open: of for of in every}
    used_up = {open_now: of.is_used_up(taken) for open_now, of in distinct.items()}
    full = tuple(topic for topic, of in bounds.items() if used_up[of.open])
    in_languages = {
        topic: tuple(code for code, of in per.items() if used_up[of.open])
        for topic, per in by_language.items()
        if topic not in full
    }
    return GivenOut(
        full,
        {topic: codes for topic, codes in in_languages.items() if codes},
        _unspoken(ctx, hours, [topic for topic in offered if topic not in full]),
    )


def languages_without(given: GivenOut) -> tuple[set[LanguageCode], set[LanguageCode]]:
    """In which all numbers are given out for a topic, and which nobody speaks now."""
    full = {code for codes in given.languages.values() for code in codes}
    unspoken = {code for codes in given.unspoken.values() for code in codes}
    return full, unspoken


def _unspoken(
    ctx: Context, hours: WeeklyHours, topics: Sequence[TopicId]
) -> dict[TopicId, tuple[LanguageCode, ...]]:
    catalogue, at_desks = ctx.catalogue(), presence.present(ctx)
    there = ctx.clock.now(), ctx.zone(), ctx.waits.calendar
    found: dict[TopicId, tuple[LanguageCode, ...]] = {}
    for topic in topics:
        codes = tuple(
            code
            for code in spoken_in_none(
                hours, topic, catalogue.counselling_languages, *there
            )
            if not any(each.skills.say_so_of(topic, code) for each in at_desks)
        )
        if codes:
            found[topic] = codes
    return found


def _still_to_come(ctx: Context, connection: Connection) -> list[RoomTaken]:
    """For whom of those who are booked today a number is kept; not for who is late."""
    now, day = ctx.clock.now(), ctx.today()
    ends = ctx.start_of(day + timedelta(days=1))
    return [
        RoomTaken(each.slot.starts_at, each.topic, each.language, booked=True)
        for each in appointments.taken(connection, ctx.start_of(day), ends)
        if each.state is AppointmentState.BOOKED
        and not is_late(each.slot.starts_at, now)
    ]


def by_appointment_alone(ctx: Context) -> ByAppointment | None:
    """Whether terminals give numbers only for appointments now, on whatever topic."""
    hours, now = ctx.catalogue().consultation_hours, ctx.clock.now()
    found = state(hours, now, ctx.zone(), ctx.waits.calendar)
    return found if isinstance(found, ByAppointment) else None
