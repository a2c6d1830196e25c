"""Who works here: accounts, their skills, and the invitations that open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, select, update

from kiosk.domain.access import Role, Staff
from kiosk.domain.queues import Skills
from kiosk.ids import DeskId, LanguageCode, StaffId, TopicId
from kiosk.store.schema import invitations, staff

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody and the hash of their password; None until they set one."""

    staff: Staff
    password_hash: str | None


def add(connection: Connection, somebody: Staff) -> None:
    connection.execute(
        staff.insert(),
        {
            "id": somebody.id,
            "sign_in_name": somebody.sign_in_name,
            "role": somebody.role.value,
            "active": somebody.active,
            "topics": [],
            "languages": [],
        },
    )


def by_id(connection: Connection, staff_id: StaffId) -> Staff | None:
    row = connection.execute(select(staff).where(staff.c.id == staff_id)).one_or_none()
    return _staff(row) if row else None


def by_name(connection: Connection, sign_in_name: str) -> Account | None:
    row = connection.execute(
        select(staff).where(staff.c.sign_in_name == sign_in_name)
    ).one_or_none()
    return Account(_staff(row), row.password_hash) if row else None


def everybody(connection: Connection) -> list[Staff]:
    rows = connection.execute(select(staff).order_by(staff.c.sign_in_name))
    return [_staff(row) for row in rows]


def count_administrators(connection: Connection) -> int:
    """Those who can sign in: active, with a password."""
    return connection.execute(
        select(func.count())
        .select_from(staff)
        .where(
            staff.c.role == Role.ADMINISTRATOR.value,
            staff.c.active,
            staff.c.password_hash.is_not(None),
        )
    ).scalar_one()


def set_password(
    connection: Connection, staff_id: StaffId, password_hash: str | None
) -> None:
    connection.execute(
        update(staff).where(staff.c.id == staff_id).values(password_hash=password_hash)
    )


def set_active(connection: Connection, staff_id: StaffId, active: bool) -> None:
    connection.execute(
        update(staff).where(staff.c.id == staff_id).values(active=active)
    )


def set_desk(
    connection: Connection, staff_id: StaffId, desk: DeskId | None, skills: Skills
) -> None:
    connection.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(
            desk=desk,
            topics=sorted(skills.topics),
            languages=sorted(skills.languages),
        )
    )


def invite(
    connection: Connection, staff_id: StaffId, secret_hash: str, expires_at: datetime
) -> None:
    """The newest invitation is the only one that counts."""
    withdraw_invitation(connection, staff_id)
    connection.execute(
        invitations.insert(),
        {"secret_hash": secret_hash, "staff": staff_id, "expires_at": expires_at},
    )


def invited(connection: Connection, secret_hash: str, now: datetime) -> Staff | None:
    """Whom this unexpired invitation is for."""
    row = connection.execute(
        select(staff)
        .join(invitations, invitations.c.staff == staff.c.id)
        .where(invitations.c.secret_hash == secret_hash, invitations.c.expires_at > now)
    ).one_or_none()
    return _staff(row) if row else None


def withdraw_invitation(connection: Connection, staff_id: StaffId) -> bool:
    """Whether there was one: of two who use the same link, one hears yes."""
    gone = connection.execute(
        invitations.delete().where(invitations.c.staff == staff_id)
    )
    return gone.rowcount == 1


def _staff(row: Row[Any]) -> Staff:
    return Staff(
        id=StaffId(row.id),
        sign_in_name=row.sign_in_name,
        role=Role(row.role),
        active=row.active,
        desk=DeskId(row.desk) if row.desk else None,
        skills=Skills(
            frozenset(TopicId(topic) for topic in row.topics),
            frozenset(LanguageCode(language) for language in row.languages),
        ),
    )
