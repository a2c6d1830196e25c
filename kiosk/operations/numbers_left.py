"""For which topics there is no number now: the hours have no room, or no walk-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.capacity import capacity_at
from kiosk.domain.open_hours import ByAppointment, state
from kiosk.store import tickets

if TYPE_CHECKING:
    from kiosk.ids import TopicId
    from kiosk.operations.context import Context


def full_topics(ctx: Context) -> tuple[TopicId, ...]:
    """Of those that are offered now; terminals are told with each greeting."""
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
        issued = tickets.issued_on(connection, ctx.today())
    return tuple(topic for topic, of in bounds.items() if of.is_used_up(issued))


def by_appointment_alone(ctx: Context) -> ByAppointment | None:
    """Whether terminals give numbers only for appointments now, on whatever topic."""
    hours, now = ctx.catalogue().consultation_hours, ctx.clock.now()
    found = state(hours, now, ctx.zone(), ctx.waits.calendar)
    return found if isinstance(found, ByAppointment) else None
