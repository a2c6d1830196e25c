"""What takes access away asks first, and says what ends with it."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.devices import is_heard
from kiosk.domain.tickets import TicketState
from kiosk.errors import NotAllowed
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import StaffId
from kiosk.operations import accounts, calling, fleet


@get("/{staff_id:str}/deactivate", sync_to_thread=True)
def ask_to_deactivate(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str]
) -> Response[str]:
    somebody = accounts.account(hub.ctx, StaffId(staff_id))
    return hub.pages.html(
        request,
        "staff/deactivate.html",
        page_language.for_staff(request),
        somebody=somebody,
        myself=somebody.id == request.user.id,
        visitor=calling.current(hub.ctx, somebody),
    )


@post("/{staff_id:str}/deactivate", sync_to_thread=True)
def deactivate(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str], data: ConfirmationForm
) -> Redirect:
    """Unconfirmed it does nothing but ask."""
    if not data.confirmed:
        return redirects.see_other(f"/staff/{_account(hub, staff_id)}/deactivate")
    try:
        accounts.deactivate(hub.ctx, StaffId(staff_id), by=request.user.sign_in_name)
    except NotAllowed:
        return redirects.see_other("/staff", notice=redirects.LAST_ADMINISTRATOR)
    return redirects.see_other("/staff")


@get("/{series:str}/revoke", sync_to_thread=True)
def ask_to_revoke(
    hub: Hub, request: StaffRequest, series: FromPath[str]
) -> Response[str]:
    waiting = [
        ticket
        for ticket in calling.queue(hub.ctx)
        if ticket.number.series == series and ticket.state is TicketState.WAITING
    ]
    terminal = fleet.by_series(hub.ctx, series)
    return hub.pages.html(
        request,
        "devices/revoke.html",
        page_language.for_staff(request),
        terminal=terminal,
        running=is_heard(terminal, hub.ctx.clock.now()),
        waiting=len(waiting),
        minutes=hub.minutes_since,
    )


@post("/{series:str}/revoke", sync_to_thread=True)
def revoke(
    hub: Hub, request: StaffRequest, series: FromPath[str], data: ConfirmationForm
) -> Redirect:
    """Unconfirmed it does nothing but ask."""
    if not data.confirmed:
        known = fleet.by_series(hub.ctx, series)
        return redirects.see_other(f"/devices/{known.series}/revoke")
    fleet.revoke(hub.ctx, series, by=request.user.sign_in_name)
    hub.terminals.forget()
    return redirects.see_other("/devices")


def _account(hub: Hub, staff_id: str) -> StaffId:
    """As the hub knows it: no address is made of what somebody sent."""
    return accounts.account(hub.ctx, StaffId(staff_id)).id
