"""Where somebody who was invited sets a password."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.errors import InvitationOver, InvitationUsed, NotFound, WeakPassword
from kiosk.hub import page_language, sessions
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import NewPasswordForm
from kiosk.hub.pages.sign_in import GuestRequest
from kiosk.operations import accounts

if TYPE_CHECKING:
    from kiosk.domain.access import Staff


@get("/welcome/{secret:str}", exclude_from_auth=True, sync_to_thread=True)
def form(hub: Hub, request: GuestRequest, secret: FromPath[str]) -> Response[str]:
    try:
        return _form(hub, request, secret, accounts.invitation(hub.ctx, secret))
    except NotFound as refusal:
        return _over(hub, request, refusal)


@post("/welcome/{secret:str}", exclude_from_auth=True)
async def accept(
    hub: Hub,
    request: GuestRequest,
    secret: FromPath[str],
    data: NewPasswordForm,
) -> Redirect | Response[str]:
    """Only who has an invitation can make the hub hash anything here."""
    try:
        invited = await sync_to_thread(accounts.invitation, hub.ctx, secret)
    except NotFound as refusal:
        return await sync_to_thread(_over, hub, request, refusal)
    if data.password != data.again:
        return await sync_to_thread(_form, hub, request, secret, invited, "differ")
    try:
        accepted = partial(accounts.accept_invitation, hub.ctx, secret, data.password)
        staff = await hub.passwords.run(accepted)
    except WeakPassword:
        return await sync_to_thread(_form, hub, request, secret, invited, "weak")
    except NotFound as refusal:
        return await sync_to_thread(_over, hub, request, refusal)
    sessions.begin(request, staff)
    answer = redirects.see_other(redirects.after_password(staff))
    answer.set_cookie(hub.known_browsers.cookie(staff.sign_in_name))
    return answer


def _form(
    hub: Hub, request: GuestRequest, secret: str, invited: Staff, refused: str = ""
) -> Response[str]:
    return hub.pages.html(
        request,
        "welcome/page.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        invited=invited,
        refused=refused,
        sign_on=f"/welcome/{secret}/sign-on" if hub.sign_on else "",
    )


def _over(hub: Hub, request: GuestRequest, refusal: NotFound) -> Response[str]:
    """A link that was used is told from one that never worked: it may be an alarm."""
    reason = "unknown"
    if isinstance(refusal, InvitationUsed):
        reason = "used"
    elif isinstance(refusal, InvitationOver):
        reason = "old"
    return hub.pages.html(
        request,
        "welcome/over.html",
        page_language.for_staff(request),
        status=HTTPStatus.NOT_FOUND,
        reason=reason,
    )
