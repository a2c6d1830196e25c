"""When one can come to talk to a counsellor, as a file for the phone's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, get
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Response

from kiosk.domain.calendar_entries import calendar_file, stamped
from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.operations import waiting_times

if TYPE_CHECKING:
    from datetime import datetime

VisitorRequest = Request[Any, Any, Any]
CALENDAR = "text/calendar; charset=utf-8"


@get(["/d/{stamp:str}", "/D/{stamp:str}"])
async def entry(
    hub: Hub, request: VisitorRequest, stamp: FromPath[str]
) -> Response[str]:
    """Only of consultation hours that there are. Raises `NotFound`."""
    return await sync_to_thread(_file, hub, request, stamp)


def _file(hub: Hub, request: VisitorRequest, stamp: str) -> Response[str]:
    begins, ends = _reception(hub, stamp)
    language = page_language.for_visitor(request)
    site = hub.ctx.catalogue().site
    about = hub.pages.words(language.code).gettext("Talk to a counsellor")
    text = calendar_file(
        f"{about}: {site.name[language.code]}",
        *(begins, ends, site.place[language.code]),
        made_at=hub.ctx.clock.now(),
    )
    named = f'attachment; filename="{stamp}.ics"'
    return Response(text, media_type=CALENDAR, headers={"Content-Disposition": named})


def _reception(hub: Hub, stamp: str) -> tuple[datetime, datetime]:
    starts = stamped(stamp, hub.ctx.zone())
    if starts is not None:
        day = starts.astimezone(hub.ctx.zone()).date()
        for begins, ends in waiting_times.receptions(hub.ctx, day):
            if begins == starts:
                return begins, ends
    raise NotFound(
        "Nobody is received at this time any more.", remedy="Ask at the desk."
    )
