"""What somebody sees and changes of their own account: second factor and sessions."""

from __future__ import annotations

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import SessionForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.pages.second_factor import passkey_place
from kiosk.operations import second_factor, sessions


@get(redirects.ACCOUNT, sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    factors = second_factor.state(hub.ctx, request.user.id)
    return hub.pages.html(
        request,
        "account/page.html",
        page_language.for_staff(request),
        factors=factors,
        may_switch_off=second_factor.may_switch_off(request.user, factors),
        signed_in=sessions.of(hub.ctx, request.user.id),
        may_add_passkey=passkey_place(hub, request) is not None,
        this=sessions.id_of(hub.session_of(request)),
    )


@post(f"{redirects.ACCOUNT}/sessions/end", sync_to_thread=True)
def end_session(hub: Hub, request: StaffRequest, data: SessionForm) -> Redirect:
    if data.session:
        sessions.end_one(hub.ctx, request.user.id, data.session)
    else:
        sessions.end_others(hub.ctx, request.user.id, hub.session_of(request))
    return redirects.see_other(redirects.ACCOUNT)
