"""Where a terminal that nobody knows yet asks to be paired; it needs no token."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from litestar import Request, Router, put
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody

from kiosk import wire
from kiosk.hub.api import strictly
from kiosk.hub.api.responses import problems
from kiosk.hub.connections import grouped
from kiosk.hub.context import Hub
from kiosk.operations import pairing
from kiosk.wire import PairingCode, PairingWish


@put(
    "/",
    operation_id="ask_to_be_paired",
    summary="Ask for a code that staff type; again and again does no harm",
    responses={
        **problems(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.TOO_MANY_REQUESTS,
        )
    },
)
async def ask(
    hub: Hub, request: Request[Any, Any, Any], data: JSONBody[PairingWish]
) -> PairingCode:
    said = await strictly.read(request, PairingWish)
    address = grouped(request.client.host if request.client else "")[:64]
    state = await sync_to_thread(
        pairing.ask, hub.ctx, said.token_hash, address, said.program
    )
    return PairingCode(
        paired=state.paired, code=state.code, seconds_left=state.seconds_left
    )


router = Router(f"{wire.PREFIX}/pairing", route_handlers=[ask], tags=["terminals"])
