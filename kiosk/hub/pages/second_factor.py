"""Asks for the second factor after the password, and lets it be set up."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.errors import (
    KeyUnusable,
    NotSignedIn,
    SecondFactorMissing,
    TooManyTries,
)
from kiosk.hub import page_language, qr_pictures, sessions
from kiosk.hub.auth import HALFWAY, needs_fresh_second_factor
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import CodeForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import passkeys, second_factor
from kiosk.operations import sessions as kept_sessions

if TYPE_CHECKING:
    from kiosk.operations.passkeys import PasskeyPlace

log = logging.getLogger(__name__)

ASK = redirects.SECOND_FACTOR
SET_UP = f"{ASK}/set-up"


@get(ASK, opt={HALFWAY: True}, sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    if not request.user.has_second_factor:
        return redirects.see_other(SET_UP)
    return asked(hub, request, then=request.query_params.get("then", ""))


@post(ASK, opt={HALFWAY: True}, sync_to_thread=True)
def prove(hub: Hub, request: StaffRequest, data: CodeForm) -> Redirect | Response[str]:
    try:
        second_factor.prove(hub.ctx, request.user, data.code)
    except NotSignedIn:
        return asked(hub, request, data.then, "wrong", HTTPStatus.UNAUTHORIZED)
    except TooManyTries as refusal:
        status = HTTPStatus.TOO_MANY_REQUESTS
        return asked(hub, request, data.then, "wait", status, refusal.minutes)
    except KeyUnusable as error:
        log.error("%s %s", error, error.remedy)
        return asked(hub, request, data.then, "sealed", HTTPStatus.SERVICE_UNAVAILABLE)
    return proved(hub, request, data.then)


@get(SET_UP, opt={HALFWAY: True}, sync_to_thread=True)
def ask_to_set_up(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    return _set_up_form(hub, request)


@post(SET_UP, opt={HALFWAY: True}, sync_to_thread=True)
def set_up(hub: Hub, request: StaffRequest, data: CodeForm) -> Response[str] | Redirect:
    """The answer is the page itself: the recovery codes are shown this once."""
    session = hub.session_of(request)
    try:
        codes = second_factor.confirm(hub.ctx, session, request.user, data.code)
    except SecondFactorMissing:
        return redirects.see_other(ASK)
    except NotSignedIn:
        return _set_up_form(hub, request, "wrong", HTTPStatus.UNAUTHORIZED)
    except TooManyTries as refusal:
        status = HTTPStatus.TOO_MANY_REQUESTS
        return _set_up_form(hub, request, "wait", status, refusal.minutes)
    note_proved(hub, request)
    return codes_shown(hub, request, codes)


@post(f"{ASK}/codes", sync_to_thread=True)
def renew_codes(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    if needs_fresh_second_factor(request):
        return redirects.see_other(f"{ASK}?then={redirects.ACCOUNT}")
    return codes_shown(hub, request, second_factor.renew_codes(hub.ctx, request.user))


def proved(hub: Hub, request: StaffRequest, then: str) -> Redirect:
    """On to where they were going."""
    note_proved(hub, request)
    first = redirects.first_page(request.user)
    return redirects.see_other(redirects.own_path(then, first))


def note_proved(hub: Hub, request: StaffRequest) -> None:
    """Whoever comes from the password gets a new session; who gives the second factor
    once more keeps theirs, so that forms that are open stay good."""
    if sessions.proved_at(request) is None:
        sessions.begin(request, request.user, hub.ctx.clock.now())
    else:
        kept_sessions.prove_again(hub.ctx, hub.session_of(request))


def asked(
    hub: Hub,
    request: StaffRequest,
    then: str,
    refused: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    minutes: int = 0,
) -> Response[str]:
    """The page that asks; `refused` says why it does so once more."""
    where = passkey_place(hub, request)
    session, staff = hub.session_of(request), request.user
    return page(
        hub,
        request,
        "second_factor/page.html",
        status,
        then=redirects.own_path(then, ""),
        refused=refused,
        minutes=minutes,
        factors=second_factor.state(hub.ctx, staff.id),
        options=passkeys.ask(hub.ctx, where, session, staff) if where else "",
    )


def passkey_place(hub: Hub, request: StaffRequest) -> PasskeyPlace | None:
    """None where browsers make no passkeys."""
    address = hub.settings.public_address
    return passkeys.place(address, request.headers.get("host", ""))


def _set_up_form(
    hub: Hub,
    request: StaffRequest,
    refused: str = "",
    status: HTTPStatus = HTTPStatus.OK,
    minutes: int = 0,
) -> Response[str] | Redirect:
    try:
        offer = second_factor.offer(hub.ctx, hub.session_of(request), request.user)
    except SecondFactorMissing:
        return redirects.see_other(f"{ASK}?then={SET_UP}")
    except KeyUnusable as error:
        log.error("%s %s", error, error.remedy)
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return page(hub, request, "second_factor/sealed.html", status)
    return page(
        hub,
        request,
        "second_factor/set_up.html",
        status,
        key=offer.key,
        picture=qr_pictures.as_address(offer.address),
        passkeys=passkey_place(hub, request) is not None,
        refused=refused,
        minutes=minutes,
    )


def codes_shown(hub: Hub, request: StaffRequest, codes: list[str]) -> Response[str]:
    """They stand on no page ever again."""
    first = redirects.first_page(request.user)
    return page(hub, request, "second_factor/codes.html", codes=codes, on=first)


def page(
    hub: Hub,
    request: StaffRequest,
    template: str,
    status: HTTPStatus = HTTPStatus.OK,
    **values: Any,
) -> Response[str]:
    """Halfway without the way to other pages, which would lead back here."""
    halfway = request.user.must_prove() and sessions.proved_at(request) is None
    return hub.pages.html(
        request,
        template,
        page_language.for_staff(request),
        status=status,
        here=ASK,
        halfway=halfway,
        **values,
    )
