"""How often somebody failed to sign in lately; who, is kept as a hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select, update

from kiosk.store.account_tables import tries

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Failures:
    count: int
    first_at: datetime
    last_at: datetime


def of(connection: Connection, who: Collection[str]) -> dict[str, Failures]:
    """Of these hashes, those that have any."""
    rows = connection.execute(select(tries).where(tries.c.who_hash.in_(who)))
    return {
        row.who_hash: Failures(row.failures, row.first_at, row.last_at) for row in rows
    }


def put(connection: Connection, who: str, failures: Failures) -> None:
    values = {
        "failures": failures.count,
        "first_at": failures.first_at,
        "last_at": failures.last_at,
    }
    known = connection.execute(
        update(tries).where(tries.c.who_hash == who).values(values)
    )
    if known.rowcount == 0:
        connection.execute(tries.insert(), {"who_hash": who, **values})


def forget(connection: Connection, who: Collection[str]) -> None:
    connection.execute(tries.delete().where(tries.c.who_hash.in_(who)))


def forget_before(connection: Connection, moment: datetime) -> None:
    connection.execute(tries.delete().where(tries.c.last_at < moment))


def keep_newest(connection: Connection, most: int) -> None:
    count = connection.execute(select(func.count()).select_from(tries)).scalar_one()
    if count > most:
        oldest = select(tries.c.who_hash).order_by(tries.c.last_at).limit(count - most)
        gone = connection.execute(oldest).scalars().all()
        forget(connection, gone)
