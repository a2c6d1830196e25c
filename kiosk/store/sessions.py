"""Who is signed in where: bounded for each account and in all, and known as hashes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, func, select, update

from kiosk.domain.sessions import OpenSession
from kiosk.ids import StaffId
from kiosk.store.account_tables import sessions, staff

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

CLOCKS_DIFFER = timedelta(minutes=5)
"""Between the machines of several hub processes."""
_OPEN = select(sessions).join(staff, staff.c.id == sessions.c.staff)


def add(connection: Connection, id_hash: str, session: Mapping[str, object]) -> None:
    """`session` has `staff`, `credentials`, `begun_at`, `expires_at` and `browser`,
    `proved_at` and `pending` if it has them."""
    remove(connection, id_hash)
    connection.execute(sessions.insert(), {"id_hash": id_hash, **session})


def valid(connection: Connection, id_hash: str, now: datetime) -> OpenSession | None:
    """None for one that expired, for one of before a new password or a farewell, and
    for one that was begun while the clock was wrong."""
    found = _OPEN.where(sessions.c.id_hash == id_hash, *_valid(now))
    row = connection.execute(found).one_or_none()
    return _session(row) if row else None


def of(connection: Connection, staff_id: StaffId, now: datetime) -> list[OpenSession]:
    """All in which this account is signed in, the newest first."""
    rows = connection.execute(
        _OPEN.where(
            sessions.c.staff == staff_id, ~sessions.c.pending, *_valid(now)
        ).order_by(sessions.c.begun_at.desc(), sessions.c.id_hash)
    )
    return [_session(row) for row in rows]


def set_seen(connection: Connection, id_hash: str, at: datetime) -> None:
    _set(connection, id_hash, seen_at=at)


def set_proved(connection: Connection, id_hash: str, at: datetime) -> None:
    _set(connection, id_hash, proved_at=at)


def offered_key(connection: Connection, id_hash: str) -> str | None:
    """The sealed key that this browser was shown, and that no code confirmed yet."""
    asked = select(sessions.c.offered_key).where(sessions.c.id_hash == id_hash)
    return connection.execute(asked).scalar_one_or_none()


def set_offered_key(connection: Connection, id_hash: str, sealed: str | None) -> None:
    _set(connection, id_hash, offered_key=sealed)


def set_challenge(connection: Connection, id_hash: str, challenge: str) -> None:
    _set(connection, id_hash, challenge=challenge)


def take_challenge(connection: Connection, id_hash: str) -> str | None:
    """It is answered once."""
    asked = select(sessions.c.challenge).where(sessions.c.id_hash == id_hash)
    challenge = connection.execute(asked).scalar_one_or_none()
    _set(connection, id_hash, challenge=None)
    return challenge


def remove_others(connection: Connection, staff_id: StaffId, id_hash: str) -> None:
    connection.execute(
        sessions.delete().where(
            sessions.c.staff == staff_id, sessions.c.id_hash != id_hash
        )
    )


def exists(connection: Connection, id_hash: str) -> bool:
    found = select(sessions.c.staff).where(sessions.c.id_hash == id_hash)
    return connection.execute(found).first() is not None


def remove(connection: Connection, id_hash: str) -> None:
    connection.execute(sessions.delete().where(sessions.c.id_hash == id_hash))


def remove_one(connection: Connection, staff_id: StaffId, id_hash: str) -> None:
    """Of this account alone."""
    connection.execute(
        sessions.delete().where(
            sessions.c.staff == staff_id, sessions.c.id_hash == id_hash
        )
    )


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


def _valid(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        sessions.c.expires_at > now,
        sessions.c.begun_at <= now + CLOCKS_DIFFER,
        sessions.c.credentials == staff.c.credentials,
        staff.c.active,
    )


def _set(connection: Connection, id_hash: str, **values: object) -> None:
    connection.execute(
        update(sessions).where(sessions.c.id_hash == id_hash).values(**values)
    )


def _session(row: Row[Any]) -> OpenSession:
    return OpenSession(
        id_hash=row.id_hash,
        staff=StaffId(row.staff),
        credentials=row.credentials,
        begun_at=row.begun_at,
        seen_at=row.seen_at or row.begun_at,
        browser=row.browser,
        proved_at=row.proved_at,
        pending=row.pending,
    )
