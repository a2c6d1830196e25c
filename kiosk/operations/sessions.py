"""Who is signed in where, how long that lasts, and how many sessions there may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.audit import AuditDeed
from kiosk.operations import audit
from kiosk.operations.secrets import hashed
from kiosk.store import sessions as store

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.access import Staff
    from kiosk.domain.sessions import OpenSession
    from kiosk.ids import StaffId
    from kiosk.operations.context import Context

LASTS = timedelta(hours=12)
"""A working day: who signs in in the morning is not asked again before the evening."""
PENDING_LASTS = timedelta(minutes=15)
"""For finding the phone, between the password and the second factor."""
SEEN_AT_MOST_EVERY = timedelta(minutes=5)
LONGEST_BROWSER = 64
MOST_OF_ONE = 10
"""Browsers in which one account is signed in; the oldest is signed out."""
MOST = 2000


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a session when it begins."""

    staff: StaffId
    credentials: int
    """As they were when the password was found right: if another one was set
    meanwhile, this session opens nothing."""
    browser: str = ""
    proved_at: datetime | None = None
    pending: bool = False


def begin(ctx: Context, session_id: str, opening: Opening) -> None:
    now = ctx.clock.now()
    session = {
        "staff": opening.staff,
        "credentials": opening.credentials,
        "begun_at": now,
        "expires_at": now + _lasts(pending=opening.pending),
        "browser": opening.browser[:LONGEST_BROWSER],
        "proved_at": opening.proved_at,
        "pending": opening.pending,
    }
    with ctx.database.begin() as connection:
        store.remove_expired(connection, now)
        store.add(connection, hashed(session_id), session)
        store.keep_newest(connection, MOST_OF_ONE, opening.staff)
        store.keep_newest(connection, MOST)


def whose(ctx: Context, session_id: str) -> OpenSession | None:
    """None when it opens nothing (any more). That it was used is noted."""
    now, id_hash = ctx.clock.now(), hashed(session_id)
    with ctx.database.read() as connection:
        session = store.valid(connection, id_hash, now)
    if session is not None and abs(now - session.seen_at) >= SEEN_AT_MOST_EVERY:
        with ctx.database.begin() as connection:
            store.set_seen(connection, id_hash, now)
    return session


def seconds_left(ctx: Context, session_id: str) -> int | None:
    """Whole ones, until it opens nothing any more; None for one that opens nothing."""
    session = whose(ctx, session_id)
    if session is None:
        return None
    ends_at = session.begun_at + _lasts(pending=session.pending)
    return int((ends_at - ctx.clock.now()).total_seconds())


def of(ctx: Context, staff_id: StaffId) -> list[OpenSession]:
    """Where this account is signed in, the newest first."""
    with ctx.database.read() as connection:
        return store.of(connection, staff_id, ctx.clock.now())


def id_of(session_id: str) -> str:
    """What a list calls it."""
    return hashed(session_id)


def prove_again(ctx: Context, session_id: str) -> None:
    """The second factor was given once more."""
    with ctx.database.begin() as connection:
        store.set_proved(connection, hashed(session_id), ctx.clock.now())


def end_one(ctx: Context, staff_id: StaffId, id_hash: str) -> None:
    """One of their own; nothing happens if it is not there any more."""
    with ctx.database.begin() as connection:
        store.remove_one(connection, staff_id, id_hash)


def end_others(ctx: Context, staff_id: StaffId, session_id: str) -> None:
    with ctx.database.begin() as connection:
        store.remove_others(connection, staff_id, hashed(session_id))


def end_all(ctx: Context, somebody: Staff, *, by: str) -> None:
    with ctx.database.begin() as connection:
        store.remove_of(connection, somebody.id)
        name = somebody.sign_in_name
        audit.note(ctx, connection, by, AuditDeed.SESSIONS_ENDED, name)


def end_everybodys(ctx: Context) -> None:
    with ctx.database.begin() as connection:
        store.keep_newest(connection, 0)


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


def _lasts(*, pending: bool) -> timedelta:
    return PENDING_LASTS if pending else LASTS
