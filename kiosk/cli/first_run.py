"""What a hub on this machine needs before its first day, made only where missing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import addresses
from kiosk.domain.access import Rights, Role
from kiosk.errors import NotSignedIn
from kiosk.operations import accounts, fleet, secrets

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.operations.context import Context

log = logging.getLogger("kiosk.hub")


def pair_own_terminal(ctx: Context, place: Setup) -> None:
    """The terminal of this machine keeps its token as long as the hub takes it."""
    series = place.settings.terminal.series
    if _is_paired(ctx, place.folder.token, series):
        return
    _terminal, token = fleet.pair(ctx, series, f"Terminal {series}")
    paths.write_private(place.folder.token, token)
    log.info("paired this machine's terminal as series %s", series)


def welcome(ctx: Context, public_address: str) -> str | None:
    """A fresh link for the first administrator; None once there is one."""
    if accounts.has_administrator(ctx):
        return None
    secret = accounts.invite(
        ctx, addresses.ADMINISTRATOR, Rights.of(Role.ADMINISTRATOR)
    )
    return welcome_link(public_address, secret)


def welcome_link(public_address: str, secret: str) -> str:
    return f"{public_address}/welcome/{secret}"


def known_address(place: Setup) -> str:
    """Where the hub is reached: as the settings say, or where it ran last."""
    hub = place.settings.hub
    if hub.public_address:
        return hub.public_address
    last = paths.read_private(place.folder.hub_address)
    port = hub.port or addresses.FIRST_PORT
    return last or addresses.public_address(None, hub.host, port)


def form_secret(ctx: Context, path: Path) -> str:
    """The same after a restart, so that open forms stay good.

    Several hub processes may share a server's database, which then keeps it for all.
    """
    if not ctx.database.is_sqlite:
        return secrets.shared(ctx, "forms")
    kept = paths.read_private(path)
    if kept is None:
        kept = ctx.ids.secret()
        paths.write_private(path, kept)
    return kept


def _is_paired(ctx: Context, file: Path, series: str) -> bool:
    token = paths.read_token(file)
    if token is None:
        return False
    try:
        return fleet.by_token(ctx, token).series == series
    except NotSignedIn:
        return False
