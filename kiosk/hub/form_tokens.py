"""That a form was sent by a page of ours to the one who loaded it: each token belongs
to one session."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar.config.csrf import CSRFConfig
from litestar.connection import Request
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from litestar.middleware.base import DefineMiddleware
from litestar.middleware.csrf import CSRFMiddleware

from kiosk.hub import sessions

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Receive, Scope, Send


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
        await super(FormTokens, bound).__call__(scope, receive, send)

    def forget_strange(self, request: Request[Any, Any, Any]) -> None:
        """The cookie of another session: a page gets a new one, a form is refused."""
        brought = request.cookies.get(self.config.cookie_name)
        if brought is not None and self._decode_csrf_token(brought) is None:
            del request.cookies[self.config.cookie_name]

    def _decode_csrf_token(self, token: str) -> str | None:
        """None also for letters that no token has: comparing them is an error."""
        return super()._decode_csrf_token(token) if token.isascii() else None


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
