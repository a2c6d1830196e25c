"""The counsellor's page: who waits, whom I have, and every move with a visitor."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response, ServerSentEvent

from kiosk.domain.tickets import AT_A_DESK, MOST_RECALLS, Ticket, TicketState
from kiosk.errors import IllegalMove, NotAllowed, NotFound
from kiosk.hub import page_language, queue_filter, streams
from kiosk.hub.context import Hub
from kiosk.hub.pages import attention, desk, redirects
from kiosk.hub.pages.desk import DeskNotice
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import StaffId, TicketId
from kiosk.operations import (
    calling,
    day_so_far,
    desk_titles,
    presence,
    sessions,
    undoing,
    waiting_times,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from litestar.response import ServerSentEventMessage

    from kiosk.domain.access import Staff
    from kiosk.hub.queue_filter import QueueFilter
    from kiosk.operations.context import Context, Outcome

    Move = Callable[[Context, Staff, TicketId], Outcome]


class QueueNotice(StrEnum):
    """What a counsellor is told above the queue after a move: why it was not made, or
    what it does not do."""

    NOBODY_FITS = "nobody-fits"
    MOVED_MEANWHILE = "moved-meanwhile"
    STILL_BUSY = "still-busy"
    WITH_A_COLLEAGUE = "with-a-colleague"
    TOO_LATE = "too-late"
    GONE = "gone"
    CALLED_OFTEN = "called-often"
    PASSED_TO_NOBODY = "passed-to-nobody"


MOVES: dict[str, Move] = {
    "call": calling.call,
    "again": calling.call_again,
    "at-desk": calling.at_desk,
    "finish": calling.finish,
    "park": calling.park,
    "requeue": calling.requeue,
    "no-show": calling.no_show,
    "take-over": calling.take_over,
    "undo": undoing.undo,
}
FOR_WHO_IS_FREE = frozenset({"call", "take-over", "undo"})
TO_THEIR_DESK = FOR_WHO_IS_FREE | {"again"}
"""A visitor comes to where the counsellor sits: there must be such a desk."""


@get("/queue", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    if request.user.desk is None:
        return desk.choose_first(request.user)
    return _page(hub, request, "queue/page.html")


@get("/queue/live", sync_to_thread=True)
def live(hub: Hub, request: StaffRequest) -> Response[str]:
    """Only the part that changes, for the page to put in place."""
    if request.user.desk is None:  # left in another window, or chosen yesterday
        there = desk.choose_first(request.user).url
        return Response("", headers={"HX-Redirect": there})
    return _page(hub, request, "queue/_live.html")


@get("/events")
async def events(hub: Hub, request: StaffRequest) -> ServerSentEvent:
    seen = streams.resumed_from(request, hub.broadcast.newest)
    hub.streams.check(request.user.id)
    session = hub.session_of(request)
    messages = _messages(hub, request.user.id, session, seen)
    return streams.as_response(hub.streams.counted(request.user.id, messages))


@post("/queue/next", sync_to_thread=True)
def call_next(hub: Hub, request: StaffRequest) -> Redirect:
    if request.user.desk is None:
        return desk.choose_first(request.user)
    if desk_titles.has_ended(hub.ctx, request.user.desk):
        return redirects.see_other("/desk", DeskNotice.ENDED)
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
        return desk.choose_first(request.user)
    is_to_desk = move in TO_THEIR_DESK
    if is_to_desk and desk_titles.has_ended(hub.ctx, request.user.desk):
        return redirects.see_other("/desk", DeskNotice.ENDED)
    return made(hub, request, ticket_id, move, MOVES[move])


def made(
    hub: Hub, request: StaffRequest, ticket_id: str, name: str, move: Move
) -> Redirect:
    """Back to the queue, with a word on why the move was not made if it was not."""
    try:
        hub.tell(move(hub.ctx, request.user, TicketId(ticket_id)))
    except NotFound:
        return redirects.see_other("/queue", QueueNotice.GONE)
    except NotAllowed:
        return redirects.see_other("/queue", QueueNotice.WITH_A_COLLEAGUE)
    except IllegalMove:
        return redirects.see_other("/queue", _why_not(hub, request, ticket_id, name))
    return redirects.see_other("/queue")


def _why_not(hub: Hub, request: StaffRequest, ticket_id: str, move: str) -> QueueNotice:
    mine = calling.current(hub.ctx, request.user)
    is_mine = mine is not None and mine.id == ticket_id
    if move == "again" and is_mine and mine and mine.recalls >= MOST_RECALLS:
        return QueueNotice.CALLED_OFTEN
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
    ctx, user = hub.ctx, request.user
    mine = calling.current(ctx, user)
    next_fitting = None if mine else calling.next_for(ctx, user)
    nobody_fits = next_fitting is None and mine is None
    wanted = queue_filter.chosen(request, ctx.catalogue())
    answer = hub.pages.html(
        request,
        template,
        page_language.for_staff(request),
        seq=seq,
        now=ctx.clock.now(),
        notice=_notice(request),
        mine=mine,
        has_ended=user.desk is not None and desk_titles.has_ended(ctx, user.desk),
        minutes=hub.minutes_since,
        alone=calling.served_by_nobody(ctx),
        full=waiting_times.line_is_full(ctx),
        late=waiting_times.not_before_the_end(ctx),
        goes_on=waiting_times.line_goes_on_at(ctx),
        next_fitting=next_fitting,
        passed_on=calling.passed_on_to_nobody(ctx, user) if nobody_fits else None,
        day=day_so_far.of_today(ctx, user),
        **attention.above_queue(ctx),
        undoable=undoing.undoable(ctx, user),
        headstarts=ctx.headstarts,
        most_recalls=MOST_RECALLS,
        **_sorted(calling.queue(ctx), mine, wanted, user),
        **_colleagues(hub, user),
    )
    if queue_filter.was_asked(request):
        secure = hub.settings.secure_cookies
        answer.set_cookie(wanted.cookie(secure=secure))
    return answer


def _colleagues(hub: Hub, user: Staff) -> dict[str, Any]:
    """Who is there to keep a visitor, and who sits at this very desk too."""
    present = presence.present(hub.ctx)
    now = hub.ctx.clock.now()
    return {
        "there": {somebody.id for somebody in present},
        "beside": [s for s in present if s.desk == user.desk and s.id != user.id],
        "colleagues": [s for s in present if s.id != user.id],
        "askers": [s for s in present if s.needs_help(now)],
        "names": {s.id: s.sign_in_name for s in present},
    }


def _sorted(
    tickets: list[Ticket], mine: Ticket | None, wanted: QueueFilter, user: Staff
) -> dict[str, Any]:
    own = mine.id if mine else None
    waiting = [t for t in tickets if t.state is TicketState.WAITING]
    shown = [t for t in waiting if wanted.shows(t, user)]
    return {
        "waiting": shown,
        "hidden": len(waiting) - len(shown),
        "shown": wanted.shown,
        "parked": [t for t in tickets if t.state is TicketState.PARKED],
        "elsewhere": [t for t in tickets if t.state in AT_A_DESK and t.id != own],
    }


def _notice(request: StaffRequest) -> str:
    said = request.query_params.get("notice", "")
    return said if said in set(QueueNotice) else ""
