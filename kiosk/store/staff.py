"""Who works here: accounts, their skills and desks, and the invitations to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, or_, select, update

from kiosk.domain.access import Pause, Rights, Role, Staff
from kiosk.domain.queues import Skills
from kiosk.ids import (
    CategoryId,
    DeskId,
    LanguageCode,
    PartnerId,
    StaffId,
    TopicId,
)
from kiosk.store.account_tables import (
    invitations,
    linked_sign_ons,
    passkeys,
    presences,
    second_factors,
    staff,
)

if TYPE_CHECKING:
    from datetime import date, datetime

_HAS_SECOND_FACTOR = or_(
    exists().where(second_factors.c.staff == staff.c.id),
    exists().where(passkeys.c.staff == staff.c.id),
)
_STAFF = select(
    staff,
    presences.c.desk,
    presences.c.service_day,
    presences.c.seen_at,
    presences.c.pause,
    presences.c.paused_at,
    presences.c.help_at,
    presences.c.helper,
    _HAS_SECOND_FACTOR.label("has_second_factor"),
)
_EVERYBODY = _STAFF.select_from(
    staff.outerjoin(presences, presences.c.staff == staff.c.id)
)
NOTHING_ASIDE = {"pause": None, "paused_at": None, "help_at": None, "helper": None}
_VERSION = select(func.max(presences.c.version))


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody and the hash of their password; None until they set one."""

    staff: Staff
    password_hash: str | None


@dataclass(frozen=True, slots=True)
class Invited:
    staff: Staff
    expires_at: datetime
    used_at: datetime | None


def add(connection: Connection, somebody: Staff) -> None:
    connection.execute(
        staff.insert(),
        {
            "id": somebody.id,
            "sign_in_name": somebody.sign_in_name,
            **_of_rights(somebody.rights),
            "active": somebody.active,
            "topics": [],
            "languages": [],
        },
    )


def by_id(connection: Connection, staff_id: StaffId) -> Staff | None:
    row = connection.execute(_EVERYBODY.where(staff.c.id == staff_id)).one_or_none()
    return _staff(row) if row else None


def by_name(connection: Connection, sign_in_name: str) -> Account | None:
    row = connection.execute(
        _EVERYBODY.where(staff.c.sign_in_name == sign_in_name)
    ).one_or_none()
    return Account(_staff(row), row.password_hash) if row else None


def everybody(connection: Connection) -> list[Staff]:
    rows = connection.execute(_EVERYBODY.order_by(staff.c.sign_in_name))
    return [_staff(row) for row in rows]


def at_desks(connection: Connection, day: date) -> list[Staff]:
    """All who chose a desk on this service day and have not left it."""
    rows = connection.execute(
        _EVERYBODY.where(staff.c.active, presences.c.service_day == day).order_by(
            staff.c.sign_in_name
        )
    )
    return [_staff(row) for row in rows]


def version(connection: Connection) -> int:
    """Another one after each change of who is at a desk and whom they can help."""
    return connection.execute(_VERSION).scalar() or 0


def count_administrators(connection: Connection) -> int:
    """Those who can sign in: active, with a password or linked to a sign-on."""
    can_sign_in = select(staff.c.roles).where(
        staff.c.active,
        or_(
            staff.c.password_hash.is_not(None),
            exists().where(linked_sign_ons.c.staff == staff.c.id),
        ),
    )
    kept = connection.execute(can_sign_in).scalars()
    return sum(Role.ADMINISTRATOR.value in roles for roles in kept)


def activate(connection: Connection, staff_id: StaffId) -> None:
    """In use from now on, whether or not there is a password."""
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(active=True, credentials=staff.c.credentials + 1)
    )
    _touch(connection, staff_id)


def set_rights(connection: Connection, staff_id: StaffId, rights: Rights) -> None:
    connection.execute(
        update(staff).where(staff.c.id == staff_id).values(**_of_rights(rights))
    )
    _touch(connection, staff_id)


def set_password(connection: Connection, staff_id: StaffId, password_hash: str) -> None:
    """A new one, of an account that is in use from now on."""
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(
            password_hash=password_hash,
            active=True,
            credentials=staff.c.credentials + 1,
        )
    )
    _touch(connection, staff_id)


def rehash(
    connection: Connection, staff_id: StaffId, before: str, password_hash: str
) -> None:
    """The same password, kept otherwise, unless it was changed meanwhile."""
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id, staff.c.password_hash == before)
        .values(password_hash=password_hash)
    )


def deactivate(connection: Connection, staff_id: StaffId) -> None:
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(active=False, credentials=staff.c.credentials + 1)
    )
    _touch(connection, staff_id)


def set_skills(connection: Connection, staff_id: StaffId, skills: Skills) -> None:
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(
            topics=sorted(skills.topics),
            languages=sorted(skills.languages),
            partner=skills.partner,
        )
    )
    _touch(connection, staff_id)


