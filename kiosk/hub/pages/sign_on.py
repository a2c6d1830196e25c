"""The way through the site's own sign-on: there, and back to an account."""

from __future__ import annotations

import hmac
import logging
from typing import TYPE_CHECKING

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.errors import Conflict, NotFound, NotSignedIn, SignOnFailed
from kiosk.hub import sessions
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.sign_in import GuestRequest, refused
from kiosk.operations import accounts, sign_on

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.hub.sign_on_cookie import KeptTry
    from kiosk.operations.sign_on import SignOn

LONGEST_CODE = 2048

log = logging.getLogger("kiosk.hub")


@get("/sign-on", exclude_from_auth=True, sync_to_thread=True)
def leave(hub: Hub, request: GuestRequest) -> Redirect | Response[str]:
    return _leave(hub, request)


@get("/welcome/{secret:str}/sign-on", exclude_from_auth=True, sync_to_thread=True)
def leave_to_link(
    hub: Hub, request: GuestRequest, secret: FromPath[str]
) -> Redirect | Response[str]:
    """Only who has an invitation that works."""
    try:
        accounts.invitation(hub.ctx, secret)
    except NotFound:
        return redirects.see_other("/sign-in")
    return _leave(hub, request, secret)


@get("/sign-on/back", exclude_from_auth=True, sync_to_thread=True)
def come_back(hub: Hub, request: GuestRequest) -> Redirect | Response[str]:
    """What the provider says is believed in the browser that left, once, and soon."""
    kept = hub.sign_on_cookie.brought(request)
    asked = request.query_params
    code, state = asked.get("code", ""), asked.get("state", "")
    if kept is None or not hmac.compare_digest(state.encode(), kept.state.encode()):
        return refused(hub, request, "sign-on")
    try:
        staff = _who(hub, kept, code[:LONGEST_CODE])
    except (NotSignedIn, Conflict, NotFound):
        return refused(hub, request, "not-linked")
    except SignOnFailed as error:
        log.warning("%s", error)
        return refused(hub, request, "sign-on")
    sessions.begin(request, staff)
    answer = redirects.see_other(redirects.after_password(staff))
    answer.set_cookie(hub.sign_on_cookie.gone())
    return answer


def _leave(
    hub: Hub, request: GuestRequest, invitation: str = ""
) -> Redirect | Response[str]:
    try:
        begun = _provider(hub).begin(_back(hub))
    except SignOnFailed as error:
        log.warning("%s", error)
        return refused(hub, request, "sign-on")
    answer = redirects.see_other(begun.address)
    answer.set_cookie(hub.sign_on_cookie.of(begun, invitation))
    return answer


def _who(hub: Hub, kept: KeptTry, code: str) -> Staff:
    subject = _provider(hub).finish(_back(hub), code, kept.begun)
    if kept.invitation:
        return sign_on.link(hub.ctx, kept.invitation, subject)
    return sign_on.sign_in(hub.ctx, subject)


def _provider(hub: Hub) -> SignOn:
    """Raises `NotFound` where the site has none."""
    if hub.sign_on is None:
        raise NotFound("This site has no sign-on of its own.", remedy="Sign in.")
    return hub.sign_on


def _back(hub: Hub) -> str:
    return f"{hub.settings.public_address}/sign-on/back"
