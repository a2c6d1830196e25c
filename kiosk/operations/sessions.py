"""Who is signed in where, how long that lasts, and how many sessions there may be."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.operations.secrets import hashed
from kiosk.store import sessions as store

if TYPE_CHECKING:
    from kiosk.ids import StaffId
    from kiosk.operations.context import Context

LASTS = timedelta(hours=12)
"""A working day: who signs in in the morning is not asked again before the evening."""
MOST_OF_ONE = 10
"""Browsers in which one account is signed in; the oldest is signed out."""
MOST = 2000


def begin(ctx: Context, session_id: str, staff_id: StaffId, credentials: int) -> None:
    """`credentials` as they were when the password was found right: if another one
    was set meanwhile, this session opens nothing."""
    now = ctx.clock.now()
    session = {
        "staff": staff_id,
        "credentials": credentials,
        "begun_at": now,
        "expires_at": now + LASTS,
    }
    with ctx.database.begin() as connection:
        store.remove_expired(connection, now)
        store.add(connection, hashed(session_id), session)
        store.keep_newest(connection, MOST_OF_ONE, staff_id)
        store.keep_newest(connection, MOST)


def whose(ctx: Context, session_id: str) -> tuple[StaffId, int] | None:
    """The account and its credentials; None when it opens nothing (any more)."""
    with ctx.database.read() as connection:
        return store.valid(connection, hashed(session_id), ctx.clock.now())


def end(ctx: Context, session_id: str) -> None:
    """Writes nothing if there is none: anybody can ask for it."""
    id_hash = hashed(session_id)
    with ctx.database.read() as connection:
        if not store.exists(connection, id_hash):
            return
    with ctx.database.begin() as connection:
        store.remove(connection, id_hash)


def remove_expired(ctx: Context) -> None:
    with ctx.database.begin() as connection:
        store.remove_expired(connection, ctx.clock.now())
