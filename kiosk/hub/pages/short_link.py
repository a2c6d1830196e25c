"""Where a short address leads: to a page of the content, never anywhere else."""

from __future__ import annotations

from litestar import get
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect

from kiosk.domain import short_links
from kiosk.errors import NotFound
from kiosk.hub.context import Hub


@get(["/s/{code:str}", "/S/{code:str}"])
async def follow(hub: Hub, code: FromPath[str]) -> Redirect:
    """Not for ever: the content may lead elsewhere tomorrow."""
    target = await sync_to_thread(_target, hub, code)
    if target is None:
        raise NotFound("This address leads nowhere.", remedy="Ask at the desk.")
    return Redirect(target, status_code=302)


def _target(hub: Hub, code: str) -> str | None:
    """In a thread: the first one to ask reads the content."""
    return short_links.target_of(hub.ctx.catalogue(), code)
