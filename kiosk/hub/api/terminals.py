"""What a terminal learns of itself, and what it tells; asking is its sign of life."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING

import msgspec
from litestar import Router, get, put
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody

from kiosk.domain.devices import DeviceReport
from kiosk.hub.api import commands, strictly
from kiosk.hub.api.responses import problems
from kiosk.hub.api.tickets import TerminalRequest
from kiosk.hub.context import Hub
from kiosk.operations import (
    appointments,
    fleet,
    numbers_left,
    presence,
    release_signing,
    token_renewal,
    waiting_times,
)
from kiosk.wire import (
    FORMAT_HEADER,
    Greeting,
    TerminalReport,
    TokenAnnouncement,
    as_known_by,
)

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal


@get(
    "/",
    operation_id="terminal_self",
    summary="Who the hub takes the asker for, and how far it has counted today",
    responses={**problems()},
    sync_to_thread=True,
)
def terminal_self(hub: Hub, request: TerminalRequest) -> Greeting:
    terminal: PairedTerminal = request.user
    given = numbers_left.given_out(hub.ctx)
    said_format = request.headers.get(FORMAT_HEADER)
    said = Greeting(
        series=terminal.series,
        name=terminal.name,
        now=hub.ctx.clock.now(),
        service_day=hub.ctx.today(),
        last_count=fleet.last_count(hub.ctx, terminal),
        counselling=presence.somebody_counsels(hub.ctx),
        line_full=waiting_times.line_is_full(hub.ctx) or None,
        appointments=appointments.some_are_expected(hub.ctx) or None,
        full_topics=given.topics or None,
        full_languages=dict(given.without_numbers().items()) or None,
        release=release_signing.newest_release(hub.ctx),
        notices=release_signing.newest_notices(hub.ctx),
        renew_token=token_renewal.is_due(hub.ctx, terminal) or None,
        commands=commands.told(hub.ctx, terminal) if said_format else None,
    )
    return as_known_by(said, said_format)


@put(
    "/report",
    operation_id="terminal_report",
    summary="How the terminal is; the newest report is kept",
    status_code=HTTPStatus.NO_CONTENT,
    responses={**problems(HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)},
)
async def report(
    hub: Hub,
    request: TerminalRequest,
    data: JSONBody[TerminalReport],
) -> None:
    read = await strictly.read(request, TerminalReport)
    said = msgspec.convert(msgspec.structs.asdict(read), DeviceReport)
    said = replace(said, same_machine=_is_from_here(request))
    if await sync_to_thread(fleet.report, hub.ctx, request.user, said):
        hub.broadcast.refresh()


@put(
    "/token",
    operation_id="terminal_token",
    summary="Which token the terminal will have next; both are good until it is used",
    status_code=HTTPStatus.NO_CONTENT,
    responses={**problems(HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT)},
)
async def announce_token(
    hub: Hub, request: TerminalRequest, data: JSONBody[TokenAnnouncement]
) -> None:
    said = await strictly.read(request, TokenAnnouncement)
    await sync_to_thread(token_renewal.announce, hub.ctx, request.user, said.token_hash)


def _is_from_here(request: TerminalRequest) -> bool:
    try:
        return (
            request.client is not None and ip_address(request.client.host).is_loopback
        )
    except ValueError:  # no address: a socket of this machine, or a test
        return False


router = Router(
    "/terminal",
    route_handlers=[terminal_self, report, announce_token, commands.answer],
    tags=["terminals"],
)
