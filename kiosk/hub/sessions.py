"""Who is signed in where: kept on the server, written only when something changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from litestar.exceptions import LitestarException
from litestar.middleware.session.server_side import (
    ServerSideSessionBackend,
    ServerSideSessionConfig,
)
from litestar.types import Empty

if TYPE_CHECKING:
    from litestar.connection import ASGIConnection, Request
    from litestar.types import Message, ScopeSession

    from kiosk.ids import StaffId

LASTS_SECONDS = 12 * 3600
"""A working day: who signs in in the morning is not asked again before the evening."""
STAFF = "staff"
LANGUAGE = "language"
_AS_LOADED = "kiosk_session_as_loaded"
_NEW_IDENTITY = "new_identity"


class Sessions(ServerSideSessionBackend):
    """Writes no unchanged session: a slow answer would bring a signed-out one back."""

    async def load_from_connection(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> dict[str, Any]:
        try:
            session = await super().load_from_connection(connection)
        except (ValueError, LitestarException):  # a file cut short by a power failure
            session = {}
        scope: dict[str, Any] = connection.scope  # type: ignore[assignment]
        scope[_AS_LOADED] = dict(session)
        return session

    async def store_in_message(
        self,
        scope_session: ScopeSession,
        message: Message,
        connection: ASGIConnection[Any, Any, Any, Any],
    ) -> None:
        scope: dict[str, Any] = connection.scope  # type: ignore[assignment]
        if scope_session == scope.get(_AS_LOADED, {}):
            return
        if isinstance(scope_session, dict) and scope_session.pop(_NEW_IDENTITY, False):
            await self._forget_identity(connection)
        await super().store_in_message(scope_session, message, connection)

    async def _forget_identity(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> None:
        """What the browser brought along may have been planted: draw a new one."""
        brought = connection.cookies.pop(self.config.key, None)
        if brought:
            store = self.config.get_store_from_app(connection.scope["litestar_app"])
            await self.delete(brought, store=store)
        connection._connection_state.session_id = Empty


@dataclass
class SessionSettings(ServerSideSessionConfig):
    _backend_class = Sessions


def settings(*, secure: bool) -> SessionSettings:
    return SessionSettings(
        key="__Host-kiosk" if secure else "kiosk",
        max_age=LASTS_SECONDS,
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def begin(request: Request[Any, Any, Any], staff: StaffId) -> None:
    """Signed in: under a new identity, keeping only the language."""
    kept = request.session.get(LANGUAGE)
    request.session.clear()
    request.session.update({STAFF: staff, _NEW_IDENTITY: True})
    if kept:
        request.session[LANGUAGE] = kept
