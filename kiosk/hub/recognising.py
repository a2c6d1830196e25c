"""A page that tells why a form was refused before anybody asked who sent it (too large,
of a page of before, in parts) has the menu of who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.exceptions import HTTPException
from litestar.middleware.base import DefineMiddleware

from kiosk.errors import NotSignedIn
from kiosk.operations import accounts
from kiosk.operations import sessions as opened

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

    from kiosk.domain.access import Staff
    from kiosk.hub.context import HubContext
    from kiosk.operations.context import Context

USER = "user"


class Recognising:
    """Stands before the form's own token; the refusal itself stays what it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except HTTPException:
            if USER not in scope:
                request = Request[Any, Any, Any](scope)
                hub: HubContext = request.app.state.hub
                known = await sync_to_thread(_whose, hub.ctx, hub.session_of(request))
                if known is not None:
                    scope["user"] = known
            raise


def _whose(ctx: Context, session_id: str) -> Staff | None:
    """None also for who has still to give a second factor: they are offered no page."""
    session = opened.whose(ctx, session_id)
    if session is None or session.pending:
        return None
    try:
        staff = accounts.staff(ctx, session.staff)
    except NotSignedIn:
        return None
    unproved = staff.must_prove() and session.proved_at is None
    return None if unproved else staff


middleware = DefineMiddleware(Recognising)
