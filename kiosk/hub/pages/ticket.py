"""The visitor's own page: opened by the code on the ticket, without signing in."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from litestar import Request, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response, ServerSentEvent

from kiosk.domain.appointments import HEADSTART
from kiosk.domain.feedback import VisitFace
from kiosk.domain.tickets import ENDED
from kiosk.errors import IllegalMove, NotFound
from kiosk.hub import page_language, streams
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import FaceForm, StepBackForm
from kiosk.i18n.languages import FALLBACKS, LANGUAGES
from kiosk.i18n.notice_kinds import kind_words
from kiosk.operations import check_in, feedback, placing, waiting_times

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from litestar.response import ServerSentEventMessage

    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket
    from kiosk.domain.waits.plan import HoursEnd
    from kiosk.domain.waits.said import SaidWait, WaitRange
    from kiosk.ids import TicketId

    Told = tuple[WaitRange | None, HoursEnd | None] | None
    ToldOf = tuple[TicketId, Told]

VisitorRequest = Request[Any, Any, Any]

LONGEST_COUNT = 4
"""Digits of a number that a form sends."""


@get(["/t/{code:str}", "/T/{code:str}"])
async def show(hub: Hub, request: VisitorRequest, code: FromPath[str]) -> Response[str]:
    """Upper case as in the QR code too. Two addresses: Litestar's own thread fails."""
    return await sync_to_thread(_page, hub, request, code, "ticket/page.html")


@get("/t/{code:str}/live", sync_to_thread=True)
def live(hub: Hub, request: VisitorRequest, code: FromPath[str]) -> Response[str]:
    return _page(hub, request, code, "ticket/_live.html")


@get("/t/{code:str}/events")
async def events(
    hub: Hub, request: VisitorRequest, code: FromPath[str]
) -> ServerSentEvent:
    seen = streams.resumed_from(request, hub.broadcast.newest)
    hub.streams.check(code.upper())  # a flood costs no read
    ticket, _stands = await sync_to_thread(_known, hub, code)
    hub.streams.check(ticket.code)
    messages = _messages(hub, ticket.code, code, seen)
    return streams.as_response(hub.streams.counted(ticket.code, messages))


@get("/t/{code:str}/withdraw", sync_to_thread=True)
def ask_to_withdraw(
    hub: Hub, request: VisitorRequest, code: FromPath[str]
) -> Response[str]:
    return _page(hub, request, code, "ticket/withdraw.html")


@post("/t/{code:str}/withdraw", sync_to_thread=True)
def withdraw(hub: Hub, request: VisitorRequest, code: FromPath[str]) -> Redirect:
    """Needs no token against forgery: who can send it knows the ticket's code."""
    _known(hub, code)
    with suppress(IllegalMove):  # called meanwhile, or gone: the page says which
        hub.tell(check_in.withdraw(hub.ctx, code))
    return _back(request, code)


@get("/t/{code:str}/step-back", sync_to_thread=True)
def ask_to_step_back(
    hub: Hub, request: VisitorRequest, code: FromPath[str]
) -> Response[str] | Redirect:
    ticket, _stands = _known(hub, code)
    if not placing.may_step_back(hub.ctx, ticket):  # the page says how it stands
        return _back(request, code)
    return _page(hub, request, code, "ticket/step_back.html")


@post("/t/{code:str}/step-back", sync_to_thread=True)
def step_back(
    hub: Hub, request: VisitorRequest, code: FromPath[str], data: StepBackForm
) -> Redirect:
    """Sent twice it is done once: the page that asked said how often it was done."""
    _known(hub, code)
    if data.delays.isdecimal() and len(data.delays) <= LONGEST_COUNT:
        with suppress(IllegalMove):  # called meanwhile, or nobody waits behind
            hub.tell(placing.step_back(hub.ctx, code, int(data.delays)))
    return _back(request, code)


