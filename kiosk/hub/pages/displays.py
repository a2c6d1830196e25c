"""Where administrators pair call displays, see them, and revoke them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.access import DeviceKind
from kiosk.errors import NotFound, TooManyTries
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import ConfirmationForm, DisplayPairing
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import DisplayId
from kiosk.operations import displays, pairing

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext


class DisplayNotice(StrEnum):
    PAIRED = "display-paired"
    NO_CODE = "display-no-code"
    TOO_MANY = "display-too-many"
    REVOKED = "display-revoked"


def shown(hub: HubContext) -> dict[str, Any]:
    """For the page of all devices: each with the minutes since it was seen."""
    return {
        "displays": [
            (each, hub.minutes_since(each.last_seen_at) if each.last_seen_at else None)
            for each in displays.every(hub.ctx)
        ],
        "asking_displays": pairing.waiting(hub.ctx, DeviceKind.DISPLAY),
        "speaks": hub.spoken_calls.speaks,
    }


def pair(
    hub: HubContext, request: StaffRequest, data: DisplayPairing
) -> DisplayNotice | None:
    """Why not, if it is refused."""
    try:
        pairing.pair_display(
            hub.ctx, data.code, data.name, by=request.user.sign_in_name
        )
    except NotFound:
        return DisplayNotice.NO_CODE
    except TooManyTries:
        return DisplayNotice.TOO_MANY
    return None


@get("/displays/{display_id:str}/revoke", sync_to_thread=True)
def ask_to_revoke(
    hub: Hub, request: StaffRequest, display_id: FromPath[str]
) -> Response[str]:
    return hub.pages.html(
        request,
        "devices/displays/revoke.html",
        page_language.for_staff(request),
        display=displays.by_id(hub.ctx, DisplayId(display_id)),
    )


@post("/displays/{display_id:str}/revoke", sync_to_thread=True)
def revoke(
    hub: Hub, request: StaffRequest, display_id: FromPath[str], data: ConfirmationForm
) -> Redirect:
    """Unconfirmed it does nothing but ask."""
    display = displays.by_id(hub.ctx, DisplayId(display_id))
    if not data.confirmed:
        return redirects.see_other(f"/devices/displays/{display.id}/revoke")
    displays.revoke(hub.ctx, display.id, by=request.user.sign_in_name)
    hub.broadcast.refresh()  # its page learns it at once
    return redirects.see_other("/devices", DisplayNotice.REVOKED)


handlers = [ask_to_revoke, revoke]
