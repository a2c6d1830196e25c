"""What a terminal learns of itself; asking is its sign of life."""

from __future__ import annotations

from litestar import get

from kiosk.hub.api.responses import problems
from kiosk.hub.api.tickets import TerminalRequest
from kiosk.hub.context import Hub
from kiosk.wire import Greeting


@get(
    "/terminal",
    operation_id="terminal_self",
    summary="Who the hub takes the asker for",
    responses={**problems()},
    tags=["terminals"],
)
async def terminal_self(hub: Hub, request: TerminalRequest) -> Greeting:
    return Greeting(
        series=request.user.series,
        name=request.user.name,
        now=hub.ctx.clock.now(),
    )
