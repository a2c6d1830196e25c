"""Which account is whose at the site's own sign-on; subjects are kept as hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from kiosk.ids import StaffId
from kiosk.store.account_tables import linked_sign_ons

if TYPE_CHECKING:
    from datetime import datetime


def whose(connection: Connection, subject_hash: str) -> StaffId | None:
    found = connection.execute(
        select(linked_sign_ons.c.staff).where(
            linked_sign_ons.c.subject_hash == subject_hash
        )
    ).scalar_one_or_none()
    return StaffId(found) if found else None


def put(
    connection: Connection, subject_hash: str, staff_id: StaffId, at: datetime
) -> None:
    """In place of any other subject of this account."""
    remove_of(connection, staff_id)
    connection.execute(
        linked_sign_ons.insert(),
        {"subject_hash": subject_hash, "staff": staff_id, "linked_at": at},
    )


def remove_of(connection: Connection, staff_id: StaffId) -> bool:
    """Whether there was one."""
    gone = connection.execute(
        linked_sign_ons.delete().where(linked_sign_ons.c.staff == staff_id)
    )
    return gone.rowcount == 1