def take_desk(
    connection: Connection, staff_id: StaffId, desk: DeskId, day: date, now: datetime
) -> None:
    values = {"desk": desk, "service_day": day, "seen_at": now, **NOTHING_ASIDE}
    if not _touch(connection, staff_id, **values):
        number = _next_version(connection)
        connection.execute(
            presences.insert(), {"staff": staff_id, "version": number, **values}
        )


def leave_desk(connection: Connection, staff_id: StaffId) -> None:
    """Which one it was is kept, to be offered first the next time."""
    _touch(connection, staff_id, service_day=None, seen_at=None, **NOTHING_ASIDE)


def set_pause(
    connection: Connection, staff_id: StaffId, pause: Pause | None, now: datetime
) -> bool:
    """Whether they are at a desk; None: they are back."""
    values = {"pause": pause, "paused_at": now if pause else None}
    at_desk = presences.c.service_day.is_not(None)
    return _touch(connection, staff_id, at_desk, **values)


def set_help(
    connection: Connection,
    staff_id: StaffId,
    since: datetime | None,
    helper: StaffId | None = None,
) -> bool:
    """Whether they are at a desk; `since` None: they need no help any more."""
    at_desk = presences.c.service_day.is_not(None)
    return _touch(connection, staff_id, at_desk, help_at=since, helper=helper)


def seen(
    connection: Connection, staff_id: StaffId, now: datetime, unless_since: datetime
) -> bool:
    """A sign of life from a desk; false if it was left, or if one came just before."""
    return _touch(
        connection,
        staff_id,
        presences.c.service_day.is_not(None),
        presences.c.seen_at <= unless_since,
        seen_at=now,
    )


def _touch(
    connection: Connection,
    staff_id: StaffId,
    *where: ColumnElement[bool],
    **values: Any,
) -> bool:
    """Whether there was a row to change; each change takes the next number."""
    done = connection.execute(
        update(presences)
        .where(presences.c.staff == staff_id, *where)
        .values(version=_next_version(connection), **values)
    )
    return done.rowcount == 1


def _next_version(connection: Connection) -> int:
    """Writes go one after the other, so nobody else takes it meanwhile."""
    return version(connection) + 1


def invite(
    connection: Connection, staff_id: StaffId, secret_hash: str, expires_at: datetime
) -> None:
    """The newest invitation is the only one that counts."""
    withdraw_invitation(connection, staff_id)
    connection.execute(
        invitations.insert(),
        {"secret_hash": secret_hash, "staff": staff_id, "expires_at": expires_at},
    )


def invitation(connection: Connection, secret_hash: str) -> Invited | None:
    """Whom it is for, and how long it lasts or whether it was used."""
    row = connection.execute(
        _EVERYBODY.add_columns(invitations.c.expires_at, invitations.c.used_at).where(
            staff.c.id == invitations.c.staff,
            invitations.c.secret_hash == secret_hash,
        )
    ).one_or_none()
    return Invited(_staff(row), row.expires_at, row.used_at) if row else None


def use_invitation(connection: Connection, secret_hash: str, at: datetime) -> bool:
    """Whether it was unused: of two who use the same link, one hears yes."""
    used = connection.execute(
        update(invitations)
        .where(
            invitations.c.secret_hash == secret_hash, invitations.c.used_at.is_(None)
        )
        .values(used_at=at)
    )
    return used.rowcount == 1


def withdraw_invitation(connection: Connection, staff_id: StaffId) -> None:
    connection.execute(invitations.delete().where(invitations.c.staff == staff_id))


def _staff(row: Row[Any]) -> Staff:
    return Staff(
        id=StaffId(row.id),
        sign_in_name=row.sign_in_name,
        rights=_rights(row),
        active=row.active,
        desk=DeskId(row.desk) if row.service_day else None,
        last_desk=DeskId(row.desk) if row.desk else None,
        desk_day=row.service_day,
        seen_at=row.seen_at,
        pause=Pause(row.pause) if row.pause else None,
        paused_at=row.paused_at,
        help_at=row.help_at,
        helper=StaffId(row.helper) if row.helper else None,
        skills=Skills(
            frozenset(TopicId(topic) for topic in row.topics),
            frozenset(LanguageCode(language) for language in row.languages),
            PartnerId(row.partner) if row.partner else None,
        ),
        has_second_factor=bool(row.has_second_factor),
        credentials=row.credentials,
    )


def _rights(row: Row[Any]) -> Rights:
    areas = None if row.areas is None else frozenset(map(CategoryId, row.areas))
    return Rights(frozenset(map(Role, row.roles)), areas)


def _of_rights(rights: Rights) -> dict[str, list[str] | None]:
    areas: list[str] | None = None if rights.areas is None else sorted(rights.areas)
    return {"roles": [role.value for role in rights.in_order()], "areas": areas}
