"""One visitor's page for staff: another topic or partner, a note, a headstart."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import LONGEST_NOTE
from kiosk.errors import NoteTooLong, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import desk, queue, redirects
from kiosk.hub.pages.forms import PriorityForm, TransferForm
from kiosk.hub.pages.queue import QueueNotice
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import PartnerId, TicketId, TopicId
from kiosk.operations import calling, moves, placing
from kiosk.operations.placing import Transfer

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket
    from kiosk.hub.context import HubContext


@get("/tickets/{ticket_id:str}/more", sync_to_thread=True)
def show(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str]
) -> Response[str] | Redirect:
    try:
        ticket = calling.ticket(hub.ctx, TicketId(ticket_id))
    except NotFound:
        return redirects.see_other("/queue", QueueNotice.GONE)
    return _page(
        hub, request, ticket, Transfer(ticket.topic, ticket.partner, ticket.note)
    )


def _page(
    hub: HubContext,
    request: StaffRequest,
    ticket: Ticket,
    to: Transfer,
    *,
    is_too_long: bool = False,
) -> Response[str]:
    headstarts = hub.ctx.headstarts
    return hub.pages.html(
        request,
        "line/ticket.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if is_too_long else HTTPStatus.OK,
        here=f"/tickets/{ticket.id}/more",
        ticket=ticket,
        to=to,
        is_too_long=is_too_long,
        longest_note=LONGEST_NOTE,
        headstarts=headstarts,
        may_transfer=ticket.state in moves.TRANSFER.sources,
        may_put_ahead=ticket.state in moves.PUT_AHEAD.sources
        and bool(headstarts.offered()),
    )


@post("/tickets/{ticket_id:str}/transfer", sync_to_thread=True)
def transfer(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str], data: TransferForm
) -> Redirect | Response[str]:
    if request.user.desk is None:
        return desk.choose_first(request.user)
    partner = PartnerId(data.partner) if data.partner else None
    to = Transfer(TopicId(data.topic), partner, data.note)
    move = partial(placing.transfer, to=to)
    try:
        passed = queue.made(hub, request, ticket_id, "transfer", move)
    except NoteTooLong:
        ticket = calling.ticket(hub.ctx, TicketId(ticket_id))
        return _page(hub, request, ticket, to, is_too_long=True)
    if passed.url == "/queue" and ticket_id in calling.served_by_nobody(hub.ctx):
        return redirects.see_other("/queue", QueueNotice.PASSED_TO_NOBODY)
    return passed


@post("/tickets/{ticket_id:str}/ahead", sync_to_thread=True)
def put_ahead(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str], data: PriorityForm
) -> Redirect:
    if request.user.desk is None:
        return desk.choose_first(request.user)
    if data.priority not in set(Priority):
        raise NotFound(
            f"There is no priority {data.priority!r}.", remedy="Go back to the queue."
        )
    move = partial(placing.put_ahead, priority=Priority(data.priority))
    return queue.made(hub, request, ticket_id, "ahead", move)
