"""A pause with its reason, and the button for help that all colleagues hear."""

from __future__ import annotations

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect

from kiosk.domain.access import Pause
from kiosk.errors import IllegalMove, NotFound
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import PauseForm
from kiosk.hub.pages.queue import QueueNotice
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import StaffId
from kiosk.operations import asides


@post("/pause", sync_to_thread=True)
def pause(hub: Hub, request: StaffRequest, data: PauseForm) -> Redirect:
    if data.reason not in set(Pause):
        raise NotFound(f"There is no pause {data.reason!r}.", remedy="Go back.")
    try:
        asides.pause(hub.ctx, request.user, Pause(data.reason))
    except IllegalMove:
        return redirects.see_other("/queue", QueueNotice.STILL_BUSY)
    return _told(hub)


@post("/pause/end", sync_to_thread=True)
def come_back(hub: Hub, request: StaffRequest) -> Redirect:
    asides.come_back(hub.ctx, request.user)
    return _told(hub)


@post("/help", sync_to_thread=True)
def ask_for_help(hub: Hub, request: StaffRequest) -> Redirect:
    asides.ask_for_help(hub.ctx, request.user)
    return _told(hub)


@post("/help/end", sync_to_thread=True)
def end_help(hub: Hub, request: StaffRequest) -> Redirect:
    asides.end_help(hub.ctx, request.user)
    return _told(hub)


@post("/help/{staff_id:str}/come", sync_to_thread=True)
def come_to_help(hub: Hub, request: StaffRequest, staff_id: FromPath[str]) -> Redirect:
    asides.come_to_help(hub.ctx, request.user, StaffId(staff_id))
    return _told(hub)


def _told(hub: Hub) -> Redirect:
    """The pages of all colleagues look at once, here; other processes soon."""
    hub.broadcast.refresh()
    return redirects.see_other("/queue")
