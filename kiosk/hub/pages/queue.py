"""The counsellor's page: who waits, whom I have, and every move with a visitor."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response, ServerSentEvent

from kiosk.domain.tickets import Ticket, TicketState
from kiosk.errors import IllegalMove, NotAllowed, NotFound
from kiosk.hub import page_language, streams
from kiosk.hub.context import Hub
from kiosk.hub.pages import attention, redirects
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.sessions import cookie_name
from kiosk.ids import StaffId, TicketId
from kiosk.operations import calling, presence, sessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from litestar.response import ServerSentEventMessage

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context, Outcome

    Move = Callable[[Context, Staff, TicketId], Outcome]


class QueueNotice(StrEnum):
    """What a counsellor is told above the queue after a move that was not made."""

    NOBODY_FITS = "nobody-fits"
    MOVED_MEANWHILE = "moved-meanwhile"
    STILL_BUSY = "still-busy"
    WITH_A_COLLEAGUE = "with-a-colleague"
    TOO_LATE = "too-late"
    GONE = "gone"


MOVES: dict[str, Move] = {
    "call": calling.call,
    "again": calling.call_again,
    "at-desk": calling.at_desk,
    "finish": calling.finish,
    "park": calling.park,
    "requeue": calling.requeue,
    "no-show": calling.no_show,
    "take-over": calling.take_over,
    "undo": calling.undo,
}
FOR_WHO_IS_FREE = frozenset({"call", "take-over", "undo"})
AT_A_DESK = frozenset({TicketState.CALLED, TicketState.SERVING})


@get("/queue", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    if request.user.desk is None:
        return redirects.see_other("/desk")
    return _page(hub, request, "queue/page.html")


@get("/queue/live", sync_to_thread=True)
def live(hub: Hub, request: StaffRequest) -> Response[str]:
    """Only the part that changes, for the page to put in place."""
    if request.user.desk is None:  # left in another window, or chosen yesterday
        return Response("", headers={"HX-Redirect": "/desk"})
    return _page(hub, request, "queue/_live.html")


@get("/events")
async def events(hub: Hub, request: StaffRequest) -> ServerSentEvent:
    seen = streams.resumed_from(request, hub.broadcast.newest)
    hub.streams.check(request.user.id)
    cookie = cookie_name(secure=hub.settings.secure_cookies)
    session = request.cookies.get(cookie, "")
    messages = _messages(hub, request.user.id, session, seen)
    return streams.as_response(hub.streams.counted(request.user.id, messages))


@post("/queue/next", sync_to_thread=True)
def call_next(hub: Hub, request: StaffRequest) -> Redirect:
    if request.user.desk is None:
        return redirects.see_other("/desk")
    try:
        outcome = hub.tell(calling.call_next(hub.ctx, request.user))
    except IllegalMove:
        return redirects.see_other("/queue", QueueNotice.STILL_BUSY)
    return redirects.see_other(
        "/queue", None if outcome.ticket else QueueNotice.NOBODY_FITS
    )


@post("/tickets/{ticket_id:str}/{move:str}", sync_to_thread=True)
def move(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str], move: FromPath[str]
) -> Redirect:
    if move not in MOVES:
        raise NotFound(f"There is no move {move!r}.", remedy="Go back to the queue.")
    if request.user.desk is None:
        return redirects.see_other("/desk")
    try:
        hub.tell(MOVES[move](hub.ctx, request.user, TicketId(ticket_id)))
    except NotFound:
        return redirects.see_other("/queue", QueueNotice.GONE)
    except NotAllowed:
        return redirects.see_other("/queue", QueueNotice.WITH_A_COLLEAGUE)
    except IllegalMove:
        return redirects.see_other("/queue", _why_not(hub, request, ticket_id, move))
    return redirects.see_other("/queue")


def _why_not(hub: Hub, request: StaffRequest, ticket_id: str, move: str) -> QueueNotice:
    mine = calling.current(hub.ctx, request.user)
    if move in FOR_WHO_IS_FREE and mine is not None and mine.id != ticket_id:
        return QueueNotice.STILL_BUSY
    return QueueNotice.TOO_LATE if move == "undo" else QueueNotice.MOVED_MEANWHILE


async def _messages(
    hub: Hub, staff: StaffId, session: str, seen: int
) -> AsyncIterator[ServerSentEventMessage]:
    """While the page is open, its counsellor is there, however long they talk.

    A page whose session has ended shows nothing of the kind: its stream ends too.
    """
    async for seq in streams.ticks(hub.broadcast, seen, refreshes=True):
        if seq is None:
            if await sync_to_thread(sessions.whose, hub.ctx, session) is None:
                return
            await sync_to_thread(presence.seen, hub.ctx, staff)
        yield streams.beat() if seq is None else streams.changed(seq)


def _page(hub: Hub, request: StaffRequest, template: str) -> Response[str]:
    seq = hub.broadcast.newest  # before the reads: what comes between is told again
    presence.seen(hub.ctx, request.user.id)
    tickets = calling.queue(hub.ctx)
    mine = calling.current(hub.ctx, request.user)
    return hub.pages.html(
        request,
        template,
        page_language.for_staff(request),
        seq=seq,
        now=hub.ctx.clock.now(),
        notice=_notice(request),
        mine=mine,
        minutes=hub.minutes_since,
        alone=calling.served_by_nobody(hub.ctx),
        **attention.above_queue(hub.ctx),
        undoable=None if mine else calling.undoable(hub.ctx, request.user),
        **_sorted(tickets, mine),
        **_colleagues(presence.present(hub.ctx), request.user),
    )


def _colleagues(present: list[Staff], user: Staff) -> dict[str, Any]:
    """Who is there to keep a visitor, and who sits at this very desk too."""
    return {
        "there": {somebody.id for somebody in present},
        "beside": [s for s in present if s.desk == user.desk and s.id != user.id],
    }


def _sorted(tickets: list[Ticket], mine: Ticket | None) -> dict[str, Any]:
    own = mine.id if mine else None
    return {
        "waiting": [t for t in tickets if t.state is TicketState.WAITING],
        "parked": [t for t in tickets if t.state is TicketState.PARKED],
        "elsewhere": [t for t in tickets if t.state in AT_A_DESK and t.id != own],
    }


def _notice(request: StaffRequest) -> str:
    said = request.query_params.get("notice", "")
    return said if said in set(QueueNotice) else ""
