"""What ends a visitor's wait on their word asks first, and says what follows."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import desk, queue, redirects
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.queue import QueueNotice
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import TicketId
from kiosk.operations import calling, moves


@get("/tickets/{ticket_id:str}/give-back", sync_to_thread=True)
def ask_to_give_back(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str]
) -> Response[str] | Redirect:
    try:
        ticket = calling.ticket(hub.ctx, TicketId(ticket_id))
    except NotFound:
        return redirects.see_other("/queue", QueueNotice.GONE)
    if ticket.state not in moves.GIVE_BACK.sources:
        return redirects.see_other("/queue", QueueNotice.MOVED_MEANWHILE)
    return hub.pages.html(
        request,
        "queue/give_back.html",
        page_language.for_staff(request),
        ticket=ticket,
    )


@post("/tickets/{ticket_id:str}/give-back", sync_to_thread=True)
def give_back(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str], data: ConfirmationForm
) -> Response[str] | Redirect:
    """Unconfirmed it does nothing but ask."""
    if request.user.desk is None:
        return desk.choose_first(request.user)
    if not data.confirmed:
        return redirects.see_other("/queue")
    return queue.made(hub, request, ticket_id, "give-back", calling.give_back)
