"""A release that waits: seen, agreed to, rejected, or called off."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.release_requests import LONGEST_REASON, RequestState
from kiosk.errors import DecidedMeanwhile, NotFound, PublishedMeanwhile, TooBusy
from kiosk.hub import page_language
from kiosk.hub.auth import fresh_for_publishers, fresh_second_factor, publishers
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.pages.releases.forms import RejectForm
from kiosk.hub.pages.releases.listing import ReleaseNotice
from kiosk.hub.pages.releases.publishing import LIST
from kiosk.hub.pages.releases.reading import readable
from kiosk.operations import publishing, release_probing, release_requests
from kiosk.releases.differences import difference

WAITING = f"{LIST}/waiting"
DRAWING = "drawing"
"""A notice: who agreed too early presses once more, on the same page."""


@get("/waiting/{request_id:str}", guards=[fresh_for_publishers], sync_to_thread=True)
def show(hub: Hub, request: StaffRequest, request_id: FromPath[str]) -> Response[str]:
    """Raises `NotFound` once it is decided."""
    asked = release_requests.request(hub.ctx, request_id)
    files = release_requests.files_of(hub.ctx, asked.id)
    release_probing.begin(hub.ctx, files)
    public = publishing.newest(hub.ctx)
    before = publishing.files_of(hub.ctx, public.about.version) if public else {}
    language = page_language.for_staff(request)
    changes = difference(before, files)
    return hub.pages.html(
        request,
        "content/releases/waiting.html",
        language,
        here=f"{WAITING}/{asked.id}",
        drawing=request.query_params.get("notice") == DRAWING,
        asked=asked,
        mine=asked.asked_by == request.user.sign_in_name,
        difference=readable(changes, language.code, hub.ctx.catalogue()),
        longest=LONGEST_REASON,
        may_publish=request.user.may_publish(),
    )


@post(
    "/waiting/{request_id:str}/approve",
    guards=[publishers, fresh_second_factor],
    sync_to_thread=True,
)
def approve(hub: Hub, request: StaffRequest, request_id: FromPath[str]) -> Redirect:
    """Raises `NotAllowed` for who has asked, and `UpdateRefused`."""
    by = request.user.sign_in_name
    try:
        done = release_requests.approve(hub.ctx, by, request_id)
    except PublishedMeanwhile:
        return redirects.see_other(LIST, ReleaseNotice.OVERTAKEN)
    except (DecidedMeanwhile, NotFound):
        return redirects.see_other(LIST, ReleaseNotice.DECIDED)
    except TooBusy:
        return redirects.see_other(f"{WAITING}/{request_id}", DRAWING)
    if done.state is RequestState.SCHEDULED:
        return redirects.see_other(LIST, ReleaseNotice.SCHEDULED)
    return redirects.see_other(LIST, ReleaseNotice.PUBLISHED)


@post("/waiting/{request_id:str}/reject", guards=[publishers], sync_to_thread=True)
def reject(
    hub: Hub, request: StaffRequest, request_id: FromPath[str], data: RejectForm
) -> Redirect:
    by = request.user.sign_in_name
    try:
        release_requests.reject(hub.ctx, by, request_id, data.reason)
    except (DecidedMeanwhile, NotFound):
        return redirects.see_other(LIST, ReleaseNotice.DECIDED)
    return redirects.see_other(LIST, ReleaseNotice.REJECTED)


@post("/waiting/{request_id:str}/call-off", guards=[publishers], sync_to_thread=True)
def call_off(hub: Hub, request: StaffRequest, request_id: FromPath[str]) -> Redirect:
    try:
        release_requests.call_off(hub.ctx, request.user.sign_in_name, request_id)
    except (DecidedMeanwhile, NotFound):
        return redirects.see_other(LIST, ReleaseNotice.DECIDED)
    return redirects.see_other(LIST, ReleaseNotice.CALLED_OFF)
