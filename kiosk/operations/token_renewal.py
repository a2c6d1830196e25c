"""How a terminal's token is replaced by a fresh one that the terminal draws itself.

It keeps the fresh one first and then says its hash. Both are good until it speaks with
the fresh one: whatever is lost on the way, it is never locked out.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.errors import Conflict
from kiosk.store import devices as store

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.context import Context

log = logging.getLogger(__name__)

RENEWED_AFTER = timedelta(days=30)
WAITS_FOR = timedelta(days=1)
"""How long an announced token keeps others away that want its place: of two devices
with one token, the first is not locked out by the other."""
STILL_ON_ITS_WAY = timedelta(minutes=1)
"""What was asked with the token of before may come so late, and means nothing."""


def is_due(ctx: Context, terminal: PairedTerminal) -> bool:
    since = terminal.token_since
    return since is None or ctx.clock.now() - since >= RENEWED_AFTER


def is_recent(terminal: PairedTerminal, now: datetime) -> bool:
    """Whether it has renewed its token by itself just now."""
    return (
        terminal.renewed_at is not None
        and abs(now - terminal.renewed_at) < STILL_ON_ITS_WAY
    )


def announce(ctx: Context, terminal: PairedTerminal, token_hash: str) -> None:
    """From now on the token of this hash is good, too; again does no harm.

    Raises `Conflict` while another one waits to be used, and for a token that is known.
    """
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = store.by_token_hash(connection, token_hash)
        if known is not None or not store.announce_token(
            connection, terminal.id, token_hash, now, now - WAITS_FOR
        ):
            raise Conflict(
                f"Another token of series {terminal.series} waits to be used.",
                remedy="Find out whether two devices have one token; pair one again.",
            )


def take_up(
    ctx: Context, terminal: PairedTerminal, token_hash: str
) -> PairedTerminal | None:
    """It speaks with its next token: the one before opens nothing any more.

    A revoked terminal stays as it is. None where it was paired again meanwhile.
    """
    if not terminal.active:
        return terminal
    with ctx.database.begin() as connection:
        taken = store.take_up_next_token(
            connection, terminal.id, token_hash, ctx.clock.now()
        )
        known = store.by_token_hash(connection, token_hash)
    if taken:
        log.info("the terminal of series %s has renewed its token", terminal.series)
    return known
