"""All tickets of the day, for looking up what became of a visitor."""

from __future__ import annotations

from litestar import get
from litestar.response import Redirect, Response

from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import calling, feedback


@get("/", sync_to_thread=False)
def start(request: StaffRequest) -> Redirect:
    return redirects.see_other(redirects.first_page(request.user))


@get("/today", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    return hub.pages.html(
        request,
        "today/page.html",
        page_language.for_staff(request),
        tickets=calling.today(hub.ctx),
        headstarts=hub.ctx.headstarts,
        faces=[feedback.today(hub.ctx), feedback.last_month(hub.ctx)],
    )
