"""Passkeys of one's own account: added, used beside a code, removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.errors import Conflict, NotFound, NotSignedIn, SecondFactorMissing
from kiosk.hub.auth import HALFWAY, needs_fresh_second_factor
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects, second_factor
from kiosk.hub.pages.forms import PasskeyChoiceForm, PasskeyForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import passkeys

if TYPE_CHECKING:
    from kiosk.operations.passkeys import PasskeyPlace

ADD = f"{redirects.SECOND_FACTOR}/passkeys/add"


@get(ADD, opt={HALFWAY: True}, sync_to_thread=True)
def ask_to_add(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    return _add_form(hub, request)


@post(ADD, opt={HALFWAY: True}, sync_to_thread=True)
def add(hub: Hub, request: StaffRequest, data: PasskeyForm) -> Response[str] | Redirect:
    """Recovery codes that come with the first one are shown this once."""
    try:
        codes = passkeys.add(
            hub.ctx,
            _place(hub, request),
            hub.session_of(request),
            request.user,
            name=data.name,
            answer=data.answer,
        )
    except SecondFactorMissing:
        return redirects.see_other(f"{redirects.SECOND_FACTOR}?then={ADD}")
    except (NotSignedIn, Conflict):
        return _add_form(hub, request, refused=True)
    second_factor.note_proved(hub, request)
    if codes:
        return second_factor.codes_shown(hub, request, codes)
    return redirects.see_other(redirects.ACCOUNT)


@post(
    f"{redirects.SECOND_FACTOR}/passkeys/use", opt={HALFWAY: True}, sync_to_thread=True
)
def use(hub: Hub, request: StaffRequest, data: PasskeyForm) -> Redirect | Response[str]:
    where, session = _place(hub, request), hub.session_of(request)
    try:
        passkeys.prove(hub.ctx, where, session, request.user, data.answer)
    except NotSignedIn:
        status = HTTPStatus.UNAUTHORIZED
        return second_factor.asked(hub, request, data.then, "passkey", status)
    return second_factor.proved(hub, request, data.then)


@post(f"{redirects.ACCOUNT}/passkeys/remove", sync_to_thread=True)
def remove(hub: Hub, request: StaffRequest, data: PasskeyChoiceForm) -> Redirect:
    if needs_fresh_second_factor(request):
        there = f"{redirects.SECOND_FACTOR}?then={redirects.ACCOUNT}"
        return redirects.see_other(there)
    passkeys.remove(hub.ctx, request.user, data.passkey)
    return redirects.see_other(redirects.ACCOUNT)


def _add_form(
    hub: Hub, request: StaffRequest, *, refused: bool = False
) -> Response[str] | Redirect:
    where, session = _place(hub, request), hub.session_of(request)
    try:
        options = passkeys.offer(hub.ctx, where, session, request.user)
    except SecondFactorMissing:
        return redirects.see_other(f"{redirects.SECOND_FACTOR}?then={ADD}")
    return second_factor.page(
        hub,
        request,
        "second_factor/passkey.html",
        HTTPStatus.UNAUTHORIZED if refused else HTTPStatus.OK,
        options=options,
        refused=refused,
    )


def _place(hub: Hub, request: StaffRequest) -> PasskeyPlace:
    """Raises `NotFound` where browsers make none."""
    found = second_factor.passkey_place(hub, request)
    if found is None:
        raise NotFound(
            "Passkeys need an address with https and a name.",
            remedy="Set hub.public_address, or use the codes of an app.",
        )
    return found
