"""How far what visitors were told of their wait was from the truth, week by week."""

from __future__ import annotations

from litestar import get
from litestar.response import Response

from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import waiting_times


@get("/waits", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    return hub.pages.html(
        request,
        "waits/page.html",
        page_language.for_staff(request),
        weeks=waiting_times.weeks(hub.ctx),
    )
