"""What staff did: rows that are only ever added, and removed when they are old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from kiosk.domain.audit import AuditDeed, AuditEntry
from kiosk.store.account_tables import audit_entries

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement


def append(
    connection: Connection, at: datetime, by: str, deed: AuditDeed, about: str
) -> None:
    connection.execute(
        audit_entries.insert(),
        {"at": at, "by": by, "deed": deed.value, "about": about},
    )


def page(
    connection: Connection,
    *,
    by: str = "",
    deed: AuditDeed | None = None,
    before: int | None = None,
    most: int,
) -> list[AuditEntry]:
    """The newest first; of this person and deed alone, and older than this number."""
    wanted: list[ColumnElement[bool]] = []
    if by:
        wanted.append(audit_entries.c.by == by)
    if deed is not None:
        wanted.append(audit_entries.c.deed == deed.value)
    if before is not None:
        wanted.append(audit_entries.c.seq < before)
    rows = connection.execute(
        select(audit_entries)
        .where(*wanted)
        .order_by(audit_entries.c.seq.desc())
        .limit(most)
    )
    return [
        AuditEntry(row.seq, row.at, row.by, AuditDeed(row.deed), row.about)
        for row in rows
    ]


def people(connection: Connection) -> list[str]:
    """Everybody who did anything, by name."""
    names = select(audit_entries.c.by).distinct().order_by(audit_entries.c.by)
    return list(connection.execute(names).scalars())


def count_before(connection: Connection, moment: datetime) -> int:
    old = select(func.count()).select_from(audit_entries)
    return connection.execute(old.where(audit_entries.c.at < moment)).scalar_one()


def remove_before(connection: Connection, moment: datetime) -> None:
    """The database refuses it for what is not old compared with the newest row."""
    connection.execute(audit_entries.delete().where(audit_entries.c.at < moment))
