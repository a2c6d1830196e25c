"""What staff are told of a delivery that could not even be read."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.exceptions import ClientException

from kiosk import wire
from kiosk.domain.access import PairedTerminal
from kiosk.domain.tickets import TicketNumber
from kiosk.hub import problems
from kiosk.ids import TicketId
from kiosk.operations import refusals

if TYPE_CHECKING:
    from litestar.types import Scope

    from kiosk.hub.context import HubContext

DELIVERY = re.compile(rf"{wire.PREFIX}/tickets/([0-9a-f]{{32}})")


class _NumberOnly(msgspec.Struct):
    series: wire.Series
    count: wire.Count


async def note(error: Exception, scope: Scope) -> None:
    """After any failed request; only a terminal's own delivery is noted."""
    delivery = DELIVERY.fullmatch(scope["path"])
    terminal = scope.get("user")
    unread = (
        isinstance(error, ClientException | RecursionError)
        and problems.status_of(error) == HTTPStatus.BAD_REQUEST
        and scope.get("method") == "PUT"
    )
    if not (unread and delivery and isinstance(terminal, PairedTerminal)):
        return
    hub: HubContext = scope["litestar_app"].state.hub
    body: bytes = await Request[Any, Any, Any](scope).body()
    await sync_to_thread(
        refusals.keep_unread, hub.ctx, terminal, TicketId(delivery[1]), _number(body)
    )
    hub.broadcast.refresh()


def _number(body: bytes) -> str:
    try:
        read = msgspec.json.decode(body, type=_NumberOnly)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
    return str(TicketNumber(read.series, read.count))
