"""Who is signed in where: bounded for each account and in all, and known as hashes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, select

from kiosk.ids import StaffId
from kiosk.store.schema import sessions, staff

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

CLOCKS_DIFFER = timedelta(minutes=5)
"""Between the machines of several hub processes."""


def add(connection: Connection, id_hash: str, session: Mapping[str, object]) -> None:
    """`session` has `staff`, `credentials`, `begun_at` and `expires_at`."""
    remove(connection, id_hash)
    connection.execute(sessions.insert(), {"id_hash": id_hash, **session})


def valid(
    connection: Connection, id_hash: str, now: datetime
) -> tuple[StaffId, int] | None:
    """Whose it is and the credentials it was begun with.

    None for one that expired, for one of before a new password or a farewell, and for
    one that was begun while the clock was wrong.
    """
    row = connection.execute(
        select(sessions.c.staff, sessions.c.credentials)
        .join(staff, staff.c.id == sessions.c.staff)
        .where(
            sessions.c.id_hash == id_hash,
            sessions.c.expires_at > now,
            sessions.c.begun_at <= now + CLOCKS_DIFFER,
            sessions.c.credentials == staff.c.credentials,
            staff.c.active,
        )
    ).one_or_none()
    return (StaffId(row.staff), row.credentials) if row else None


def exists(connection: Connection, id_hash: str) -> bool:
    found = select(sessions.c.staff).where(sessions.c.id_hash == id_hash)
    return connection.execute(found).first() is not None


def remove(connection: Connection, id_hash: str) -> None:
    connection.execute(sessions.delete().where(sessions.c.id_hash == id_hash))


def remove_of(connection: Connection, staff_id: StaffId) -> None:
    connection.execute(sessions.delete().where(sessions.c.staff == staff_id))


def remove_expired(connection: Connection, now: datetime) -> None:
    connection.execute(sessions.delete().where(sessions.c.expires_at <= now))


def keep_newest(
    connection: Connection, most: int, staff_id: StaffId | None = None
) -> None:
    """Of this account, or of all."""
    of_these: ColumnElement[bool] | None = (
        sessions.c.staff == staff_id if staff_id else None
    )
    count = select(func.count()).select_from(sessions)
    oldest = select(sessions.c.id_hash).order_by(
        sessions.c.begun_at, sessions.c.id_hash
    )
    if of_these is not None:
        count, oldest = count.where(of_these), oldest.where(of_these)
    too_many = connection.execute(count).scalar_one() - most
    if too_many > 0:
        gone = connection.execute(oldest.limit(too_many)).scalars().all()
        connection.execute(sessions.delete().where(sessions.c.id_hash.in_(gone)))
