"""For which topics there is no number now: the hours have no room, or no walk-ins."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import AppointmentState, is_late
from kiosk.domain.capacity import RoomTaken, capacity_at
from kiosk.domain.open_hours import ByAppointment, state
from kiosk.store import appointments, hours_room

if TYPE_CHECKING:
    from kiosk.ids import TopicId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection


def full_topics(ctx: Context) -> tuple[TopicId, ...]:
    """Of those that are offered now; terminals are told with each greeting.

    They know no languages of it: a topic is full once all the hours that are open to
    who walks in for it are.
    """
    catalogue, zone, now = ctx.catalogue(), ctx.zone(), ctx.clock.now()
    hours, calendar = catalogue.consultation_hours, ctx.waits.calendar
    if hours is None or not any(rule.capacity for rule in hours.recurring):
        return ()
    bounds = {
        topic.id: bound
        for topic in catalogue.offered_topics()
        if (bound := capacity_at(hours, topic.id, now, zone, calendar)) is not None
    }
    if not bounds:
        return ()
    with ctx.database.read() as connection:
        issued = hours_room.taken_on(connection, ctx.today())
        booked = _still_to_come(ctx, connection)
    taken = [*issued, *booked]
    distinct = {of.open: of for of in bounds.values()}
    used_up = {open_now: of.is_used_up(taken) for open_now, of in distinct.items()}
    return tuple(topic for topic, of in bounds.items() if used_up[of.open])


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
