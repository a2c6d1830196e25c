"""What was typed is not lost with a session or second factor that ended meanwhile.

The answer to such a form is a page that holds the typed text itself and sends it again:
nothing is kept on the hub, whatever way of signing in there is, and without script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litestar import Request
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.base import DefineMiddleware

from kiosk.errors import NotSignedIn, SecondFactorMissing
from kiosk.hub import page_language

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send

    from kiosk.hub.context import HubContext

TOKEN = "_csrf_token"  # noqa: S105 - the name of a field
WITH_TYPED_TEXT = re.compile(
    r"/content/(?!check/).+|/releases/(new|[0-9]+/roll-back|waiting/[^/]+/reject)"
    r"|/notices/(new/[^/]+|[^/]+/change)|/staff/invite"
    r"|/tickets/[^/]+/transfer|/devices/[^/]+/out-of-order"
)
"""Forms in which somebody writes more than a code or a name of a device."""
LONGEST_KEPT = 300_000
"""Characters of all fields."""


class KeepsTyping:
    """Stands before those who ask for a session and for a form's own token."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except (NotSignedIn, PermissionDeniedException) as error:
            if not _is_form(scope):
                raise
            form = await Request[Any, Any, Any](scope, receive).form()
            fields = [(str(k), str(v)) for k, v in form.multi_items() if k != TOKEN]
            typed = sum(len(value) for _name, value in fields)
            if not 0 < typed <= LONGEST_KEPT:
                raise
            await _answer(scope, receive, send, fields, error)


def _is_form(scope: Scope) -> bool:
    if WITH_TYPED_TEXT.fullmatch(scope["path"]) is None:
        return False
    headers = dict(scope["headers"])
    if headers.get(b"sec-fetch-site") not in {None, b"same-origin", b"none"}:
        return False  # another site's form: nobody here typed it
    kind = headers.get(b"content-type", b"")
    of_form = kind.startswith(b"application/x-www-form-urlencoded")
    return scope.get("method") == "POST" and of_form


async def _answer(
    scope: Scope,
    receive: Receive,
    send: Send,
    fields: list[tuple[str, str]],
    error: Exception,
) -> None:
    request = Request[Any, Any, Any](scope, receive)
    hub: HubContext = request.app.state.hub
    factor = isinstance(error, SecondFactorMissing)
    ended = not factor and (
        isinstance(error, NotSignedIn) or not hub.session_of(request)
    )
    page = hub.pages.html(
        request,
        "content/kept.html",
        page_language.for_staff(request),
        status=401 if ended or factor else 403,
        here=scope["path"],
        fields=fields,
        ended=ended,
        factor=factor,
    )
    await page.to_asgi_response(None, request)(scope, receive, send)


middleware = DefineMiddleware(KeepsTyping)
