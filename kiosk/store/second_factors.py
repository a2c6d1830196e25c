"""Keys of apps that make codes, and recovery codes: each works once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, update

from kiosk.store.account_tables import recovery_codes, second_factors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.ids import StaffId


@dataclass(frozen=True, slots=True)
class KeptKey:
    sealed_key: str
    confirmed_at: datetime
    last_step: int


def key_of(connection: Connection, staff_id: StaffId) -> KeptKey | None:
    row = connection.execute(
        select(second_factors).where(second_factors.c.staff == staff_id)
    ).one_or_none()
    return KeptKey(row.sealed_key, row.confirmed_at, row.last_step) if row else None


def put_key(connection: Connection, staff_id: StaffId, key: KeptKey) -> None:
    remove_key(connection, staff_id)
    connection.execute(
        second_factors.insert(),
        {
            "staff": staff_id,
            "sealed_key": key.sealed_key,
            "confirmed_at": key.confirmed_at,
            "last_step": key.last_step,
        },
    )


def use_step(connection: Connection, staff_id: StaffId, step: int) -> bool:
    """Whether no code of this half minute or a later one was used before."""
    used = connection.execute(
        update(second_factors)
        .where(second_factors.c.staff == staff_id, second_factors.c.last_step < step)
        .values(last_step=step)
    )
    return used.rowcount == 1


def remove_key(connection: Connection, staff_id: StaffId) -> None:
    connection.execute(
        second_factors.delete().where(second_factors.c.staff == staff_id)
    )


def put_codes(
    connection: Connection, staff_id: StaffId, code_hashes: Iterable[str]
) -> None:
    """In place of all there were."""
    remove_codes(connection, staff_id)
    rows = [{"code_hash": each, "staff": staff_id} for each in code_hashes]
    connection.execute(recovery_codes.insert(), rows)


def use_code(
    connection: Connection, staff_id: StaffId, code_hash: str, at: datetime
) -> bool:
    """Whether it was theirs and unused: of two who send the same one, one hears yes."""
    used = connection.execute(
        update(recovery_codes)
        .where(
            recovery_codes.c.staff == staff_id,
            recovery_codes.c.code_hash == code_hash,
            recovery_codes.c.used_at.is_(None),
        )
        .values(used_at=at)
    )
    return used.rowcount == 1


def count_codes(connection: Connection, staff_id: StaffId) -> int:
    unused = recovery_codes.c.used_at.is_(None)
    return connection.execute(
        select(func.count())
        .select_from(recovery_codes)
        .where(recovery_codes.c.staff == staff_id, unused)
    ).scalar_one()


def remove_codes(connection: Connection, staff_id: StaffId) -> None:
    connection.execute(
        recovery_codes.delete().where(recovery_codes.c.staff == staff_id)
    )
