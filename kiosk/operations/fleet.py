"""Which terminals the hub trusts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import PairedTerminal
from kiosk.errors import Conflict, NotFound, NotSignedIn
from kiosk.ids import TerminalId
from kiosk.operations.secrets import hashed
from kiosk.store import devices as store

if TYPE_CHECKING:
    from kiosk.operations.context import Context

SERIES = re.compile(r"[A-Z]{1,2}")
SEEN_AT_MOST_EVERY = timedelta(seconds=30)
"""A sign of life costs a write to disk, so not each one is written down."""


def pair(ctx: Context, series: str, name: str) -> tuple[PairedTerminal, str]:
    """The terminal and its token, which is shown once and kept as a hash.

    A series that was paired before gets a new token; the old one opens nothing more.
    """
    if not SERIES.fullmatch(series):
        raise Conflict(
            f"{series!r} is no series.", remedy="Use one or two letters, A to ZZ."
        )
    token = ctx.ids.secret()
    with ctx.database.begin() as connection:
        known = store.by_series(connection, series)
        terminal = PairedTerminal(
            id=known.id if known else TerminalId(ctx.ids.row_id()),
            series=series,
            name=name.strip()[:64] or series,
        )
        store.put(connection, terminal, hashed(token))
    return terminal, token


def revoke(ctx: Context, series: str) -> None:
    """Its token opens nothing any more. Raises `NotFound`."""
    with ctx.database.begin() as connection:
        known = store.by_series(connection, series)
        if known is None:
            raise NotFound(
                f"There is no terminal of series {series}.",
                remedy="Look at the list of terminals.",
            )
        store.set_active(connection, known.id, active=False)


def by_token(ctx: Context, token: str) -> PairedTerminal:
    """Raises `NotSignedIn`."""
    with ctx.database.read() as connection:
        known = store.by_token_hash(connection, hashed(token))
    if known is None or not known.active:
        raise NotSignedIn(
            "This terminal is not paired with the hub.",
            remedy="Pair it again: kiosk pair.",
        )
    return known


def seen(ctx: Context, terminal: PairedTerminal) -> None:
    """Note its sign of life."""
    now = ctx.clock.now()
    last = terminal.last_seen_at
    if last is not None and abs(now - last) < SEEN_AT_MOST_EVERY:
        return
    with ctx.database.begin() as connection:
        store.set_seen(connection, terminal.id, now)


def terminals(ctx: Context) -> list[PairedTerminal]:
    with ctx.database.read() as connection:
        return store.every(connection)
