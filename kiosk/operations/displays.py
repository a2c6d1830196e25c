"""Which call displays the hub trusts, and what each is given to show and to say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.domain.displays import (
    LONGEST_NAME,
    Call,
    CallBoard,
    PairedDisplay,
    call_board,
)
from kiosk.errors import NotFound
from kiosk.ids import DisplayId
from kiosk.operations import audit
from kiosk.operations.secrets import hashed
from kiosk.store import calls
from kiosk.store import displays as store

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

SEEN_AT_MOST_EVERY = timedelta(seconds=30)
"""A sign of life costs a write to disk, so not each one is written down."""
UNNAMED = "Display"


def take_in(
    ctx: Context, connection: Connection, name: str, token_hash: str, *, by: str
) -> PairedDisplay:
    """Within a transaction: whoever has the token of this hash is a display."""
    display = PairedDisplay(
        id=DisplayId(ctx.ids.row_id()),
        name=_one_line(name) or UNNAMED,
        token_since=ctx.clock.now(),
    )
    store.put(connection, display, token_hash)
    audit.note(ctx, connection, by, AuditDeed.DISPLAY_PAIRED, display.name)
    return display


def by_token(ctx: Context, token: str) -> PairedDisplay | None:
    """None for a browser that nobody paired, or whose display was revoked."""
    with ctx.database.read() as connection:
        return store.by_token_hash(connection, hashed(token))


def by_id(ctx: Context, display: DisplayId) -> PairedDisplay:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        return _known(connection, display)


def every(ctx: Context) -> list[PairedDisplay]:
    with ctx.database.read() as connection:
        return store.every(connection)


def seen(ctx: Context, display: PairedDisplay) -> None:
    """Note its sign of life."""
    now, last = ctx.clock.now(), display.last_seen_at
    if last is not None and abs(now - last) < SEEN_AT_MOST_EVERY:
        return
    with ctx.database.begin() as connection:
        store.set_seen(connection, display.id, now)


def revoke(ctx: Context, display: DisplayId, *, by: str = BY_COMMAND) -> None:
    """Its token opens nothing more, and nothing of it is kept. Raises `NotFound`."""
    with ctx.database.begin() as connection:
        known = _known(connection, display)
        store.remove(connection, display)
        audit.note(ctx, connection, by, AuditDeed.DISPLAY_REVOKED, known.name)


def board(ctx: Context) -> CallBoard:
    """Two small reads."""
    day = ctx.today()
    with ctx.database.read() as connection:
        return call_board(
            [*calls.awaited(connection, day), *calls.newest(connection, day)]
        )


def to_be_spoken(ctx: Context, seq: int) -> Call | None:
    """The call of this event, while its visitor is awaited and not called again."""
    with ctx.database.read() as connection:
        awaited = calls.awaited(connection, ctx.today())
    return next((call for call in awaited if call.seq == seq), None)


def _known(connection: Connection, display: DisplayId) -> PairedDisplay:
    known = store.by_id(connection, display)
    if known is None:
        raise NotFound(
            "There is no such display.", remedy="Look at the list of displays."
        )
    return known


def _one_line(said: str) -> str:
    """Without control characters: not every database can keep them."""
    return "".join(sign for sign in said if sign.isprintable()).strip()[:LONGEST_NAME]
