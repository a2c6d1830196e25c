"""GET and POST /second-factor/off: the owner of an account switches its app off."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect, Response

from kiosk.errors import Conflict, NotSignedIn, TooManyTries
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import AppOffForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import accounts, second_factor

OFF = f"{redirects.SECOND_FACTOR}/off"


@get(OFF, sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    factors = second_factor.state(hub.ctx, request.user.id)
    if not second_factor.may_switch_off(request.user, factors):
        return redirects.see_other(redirects.ACCOUNT)
    return _form(hub, request)


@post(OFF)
async def switch_off(
    hub: Hub, request: StaffRequest, data: AppOffForm
) -> Response[str] | Redirect:
    """Password and code: a page that was left open, or a phone alone, does nothing."""
    name = request.user.sign_in_name
    asker = hub.known_browsers.asker(request, name)
    try:
        attempt = await sync_to_thread(accounts.attempt, hub.ctx, name, asker)
        await hub.passwords.delay(attempt.delay.total_seconds())
        await hub.passwords.run(
            partial(accounts.sign_in, hub.ctx, attempt, data.password)
        )
        await sync_to_thread(second_factor.switch_off, hub.ctx, request.user, data.code)
    except NotSignedIn:
        return await sync_to_thread(_form, hub, request, "wrong")
    except TooManyTries as refusal:
        return await sync_to_thread(_form, hub, request, "wait", refusal.minutes)
    except Conflict:
        return redirects.see_other(redirects.ACCOUNT)
    return redirects.see_other(redirects.ACCOUNT)


def _form(
    hub: Hub, request: StaffRequest, refused: str = "", minutes: int = 0
) -> Response[str]:
    return hub.pages.html(
        request,
        "second_factor/off.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        here=OFF,
        refused=refused,
        minutes=minutes,
    )
