"""Where a short address leads: to a page of the content, never anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar.response import Redirect

from kiosk.domain import short_links
from kiosk.errors import NotFound

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext


def follow(hub: HubContext, code: str) -> Redirect:
    """Not for ever: the content may lead elsewhere tomorrow. Raises `NotFound`."""
    target = short_links.target_of(hub.ctx.catalogue(), code)
    if target is None:
        raise NotFound("This address leads nowhere.", remedy="Ask at the desk.")
    return Redirect(target, status_code=302)
