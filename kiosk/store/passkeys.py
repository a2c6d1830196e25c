"""Passkeys of staff: what their signatures are checked with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from kiosk.domain.second_factors import Passkey
from kiosk.store.account_tables import passkeys

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kiosk.ids import StaffId


@dataclass(frozen=True, slots=True)
class KeptPasskey:
    about: Passkey
    credential_id: str
    public_key: str
    """As `credential_id` in the base64 of addresses."""
    sign_count: int


def add(connection: Connection, passkey: Mapping[str, object]) -> None:
    """`passkey` has every column but `used_at`. Raises `Duplicate` for a known one."""
    connection.execute(passkeys.insert(), passkey)


def of(connection: Connection, staff_id: StaffId) -> list[KeptPasskey]:
    rows = connection.execute(
        select(passkeys)
        .where(passkeys.c.staff == staff_id)
        .order_by(passkeys.c.added_at, passkeys.c.id_hash)
    )
    return [
        KeptPasskey(
            Passkey(row.id_hash, row.name, row.added_at, row.used_at),
            row.credential_id,
            row.public_key,
            row.sign_count,
        )
        for row in rows
    ]


def use(
    connection: Connection, id_hash: str, before: int, after: int, at: datetime
) -> bool:
    """False if somebody else used it since `before` was read."""
    used = connection.execute(
        update(passkeys)
        .where(passkeys.c.id_hash == id_hash, passkeys.c.sign_count == before)
        .values(sign_count=after, used_at=at)
    )
    return used.rowcount == 1


def remove(connection: Connection, staff_id: StaffId, id_hash: str) -> bool:
    gone = connection.execute(
        passkeys.delete().where(
            passkeys.c.staff == staff_id, passkeys.c.id_hash == id_hash
        )
    )
    return gone.rowcount == 1


def remove_of(connection: Connection, staff_id: StaffId) -> None:
    connection.execute(passkeys.delete().where(passkeys.c.staff == staff_id))
