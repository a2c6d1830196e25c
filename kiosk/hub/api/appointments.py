"""What terminals ask of appointments: whether a code that was typed is good now."""

from __future__ import annotations

from http import HTTPStatus

from litestar import Router, get
from litestar.params import FromPath

from kiosk.hub.api.responses import problems
from kiosk.hub.api.tickets import TerminalRequest
from kiosk.hub.context import Hub
from kiosk.operations import appointments
from kiosk.wire import ToldAppointment


@get(
    "/{code:str}",
    operation_id="appointment",
    summary="What a code that a visitor typed is worth now",
    responses={**problems(HTTPStatus.BAD_REQUEST)},
    sync_to_thread=True,
)
def ask(hub: Hub, request: TerminalRequest, code: FromPath[str]) -> ToldAppointment:
    return ToldAppointment.of(appointments.at_terminal(hub.ctx, code, request.user))


router = Router("/appointments", route_handlers=[ask], tags=["appointments"])
