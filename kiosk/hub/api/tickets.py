"""Tickets as terminals deliver them and ask after them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from litestar import Request, Router, get, put
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody, PathParameter
from litestar.response import Response

from kiosk.domain.access import PairedTerminal
from kiosk.hub.api import strictly
from kiosk.hub.api.responses import problems
from kiosk.hub.context import Hub
from kiosk.ids import TicketId
from kiosk.operations import check_in, desk_titles
from kiosk.wire import (
    FORMAT_HEADER,
    TicketDelivery,
    TicketStanding,
    ToldWait,
    as_known_by,
)

if TYPE_CHECKING:
    from kiosk.domain.queues import Standing
    from kiosk.hub.context import HubContext
    from kiosk.ids import DeskId

TerminalRequest = Request[PairedTerminal, Any, Any]
Id = Annotated[
    str,
    PathParameter(pattern="^[0-9a-f]{32}$", description="UUIDv7, as 32 digits."),
]


@put(
    "/{ticket_id:str}",
    operation_id="deliver_ticket",
    summary="Deliver a ticket; again and again does no harm",
    status_code=HTTPStatus.CREATED,
    responses={
        HTTPStatus.OK: ResponseSpec(
            TicketStanding, generate_examples=False, description="It was here already."
        ),
        **problems(
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.CONFLICT,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
    },
)
async def deliver(
    hub: Hub,
    request: TerminalRequest,
    ticket_id: Id,
    data: JSONBody[TicketDelivery],
) -> Response[TicketStanding]:
    said = await strictly.read(request, TicketDelivery)
    ticket = said.ticket(TicketId(ticket_id))
    accepted = await hub.deliveries.accept((request.user, ticket))
    status = HTTPStatus.CREATED if accepted.created else HTTPStatus.OK
    return Response(_said(hub, accepted.standing, request), status_code=status)


@get(
    "/{ticket_id:str}",
    operation_id="ticket_standing",
    summary="Where a ticket stands",
    responses={**problems(HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)},
    sync_to_thread=True,
)
def standing(hub: Hub, request: TerminalRequest, ticket_id: Id) -> TicketStanding:
    return _said(hub, check_in.standing(hub.ctx, TicketId(ticket_id)), request)


def _title(hub: HubContext, desk: DeskId | None) -> dict[str, str] | None:
    """What the terminal may not find in its content."""
    if desk is None or not desk_titles.has_ended(hub.ctx, desk):
        return None
    texts = desk_titles.last_title(hub.ctx, desk).texts
    return {str(code): text for code, text in texts.items()}


def _said(
    hub: HubContext, stands: Standing, request: TerminalRequest
) -> TicketStanding:
    said = TicketStanding(
        state=stands.state,
        people_before=stands.people_before,
        desk=stands.desk,
        as_of=stands.as_of,
        counsellors=stands.counsellors,
        at_desks=stands.at_desks,
        for_topic=stands.for_topic,
        wait=ToldWait.of(stands.wait),
        desk_title=_title(hub, stands.desk),
    )
    return as_known_by(said, request.headers.get(FORMAT_HEADER))


router = Router("/tickets", route_handlers=[deliver, standing], tags=["tickets"])
