"""What the hub remembers from one look at its clock to the next, and why it waits."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select, update

from kiosk.domain.closing import ClockWatch, NotClosing
from kiosk.store.schema import close_watch

ONLY = 1
"""The table has one row; before the first look it has none."""


def clock(connection: Connection) -> ClockWatch | None:
    row = connection.execute(select(close_watch)).one_or_none()
    if row is None:
        return None
    return ClockWatch(
        trusted_at=row.trusted_at,
        looked_at=row.looked_at,
        doubted=None
        if row.doubted_seconds is None
        else timedelta(seconds=row.doubted_seconds),
        confirmed=row.confirmed,
    )


def keep(connection: Connection, watch: ClockWatch) -> None:
    doubted = watch.doubted
    values = {
        "trusted_at": watch.trusted_at,
        "looked_at": watch.looked_at,
        "doubted_seconds": None if doubted is None else round(doubted.total_seconds()),
        "confirmed": watch.confirmed,
    }
    known = connection.execute(update(close_watch).values(values))
    if known.rowcount == 0:
        # a database of an older version may have rows in its files still
        first = {"id": ONLY, "unscrubbed": True, **values}
        connection.execute(close_watch.insert(), first)


def hindrance(connection: Connection) -> NotClosing | None:
    said = connection.execute(select(close_watch.c.hindrance)).scalar_one_or_none()
    return NotClosing(said) if said else None


def set_hindrance(connection: Connection, hindrance: NotClosing | None) -> None:
    connection.execute(
        update(close_watch).values(hindrance=hindrance.value if hindrance else None)
    )


def unscrubbed(connection: Connection) -> bool:
    """Whether what was deleted may still be in a file of the database."""
    said = connection.execute(select(close_watch.c.unscrubbed)).scalar_one_or_none()
    return bool(said)


def set_unscrubbed(connection: Connection, unscrubbed: bool) -> None:
    connection.execute(update(close_watch).values(unscrubbed=unscrubbed))
