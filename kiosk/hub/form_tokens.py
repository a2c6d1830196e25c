"""That a form was sent by a page of ours to the one who loaded it: each token belongs
to one session."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar.config.csrf import CSRFConfig
from litestar.connection import Request
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, HTTPException
from litestar.middleware.base import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware, generate_csrf_token
from litestar.types import Empty
from litestar.utils.scope.state import ScopeState

from kiosk.hub import sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from litestar.types import ASGIApp, Message, Receive, Scope, Send

OFFERED = "kiosk-form-token"
"""In the state of a request: how its answer sets the cookie."""


class FormTokens(CSRFMiddleware):
    """Litestar's, with a secret for each session; a guest's forms share one."""

    def __init__(self, app: ASGIApp, config: CSRFConfig, session_cookie: str) -> None:
        super().__init__(app, config)
        self._session_cookie = session_cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request[Any, Any, Any](scope)
        session = request.cookies.get(self._session_cookie, "")
        bound = copy(self)
        bound.config = replace(self.config, secret=f"{self.config.secret} {session}")
        bound.forget_strange(request)
        try:
            _check_is_whole(request)
            await super(FormTokens, bound).__call__(scope, receive, send)
        except HTTPException:
            bound.offer_another(request, scope)
            raise

    def offer_another(self, request: Request[Any, Any, Any], scope: Scope) -> None:
        """For the page that tells why: its own forms are right. See `set_offered`."""
        state = ScopeState.from_scope(scope)
        if state.csrf_token is not Empty:
            return  # the token was right, something else was not
        cookie = request.cookies.get(self.config.cookie_name)
        token = cookie or generate_csrf_token(secret=self.config.secret)
        state.csrf_token = token
        if cookie is None:
            scope["state"][OFFERED] = partial(self._set_cookie_if_needed, token=token)

    def forget_strange(self, request: Request[Any, Any, Any]) -> None:
        """The cookie of another session: a page gets a new one, a form is refused."""
        brought = request.cookies.get(self.config.cookie_name)
        if brought is not None and self._decode_csrf_token(brought) is None:
            del request.cookies[self.config.cookie_name]

    def _decode_csrf_token(self, token: str) -> str | None:
        """None also for letters that no token has: comparing them is an error."""
        return super()._decode_csrf_token(token) if token.isascii() else None


def _check_is_whole(request: Request[Any, Any, Any]) -> None:
    """No form of ours comes in parts, and a part may claim to be in any encoding."""
    if request.content_type[0] == RequestEncodingType.MULTI_PART:
        raise ClientException(
            "Forms are not taken in parts.",
            status_code=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )


async def set_offered(message: Message, scope: Scope) -> None:
    """A hook: whoever answers what was refused sets the cookie of the page's forms."""
    if message["type"] == "http.response.start":
        offered: Callable[..., None] | None = scope["state"].get(OFFERED)
        if offered is not None:
            offered(message=message)


def middleware(secret: str, *, secure: bool) -> DefineMiddleware:
    config = CSRFConfig(
        secret,
        cookie_name=cookie_name(secure=secure),
        cookie_secure=secure,
        cookie_httponly=True,
    )
    session_cookie = sessions.cookie_name(secure=secure)
    return DefineMiddleware(FormTokens, config=config, session_cookie=session_cookie)


def cookie_name(*, secure: bool) -> str:
    return "__Host-kiosk-form" if secure else "kiosk-form"
