"""Who is signed in where: kept in the database, written only when something changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from litestar.concurrency import sync_to_thread
from litestar.middleware.session.server_side import (
    ServerSideSessionBackend,
    ServerSideSessionConfig,
)
from litestar.stores.base import Store
from litestar.types import Empty

from kiosk.hub import browsers
from kiosk.ids import StaffId
from kiosk.operations import sessions
from kiosk.operations.sessions import Opening

if TYPE_CHECKING:
    from datetime import timedelta

    from litestar.connection import ASGIConnection, Request
    from litestar.types import Message, ScopeSession

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context

STAFF = "staff"
PENDING = "pending"
PROVED_AT = "proved_at"
_AS_LOADED = "kiosk_session_as_loaded"
_NEW_IDENTITY = "new_identity"


class KeptSession(msgspec.Struct, frozen=True):
    """All that a session holds, as `Opening`."""

    staff: str
    credentials: int
    browser: str = ""
    proved_at: datetime | None = None
    pending: bool = False


class SessionStore(Store):
    """Litestar's way to the sessions in the hub's database."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    async def get(
        self, key: str, renew_for: int | timedelta | None = None
    ) -> bytes | None:
        kept = await sync_to_thread(sessions.whose, self._ctx, key)
        if kept is None:
            return None
        return msgspec.json.encode(
            KeptSession(
                kept.staff,
                kept.credentials,
                kept.browser,
                kept.proved_at,
                kept.pending,
            )
        )

    async def set(
        self, key: str, value: str | bytes, expires_in: int | timedelta | None = None
    ) -> None:
        kept = msgspec.json.decode(value, type=KeptSession)
        opening = Opening(
            StaffId(kept.staff),
            kept.credentials,
            kept.browser,
            kept.proved_at,
            kept.pending,
        )
        await sync_to_thread(sessions.begin, self._ctx, key, opening)

    async def delete(self, key: str) -> None:
        await sync_to_thread(sessions.end, self._ctx, key)

    async def delete_all(self) -> None:
        await sync_to_thread(sessions.end_everybodys, self._ctx)

    async def exists(self, key: str) -> bool:
        return await self.get(key) is not None

    async def expires_in(self, key: str) -> int | None:
        return await sync_to_thread(sessions.seconds_left, self._ctx, key)


class Sessions(ServerSideSessionBackend):
    """Writes no unchanged session: a slow answer would bring a signed-out one back."""

    async def load_from_connection(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> dict[str, Any]:
        session = await super().load_from_connection(connection)
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


def cookie_name(*, secure: bool) -> str:
    """`__Host-`: a browser takes it from this very host alone, and only encrypted."""
    return "__Host-kiosk" if secure else "kiosk"


def settings(*, secure: bool) -> SessionSettings:
    return SessionSettings(
        key=cookie_name(secure=secure),
        max_age=int(sessions.LASTS.total_seconds()),
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def begin(
    request: Request[Any, Any, Any], staff: Staff, proved_at: datetime | None = None
) -> None:
    """Signed in, or halfway where a second factor is to follow: each time under a new
    identity."""
    opening = KeptSession(
        staff.id,
        staff.credentials,
        browsers.kind(request.headers.get("user-agent", "")),
        proved_at,
        pending=staff.must_prove() and proved_at is None,
    )
    request.session.clear()
    request.session.update({**msgspec.to_builtins(opening), _NEW_IDENTITY: True})


def id_of(request: Request[Any, Any, Any], *, secure: bool) -> str:
    """The secret of its cookie; "" where there is none."""
    return request.cookies.get(cookie_name(secure=secure), "")


def proved_at(connection: ASGIConnection[Any, Any, Any, Any]) -> datetime | None:
    """When the second factor was given last in this session."""
    said = connection.session.get(PROVED_AT)
    return datetime.fromisoformat(said) if said else None