@post("/t/{code:str}/feedback", sync_to_thread=True)
def give_feedback(
    hub: Hub, request: VisitorRequest, code: FromPath[str], data: FaceForm
) -> Redirect:
    """One of three faces and nothing else; what else is sent changes nothing."""
    _known(hub, code)
    if data.face in set(VisitFace):
        feedback.give(hub.ctx, code, VisitFace(data.face))
    return _back(request, code)


def _back(request: VisitorRequest, code: str) -> Redirect:
    language = request.query_params.get("lang")
    path = f"/t/{code}?lang={language}" if _is_known(language) else f"/t/{code}"
    return redirects.see_other(path)


def _is_known(language: str | None) -> bool:
    return language in LANGUAGES


def _known(hub: Hub, code: str) -> tuple[Ticket, Standing]:
    """Raises `NotFound` also for a ticket of a day that is over but not yet closed."""
    ticket, stands = check_in.ticket_by_code(hub.ctx, code)
    if ticket.service_day < hub.ctx.today():
        raise NotFound("The day of this ticket is over.", remedy="Take a new number.")
    return ticket, stands


def _may_come_back(hub: Hub, ticket: Ticket) -> bool:
    """A visit that was ended by mistake goes on: the page must not have turned deaf."""
    return ticket.may_be_undone(hub.ctx.clock.now())


def _page(hub: Hub, request: VisitorRequest, code: str, template: str) -> Response[str]:
    seq = hub.broadcast.newest  # before the read: what comes between is told again
    ticket, stands = _known(hub, code)
    language = page_language.for_visitor(request, ticket.screen_language)
    chosen = language.code != ticket.screen_language
    return hub.pages.html(
        request,
        template,
        language,
        seq=seq,
        ticket=ticket,
        stands=stands,
        ended=ticket.state in ENDED,
        told=hub.notices.shown(),
        fallbacks=FALLBACKS,
        go_first=placing.may_step_back(hub.ctx, ticket),
        headstart=hub.ctx.headstarts.longest() // timedelta(minutes=1),
        booked_ahead=HEADSTART // timedelta(minutes=1),
        kinds=kind_words(hub.pages.words(language.code)),
        listens=ticket.state not in ENDED or _may_come_back(hub, ticket),
        address=f"/t/{ticket.code}",
        query=f"?lang={language.code}" if chosen else "",
    )


def _told(wait: SaidWait | None) -> Told:
    """What is read of it, without when it was found."""
    return (wait.range, wait.hours_end) if wait else None


def _heard_of_wait(hub: Hub, told: ToldOf | None) -> ToldOf | None:
    """What is said now of a wait, if it is something else: time passes too."""
    if told is None:
        return None
    ticket, before = told
    now = _told(waiting_times.last_said(hub.ctx, ticket))
    return None if now is None or now == before else (ticket, now)


async def _messages(
    hub: Hub, whose: str, code: str, seen: int
) -> AsyncIterator[ServerSentEventMessage]:
    """Only what changes this visitor's page, and the first word after an absence."""
    before: object = None
    ended: Ticket | None = None
    told: ToldOf | None = None
    begun = hub.ctx.today()
    async for seq in streams.ticks(hub.broadcast, seen, refreshes=True):
        is_over = ended is not None and not _may_come_back(hub, ended)
        if seq is None:
            if hub.ctx.today() != begun or is_over:  # no event tells that time is up
                yield streams.over(hub.broadcast.newest)
                return
            heard = _heard_of_wait(hub, told)
            yield streams.changed(hub.broadcast.newest) if heard else streams.beat()
            told = heard or told
            continue
        try:
            look = partial(_known, hub, code)
            _ticket, stands = await hub.streams.look(whose, seq, look)
        except NotFound:
            yield streams.over(seq)
            return
        after = (
            *(stands.state, stands.people_before, stands.desk, _ticket.calls),
            stands.lack(),
            _told(stands.wait),
            hub.notices.remembered(),
        )
        told = (_ticket.id, _told(stands.wait)) if stands.wait else None
        if after != before:
            before = after
            yield streams.changed(seq)
        ended = _ticket if stands.state in ENDED else None
        if ended is not None and not _may_come_back(hub, ended):
            yield streams.over(seq)
            return
