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
from litestar.exceptions import ClientException, PermissionDeniedException
from litestar.middleware.base import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware, generate_csrf_token
from litestar.types import Empty
from litestar.utils.scope.state import ScopeState

from kiosk.hub import sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from litestar.types import ASGIApp, Receive, Scope, Send

OFFERED = "kiosk-form-token"
"""In the state of a request: how its answer sets the cookie."""


class FormTokens(CSRFMiddleware):
    """Litestar's, with a secret for each session; a guest's forms share one."""

    def __init__(self, app: ASGIApp, config: CSRFConfig, session_cookie: str) -> None:
        super().__init__(app, config)
        self._session_cookie = session_cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request[Any, Any, Any](scope)
        if request.content_type[0] == RequestEncodingType.MULTI_PART:
            # No form of ours is sent so, and a part may claim to be in any encoding.
            raise ClientException(
                "Forms are not taken in parts.",
                status_code=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            )
        session = request.cookies.get(self._session_cookie, "")
        bound = copy(self)
        bound.config = replace(self.config, secret=f"{self.config.secret} {session}")
        bound.forget_strange(request)
        try:
            await super(FormTokens, bound).__call__(scope, receive, send)
        except PermissionDeniedException:
            bound.offer_another(request, scope)
            raise

    def offer_another(self, request: Request[Any, Any, Any], scope: Scope) -> None:
        """For the page that answers a form of before: see `answering`."""
        state = ScopeState.from_scope(scope)
        if state.csrf_token is not Empty:
            return  # the token was right, something else is not allowed
        cookie = request.cookies.get(self.config.cookie_name)
        token = cookie or generate_csrf_token(secret=self.config.secret)
        state.csrf_token = token
        scope["state"][OFFERED] = partial(
            self.create_send_wrapper, csrf_cookie=cookie, token=token
        )

    def forget_strange(self, request: Request[Any, Any, Any]) -> None:
        """The cookie of another session: a page gets a new one, a form is refused."""
        brought = request.cookies.get(self.config.cookie_name)
        if brought is not None and self._decode_csrf_token(brought) is None:
            del request.cookies[self.config.cookie_name]

    def _decode_csrf_token(self, token: str) -> str | None:
        """None also for letters that no token has: comparing them is an error."""
        return super()._decode_csrf_token(token) if token.isascii() else None


def answering(scope: Scope, send: Send) -> Send:
    """The answer to a form with a wrong token: whose own form is right, and sets it."""
    offered: Callable[..., Send] | None = scope["state"].get(OFFERED)
    return send if offered is None else offered(send=send)


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
