"""The page of an appointment, opened by its code: when it is, another time, or none."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from litestar import Request, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain import appointments as domain
from kiosk.domain.appointments import GRACE, HEADSTART, MOST_MOVES, AppointmentState
from kiosk.domain.calendar_entries import calendar_file, stamped
from kiosk.errors import IllegalMove, SlotNotFree
from kiosk.hub import page_language, qr_pictures
from kiosk.hub.connections import grouped
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import SlotForm
from kiosk.hub.pages.reception import CALENDAR
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import appointments, booking_times
from kiosk.operations.code_tries import CodeAsker

if TYPE_CHECKING:
    from kiosk.domain.appointments import Appointment
    from kiosk.hub.context import HubContext
    from kiosk.i18n.languages import Language
    from kiosk.ids import AppointmentCode

VisitorRequest = Request[Any, Any, Any]

TAKEN = "taken"
LONGEST_COUNT = 2
"""Digits of a number that a form sends."""


def address_of(hub: HubContext, code: AppointmentCode) -> str:
    """What its QR code says: its page where phones reach the hub, in upper case, so
    that the code stays small."""
    return domain.address(hub.settings.public_address, code)


@get(["/a/{code:str}", "/A/{code:str}"])
async def show(hub: Hub, request: VisitorRequest, code: FromPath[str]) -> Response[str]:
    known = await _known(hub, request, code)
    return await sync_to_thread(_shown, hub, request, known)


@get("/a/{code:str}/calendar")
async def calendar(
    hub: Hub, request: VisitorRequest, code: FromPath[str]
) -> Response[str]:
    """Kept again after it was moved, it is the same entry at another time."""
    known = await _known(hub, request, code)
    language = page_language.for_visitor(request, known.screen_language)
    site = hub.ctx.catalogue().site
    about = hub.pages.words(language.code).gettext("Talk to a counsellor")
    text = calendar_file(
        f"{about}: {site.name[language.code]}",
        *(known.slot.starts_at, known.slot.ends_at, site.place[language.code]),
        made_at=hub.ctx.clock.now(),
        identity=sha256(f"appointment {known.code}".encode()).hexdigest()[:16],
        sequence=known.moves,
    )
    named = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return Response(text, media_type=CALENDAR, headers=named)


@get("/a/{code:str}/move")
async def choose(
    hub: Hub, request: VisitorRequest, code: FromPath[str]
) -> Response[str] | Redirect:
    known = await _known(hub, request, code)
    if not _may_move(known):  # the page says how it stands
        return _back(request, code)
    return await sync_to_thread(_times, hub, request, known)


def _times(
    hub: HubContext, request: VisitorRequest, known: Appointment
) -> Response[str]:
    slots = booking_times.free_slots(
        hub.ctx, known.topic, known.language, asked_day(request)
    )
    return _page(
        hub,
        request,
        known,
        "appointment/move.html",
        slots=slots,
        days=[]
        if slots
        else booking_times.free_days(hub.ctx, known.topic, known.language),
        taken=TAKEN in request.query_params,
    )


@post("/a/{code:str}/move")
async def move(
    hub: Hub, request: VisitorRequest, code: FromPath[str], data: SlotForm
) -> Redirect:
    """Needs no token against forgery: who can send it knows the code. Sent twice it is
    done once: the page that asked said how often it was done."""
    await _known(hub, request, code)
    starts = stamped(data.starts, hub.ctx.zone())
    counted = data.moves.isdecimal() and len(data.moves) <= LONGEST_COUNT
    if starts is None or not counted:
        return _back(request, code)
    try:
        moves = int(data.moves)
        await sync_to_thread(appointments.move, hub.ctx, code, starts, moves)
    except SlotNotFree:
        return _back(request, code, "/move", TAKEN)
    except IllegalMove:  # cancelled or used meanwhile: the page says which
        pass
    return _back(request, code)


@get("/a/{code:str}/cancel")
async def ask_to_cancel(
    hub: Hub, request: VisitorRequest, code: FromPath[str]
) -> Response[str] | Redirect:
    known = await _known(hub, request, code)
    if known.state is not AppointmentState.BOOKED:
        return _back(request, code)
    page = partial(_page, hub, request, known, "appointment/cancel.html")
    return await sync_to_thread(page)


@post("/a/{code:str}/cancel")
async def cancel(hub: Hub, request: VisitorRequest, code: FromPath[str]) -> Redirect:
    await _known(hub, request, code)
    with suppress(IllegalMove):  # used meanwhile: the page says so
        await sync_to_thread(appointments.cancel, hub.ctx, code)
    return _back(request, code)


def _shown(
    hub: HubContext, request: VisitorRequest, known: Appointment
) -> Response[str]:
    return _page(
        hub,
        request,
        known,
        "appointment/page.html",
        ticket=appointments.ticket_of(hub.ctx, known),
        may_move=_may_move(known),
        partners=booking_times.partners(hub.ctx, known),
        here=hub.ctx.catalogue().site,
        picture=qr_pictures.as_address(address_of(hub, known.code)),
        late=GRACE.seconds // 60,
        ahead=HEADSTART.seconds // 60,
    )


async def _known(hub: HubContext, request: VisitorRequest, code: str) -> Appointment:
    """No thread waits for its turn. Raises `NotFound`, `TooManyTries` or `TooBusy`."""
    asker = CodeAsker.phone(grouped(request.client.host if request.client else ""))
    wait = await sync_to_thread(appointments.turn_of, hub.ctx, code, asker)
    await hub.code_turns.wait(wait.total_seconds())
    return await sync_to_thread(appointments.look, hub.ctx, code, asker)


def _may_move(known: Appointment) -> bool:
    return known.state is AppointmentState.BOOKED and known.moves < MOST_MOVES


def asked_day(request: VisitorRequest) -> date | None:
    try:
        return date.fromisoformat(request.query_params.get("day", ""))
    except ValueError:
        return None


def _page(
    hub: Hub, request: VisitorRequest, known: Appointment, template: str, **values: Any
) -> Response[str]:
    language: Language = page_language.for_visitor(request, known.screen_language)
    chosen = language.code != known.screen_language
    return hub.pages.html(
        request,
        template,
        language,
        known=known,
        code=domain.shown(known.code),
        address=f"/a/{known.code}",
        query=f"?lang={language.code}" if chosen else "",
        zone=hub.ctx.zone(),
        **values,
    )


def _back(
    request: VisitorRequest, code: str, page: str = "", notice: str = ""
) -> Redirect:
    language = request.query_params.get("lang")
    said = {"lang": language} if language in LANGUAGES else {}
    if notice:
        said[notice] = "1"
    query = "&".join(f"{name}={value}" for name, value in said.items())
    return redirects.see_other(f"/a/{code}{page}" + (f"?{query}" if query else ""))
