"""Signing in and out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from litestar import Request, get, post
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.response import Redirect, Response

from kiosk.errors import NotSignedIn, TooManyTries
from kiosk.hub import page_language, sessions
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import SignInForm
from kiosk.ids import StaffId
from kiosk.operations import accounts, presence

GuestRequest = Request[Any, Any, Any]
BY_ADDRESS = RateLimitConfig(("minute", 30), set_rate_limit_headers=False).middleware
"""Beside the limit by name: one machine may not try many names."""
START = "/queue"


@get("/sign-in", exclude_from_auth=True, sync_to_thread=True)
def form(hub: Hub, request: GuestRequest) -> Response[str]:
    return _form(hub, request)


@post("/sign-in", exclude_from_auth=True, middleware=[BY_ADDRESS], sync_to_thread=True)
def sign_in(
    hub: Hub, request: GuestRequest, data: SignInForm
) -> Redirect | Response[str]:
    try:
        staff = accounts.sign_in(hub.ctx, data.name, data.password)
    except NotSignedIn:
        return _form(hub, request, data.name, "wrong", HTTPStatus.UNAUTHORIZED)
    except TooManyTries:
        return _form(hub, request, data.name, "wait", HTTPStatus.TOO_MANY_REQUESTS)
    sessions.begin(request, staff.id)
    return redirects.see_other(START if staff.desk else "/desk")


@post("/sign-out", exclude_from_auth=True, sync_to_thread=True)
def sign_out(hub: Hub, request: GuestRequest) -> Redirect:
    """Who goes is at no desk any more: visitors must not count on them."""
    staff = request.session.get(sessions.STAFF)
    if staff:
        presence.leave_desk(hub.ctx, StaffId(staff))
    request.clear_session()
    return redirects.see_other("/sign-in")


def _form(
    hub: Hub,
    request: GuestRequest,
    name: str = "",
    refused: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response[str]:
    return hub.pages.html(
        request,
        "sign_in/page.html",
        page_language.for_staff(request),
        status=status,
        name=name,
        refused=refused,
    )
