"""With what somebody signs in and where they are signed in, for administrators."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.hub import page_language
from kiosk.hub.auth import fresh_second_factor
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import StaffId
from kiosk.operations import accounts, second_factor, sessions


@get("/{staff_id:str}/access", sync_to_thread=True)
def access_of(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str]
) -> Response[str]:
    """Where somebody is signed in, and with what: to end it, or begin it anew."""
    somebody = accounts.account(hub.ctx, StaffId(staff_id))
    return hub.pages.html(
        request,
        "staff/access.html",
        page_language.for_staff(request),
        here="/staff",
        somebody=somebody,
        factors=second_factor.state(hub.ctx, somebody.id),
        signed_in=sessions.of(hub.ctx, somebody.id),
    )


@post("/{staff_id:str}/sessions/end", sync_to_thread=True)
def end_sessions(hub: Hub, request: StaffRequest, staff_id: FromPath[str]) -> Redirect:
    somebody = accounts.account(hub.ctx, StaffId(staff_id))
    sessions.end_all(hub.ctx, somebody, by=request.user.sign_in_name)
    return redirects.see_other("/staff")


@get("/{staff_id:str}/second-factor", guards=[fresh_second_factor], sync_to_thread=True)
def ask_to_reset(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str]
) -> Response[str]:
    somebody = accounts.account(hub.ctx, StaffId(staff_id))
    return hub.pages.html(
        request,
        "staff/reset.html",
        page_language.for_staff(request),
        here="/staff",
        somebody=somebody,
    )


@post(
    "/{staff_id:str}/second-factor", guards=[fresh_second_factor], sync_to_thread=True
)
def reset_second_factor(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str], data: ConfirmationForm
) -> Redirect:
    """Unconfirmed it does nothing but ask."""
    somebody = accounts.account(hub.ctx, StaffId(staff_id)).id
    if not data.confirmed:
        return redirects.see_other(f"/staff/{somebody}/second-factor")
    second_factor.reset(hub.ctx, somebody, by=request.user.sign_in_name)
    return redirects.see_other("/staff")
