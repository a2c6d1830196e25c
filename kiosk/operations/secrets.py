"""How secrets handed out are kept: hashed, so that a stolen database opens nothing."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.store import kept_secrets as store

if TYPE_CHECKING:
    from kiosk.operations.context import Context


def hashed(secret: str) -> str:
    """One round suffices: they are long and random, which passwords are not."""
    return sha256(secret.encode()).hexdigest()


def shared(ctx: Context, name: str) -> str:
    """The same for all hub processes of one database, and after a restart."""
    with ctx.database.begin() as connection:
        kept = store.by_name(connection, name)
        if kept is None:
            kept = ctx.ids.secret()
            store.put(connection, name, kept)
    return kept
