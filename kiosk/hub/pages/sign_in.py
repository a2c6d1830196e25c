"""Signing in and out, and what is said when signing in is not possible."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import Any

from litestar import Request, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect, Response

from kiosk.errors import NotSignedIn, TooBusy, TooManyTries
from kiosk.hub import page_language, sessions
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import SignInForm
from kiosk.ids import StaffId
from kiosk.operations import accounts, calling, presence

GuestRequest = Request[Any, Any, Any]
WAITS = {"wait": 60, "busy": 3}
"""So many seconds at least, until what was refused may succeed."""


@get("/sign-in", exclude_from_auth=True, sync_to_thread=True)
def form(hub: Hub, request: GuestRequest) -> Response[str]:
    if hub.would_lose_cookies(request):
        return hub.pages.html(
            request,
            "sign_in/insecure.html",
            page_language.for_staff(request),
            address=f"{hub.settings.public_address}/sign-in",
        )
    return _form(hub, request, then=request.query_params.get("then", ""))


@post("/sign-in", exclude_from_auth=True)
async def sign_in(
    hub: Hub, request: GuestRequest, data: SignInForm
) -> Redirect | Response[str]:
    """No thread that deliveries need waits here: neither for a hash nor for a delay."""
    say = partial(_form, hub, request, data.name, then=data.then)
    asker = hub.known_browsers.asker(request, data.name)
    slowed = False
    try:
        attempt = await sync_to_thread(accounts.attempt, hub.ctx, data.name, asker)
        slowed = bool(attempt.delay)
        await hub.passwords.delay(attempt.delay.total_seconds())
        checked = partial(accounts.sign_in, hub.ctx, attempt, data.password)
        staff = await hub.passwords.run(checked)
    except NotSignedIn:
        why = "slowed" if slowed else "wrong"
        return await sync_to_thread(say, why, HTTPStatus.UNAUTHORIZED)
    except TooManyTries as refusal:
        return await sync_to_thread(
            say, "wait", HTTPStatus.TOO_MANY_REQUESTS, refusal.minutes
        )
    except TooBusy:
        return await sync_to_thread(say, "busy", HTTPStatus.SERVICE_UNAVAILABLE)
    sessions.begin(request, staff)
    answer = redirects.see_other(redirects.after_password(staff, data.then))
    answer.set_cookie(hub.known_browsers.cookie(staff.sign_in_name))
    return answer


@post("/sign-out", exclude_from_auth=True, sync_to_thread=True)
def sign_out(hub: Hub, request: GuestRequest) -> Redirect:
    """Who goes is at no desk any more: visitors must not count on them."""
    halfway = request.session.get(sessions.PENDING)
    staff = None if halfway else request.session.get(sessions.STAFF)
    if staff and _has_visitor(hub, StaffId(staff)):
        return redirects.see_other("/desk/leave?then=sign-out")
    if staff:
        presence.leave_desk(hub.ctx, StaffId(staff))
    request.clear_session()
    return redirects.see_other("/sign-in")


def refused(hub: Hub, request: GuestRequest, why: str) -> Response[str]:
    """Back at the form, with a word on what did not work elsewhere."""
    return _form(hub, request, refused=why, status=HTTPStatus.UNAUTHORIZED)


def _has_visitor(hub: Hub, staff: StaffId) -> bool:
    """Who would be left alone at the desk."""
    try:
        return calling.current(hub.ctx, accounts.staff(hub.ctx, staff)) is not None
    except NotSignedIn:
        return False


def _form(
    hub: Hub,
    request: GuestRequest,
    name: str = "",
    refused: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    minutes: int = 0,
    then: str = "",
) -> Response[str]:
    answer = hub.pages.html(
        request,
        "sign_in/page.html",
        page_language.for_staff(request),
        status=status,
        name=name,
        refused=refused,
        minutes=minutes,
        then=redirects.own_path(then, ""),
        sign_on=hub.sign_on is not None,
    )
    if refused in WAITS:
        answer.headers["Retry-After"] = str(max(60 * minutes, WAITS[refused]))
    return answer
