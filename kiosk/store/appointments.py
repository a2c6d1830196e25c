"""Appointments on the hub: a row each until their day is closed, then counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, or_, select, update

from kiosk.domain.appointments import (
    TAKING_A_SLOT,
    Appointment,
    AppointmentState,
    BookableSlot,
)
from kiosk.ids import (
    AppointmentCode,
    AppointmentId,
    LanguageCode,
    Slug,
    TicketId,
    TopicId,
)
from kiosk.store.appointment_tables import (
    appointment_events,
    appointments,
    day_appointments,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

    from kiosk.domain.appointments import AppointmentDeed
    from kiosk.ids import StaffId

_TAKING = sorted(TAKING_A_SLOT)


def add(connection: Connection, new: Appointment) -> None:
    """Raises `Duplicate` where its time or its code is taken."""
    connection.execute(
        appointments.insert(),
        {
            "id": new.id,
            "code": new.code,
            **_time(new.slot, new.service_day, new.track),
            "topic": new.topic,
            "language": new.language,
            "screen_language": new.screen_language,
            "about": new.about,
            "state": new.state.value,
            "moves": new.moves,
        },
    )


def by_code(connection: Connection, code: str) -> Appointment | None:
    return _one(connection.execute(select(appointments).filter_by(code=code)))


def by_id(connection: Connection, known: AppointmentId) -> Appointment | None:
    return _one(connection.execute(select(appointments).filter_by(id=known)))


def taken(connection: Connection, first: datetime, last: datetime) -> list[Appointment]:
    """All that take a slot which meets this time, in no order."""
    rows = connection.execute(
        select(appointments).where(
            appointments.c.starts_at < last,
            appointments.c.ends_at > first,
            appointments.c.state.in_(_TAKING),
        )
    )
    return [_appointment(row) for row in rows]


def since_day(connection: Connection, day: date) -> list[Appointment]:
    """All of this day and later ones, in order."""
    rows = connection.execute(
        select(appointments)
        .where(appointments.c.service_day >= day)
        .order_by(appointments.c.starts_at, appointments.c.track)
    )
    return [_appointment(row) for row in rows]


def any_booked(connection: Connection, day: date) -> bool:
    """Whether anybody still is to come on this day or later."""
    some = select(appointments.c.id).where(
        appointments.c.service_day >= day,
        appointments.c.state == AppointmentState.BOOKED.value,
    )
    return connection.execute(some.limit(1)).first() is not None


def outside(connection: Connection, first: date, last: date) -> list[Appointment]:
    """Those of other days than these."""
    day = appointments.c.service_day
    rows = connection.execute(select(appointments).where(or_(day < first, day > last)))
    return [_appointment(row) for row in rows]


def move(
    connection: Connection,
    known: Appointment,
    slot: BookableSlot,
    service_day: date,
    track: int,
) -> Appointment | None:
    """To another time, if it is still booked and nobody has moved it since.

    Raises `Duplicate` where that is taken.
    """
    return _changed(
        connection,
        known,
        moves=known.moves + 1,
        moved_from=known.slot.starts_at,
        **_time(slot, service_day, track),
    )


def end(
    connection: Connection,
    known: Appointment,
    state: AppointmentState,
    ticket: TicketId | None = None,
) -> Appointment | None:
    """Arrived or cancelled, if it is still booked and nobody has moved it since."""
    return _changed(connection, known, state=state.value, ticket=ticket)


def record(
    connection: Connection,
    known: AppointmentId,
    deed: AppointmentDeed,
    at: datetime,
    staff: StaffId | None = None,
) -> None:
    values = {"appointment": known, "deed": deed.value, "at": at, "staff": staff}
    connection.execute(appointment_events.insert(), values)


def deeds(connection: Connection, known: AppointmentId) -> list[tuple[str, str | None]]:
    """What was done with it and by whom, in its order."""
    rows = connection.execute(
        select(appointment_events.c.deed, appointment_events.c.staff)
        .where(appointment_events.c.appointment == known)
        .order_by(appointment_events.c.seq)
    )
    return [(deed, staff) for deed, staff in rows]


def remove(connection: Connection, gone: Collection[Appointment]) -> None:
    for each in gone:
        connection.execute(
            delete(appointment_events).where(
                appointment_events.c.appointment == each.id
            )
        )
        connection.execute(delete(appointments).where(appointments.c.id == each.id))


def count(connection: Connection, ended: Iterable[Appointment]) -> None:
    """Add to what is there of their days; who never came has missed it."""
    missed = {AppointmentState.BOOKED: AppointmentState.MISSED}
    given = Counter((a.service_day, missed.get(a.state, a.state)) for a in ended)
    for (day, state), number in given.items():
        known = connection.execute(
            update(day_appointments)
            .where(
                day_appointments.c.service_day == day,
                day_appointments.c.state == state.value,
            )
            .values(appointments=day_appointments.c.appointments + number)
        )
        if known.rowcount == 0:
            row = {"service_day": day, "state": state.value, "appointments": number}
            connection.execute(day_appointments.insert(), row)


def counts_of(connection: Connection, day: date) -> Mapping[AppointmentState, int]:
    """How the appointments of a closed day ended."""
    rows = connection.execute(
        select(day_appointments.c.state, day_appointments.c.appointments).where(
            day_appointments.c.service_day == day
        )
    )
    return {AppointmentState(state): number for state, number in rows}


def _changed(
    connection: Connection, known: Appointment, **changes: Any
) -> Appointment | None:
    return _one(
        connection.execute(
            update(appointments)
            .where(
                appointments.c.id == known.id,
                appointments.c.state == AppointmentState.BOOKED.value,
                appointments.c.moves == known.moves,
            )
            .values(changes)
            .returning(*appointments.c)
        )
    )


def _time(slot: BookableSlot, service_day: date, track: int) -> dict[str, Any]:
    return {
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "service_day": service_day,
        "track": track,
    }


def _one(result: Any) -> Appointment | None:
    row = result.one_or_none()
    return _appointment(row) if row else None


def _appointment(row: Row[Any]) -> Appointment:
    fields = row._mapping
    return Appointment(
        id=AppointmentId(fields["id"]),
        code=AppointmentCode(fields["code"]),
        slot=BookableSlot(fields["starts_at"], fields["ends_at"]),
        service_day=fields["service_day"],
        track=fields["track"],
        topic=TopicId(fields["topic"]),
        language=LanguageCode(fields["language"]),
        screen_language=LanguageCode(fields["screen_language"]),
        about=Slug(fields["about"]) if fields["about"] else None,
        state=AppointmentState(fields["state"]),
        moves=fields["moves"],
        ticket=TicketId(fields["ticket"]) if fields["ticket"] else None,
        moved_from=fields["moved_from"],
    )
