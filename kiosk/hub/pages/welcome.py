"""Where somebody who was invited sets a password."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.errors import WeakPassword
from kiosk.hub import page_language, sessions
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import NewPasswordForm
from kiosk.hub.pages.sign_in import BY_ADDRESS, GuestRequest
from kiosk.operations import accounts

if TYPE_CHECKING:
    from kiosk.domain.access import Staff


@get("/welcome/{secret:str}", exclude_from_auth=True, sync_to_thread=True)
def form(hub: Hub, request: GuestRequest, secret: FromPath[str]) -> Response[str]:
    return _form(hub, request, accounts.invitation(hub.ctx, secret))


@post(
    "/welcome/{secret:str}",
    exclude_from_auth=True,
    middleware=[BY_ADDRESS],
    sync_to_thread=True,
)
def accept(
    hub: Hub,
    request: GuestRequest,
    secret: FromPath[str],
    data: NewPasswordForm,
) -> Redirect | Response[str]:
    invited = accounts.invitation(hub.ctx, secret)
    if data.password != data.again:
        return _form(hub, request, invited, "differ")
    try:
        staff = accounts.accept_invitation(hub.ctx, secret, data.password)
    except WeakPassword:
        return _form(hub, request, invited, "weak")
    sessions.begin(request, staff.id)
    return redirects.see_other("/desk")


def _form(
    hub: Hub, request: GuestRequest, invited: Staff, refused: str = ""
) -> Response[str]:
    return hub.pages.html(
        request,
        "welcome/page.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        invited=invited,
        refused=refused,
    )
