"""How often somebody may type a code of an appointment that there is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.errors import TooManyTries
from kiosk.operations.secrets import hashed
from kiosk.store import tries as store
from kiosk.store.tries import Failures

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

MOST_WRONG = 20
"""Of one asker: there are a million million codes."""
WITHIN = timedelta(minutes=15)
MOST_REMEMBERED = 10_000


def check(ctx: Context, asker: str) -> None:
    """Writes nothing: a flood must not fill the disk. Raises `TooManyTries`."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        failed = _failed(connection, asker, now)
    if failed is not None and failed.count >= MOST_WRONG:
        left = failed.first_at + WITHIN - now
        minutes = -(-left // timedelta(minutes=1))
        raise TooManyTries(
            "Too many codes were typed from here that there are not.",
            remedy=f"Wait {minutes} minutes, then try again.",
            minutes=minutes,
        )


def note_wrong(ctx: Context, asker: str) -> None:
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        before = _failed(connection, asker, now) or Failures(0, now, now)
        after = Failures(before.count + 1, before.first_at, now)
        store.forget_before(connection, now - WITHIN)
        store.put(connection, _key(asker), after)
        store.keep_newest(connection, MOST_REMEMBERED)


def _failed(connection: Connection, asker: str, now: datetime) -> Failures | None:
    """A window begins with its first failure; one that is over counts no more."""
    key = _key(asker)
    failed = store.of(connection, [key]).get(key)
    if failed is None or not timedelta() <= now - failed.first_at < WITHIN:
        return None
    return failed


def _key(asker: str) -> str:
    return hashed(f"codes of appointments: {asker}")
