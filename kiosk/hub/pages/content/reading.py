"""What is shown while a large draft is still being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.concurrency import sync_to_thread

from kiosk.hub import incoming, page_language

if TYPE_CHECKING:
    from litestar import Request
    from litestar.response import Response

    from kiosk.hub.context import HubContext

AGAIN_SECONDS = 2


async def before_page(request: Request[Any, Any, Any]) -> Response[str] | None:
    """For a page of its own that needs the draft."""
    await incoming.check(request)
    return await unless_read(request.app.state.hub, request)


async def unless_read(
    hub: HubContext, request: Request[Any, Any, Any]
) -> Response[str] | None:
    """A page that asks again by itself, without script too; None: go on."""
    if await sync_to_thread(hub.draft.can_be_shown):
        return None
    query = request.scope["query_string"].decode("latin-1")
    page = hub.pages.html(
        request,
        "content/reading.html",
        page_language.for_staff(request),
        again=f"{request.scope['path']}?{query}" if query else request.scope["path"],
    )
    page.headers["Refresh"] = str(AGAIN_SECONDS)
    return page
