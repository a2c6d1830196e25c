"""Who asks: staff by their session, a terminal by its token; and who may what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.middleware.authentication import (
    AbstractAuthenticationMiddleware,
    AuthenticationResult,
)

from kiosk.errors import NotAllowed, NotSignedIn
from kiosk.hub.sessions import STAFF
from kiosk.ids import StaffId
from kiosk.operations import accounts

if TYPE_CHECKING:
    from litestar.handlers import BaseRouteHandler

    from kiosk.hub.context import HubContext
    from kiosk.hub.known_terminals import KnownTerminals
    from kiosk.operations.context import Context

Connection = ASGIConnection[Any, Any, Any, Any]


class StaffAuthentication(AbstractAuthenticationMiddleware):
    """Sets `request.user` to a `Staff`; raises `NotSignedIn`."""

    async def authenticate_request(
        self, connection: Connection
    ) -> AuthenticationResult:
        staff_id = connection.session.get(STAFF)
        if not staff_id:
            raise NotSignedIn("Nobody is signed in.", remedy="Sign in.")
        staff = await sync_to_thread(
            accounts.staff, _context(connection), StaffId(staff_id)
        )
        return AuthenticationResult(user=staff, auth=None)


class TerminalAuthentication(AbstractAuthenticationMiddleware):
    """Sets `request.user` to a `PairedTerminal`; raises `NotSignedIn`."""

    async def authenticate_request(
        self, connection: Connection
    ) -> AuthenticationResult:
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedIn(
                "This request names no terminal.",
                remedy="Send the terminal's token: Authorization: Bearer <token>.",
            )
        known: KnownTerminals = connection.app.state.hub.terminals
        terminal = known.remembered(token.strip())
        if terminal is None:
            terminal = await sync_to_thread(known.ask, token.strip())
        return AuthenticationResult(user=terminal, auth=None)


def administrators(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard: counsellors see this is not theirs."""
    if not connection.user.may_administer():
        raise NotAllowed(
            "Only an administrator may do this.", remedy="Ask an administrator."
        )


def _context(connection: Connection) -> Context:
    hub: HubContext = connection.app.state.hub
    return hub.ctx
