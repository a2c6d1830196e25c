"""Appointments on the counsellors' pages: booked from a visitor, listed, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain import appointments as domain
from kiosk.domain.appointments import AppointmentState
from kiosk.domain.calendar_entries import stamped
from kiosk.errors import (
    IllegalMove,
    NotFound,
    SlotNotFree,
    UnknownLanguage,
    UnknownTopic,
)
from kiosk.hub import page_language, qr_pictures
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.appointment import TAKEN, address_of, asked_day
from kiosk.hub.pages.forms import ConfirmationForm, SlotForm
from kiosk.hub.pages.queue import QueueNotice
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import AppointmentId, TicketId
from kiosk.operations import appointments, booking_times, calling
from kiosk.operations.appointments import FollowUp

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext
    from kiosk.ids import LanguageCode, TopicId

LIST = "/appointments"


@get("/tickets/{ticket_id:str}/follow-up", sync_to_thread=True)
def choose(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str]
) -> Response[str] | Redirect:
    """A day, then a time of it."""
    try:
        ticket = calling.ticket(hub.ctx, TicketId(ticket_id))
    except NotFound:
        return redirects.see_other("/queue", QueueNotice.GONE)
    slots = booking_times.free_slots(
        hub.ctx, ticket.topic, ticket.language, asked_day(request)
    )
    here = f"/tickets/{ticket.id}/follow-up"
    return _page(
        hub,
        request,
        "booking/choose.html",
        ticket=ticket,
        action=here,
        another=here,
        of_day=f"{here}?day=",
        sent={},
        slots=slots,
        days=[]
        if slots
        else booking_times.free_days(hub.ctx, ticket.topic, ticket.language),
        offered=is_offered(hub, ticket.topic, ticket.language),
        hours_known=booking_times.hours_known(hub.ctx),
        taken=request.query_params.get("notice") == TAKEN,
        zone=hub.ctx.zone(),
    )


@post("/tickets/{ticket_id:str}/follow-up", sync_to_thread=True)
def book(
    hub: Hub, request: StaffRequest, ticket_id: FromPath[str], data: SlotForm
) -> Redirect:
    """Sent twice it is done once."""
    again = f"/tickets/{ticket_id}/follow-up"
    starts = stamped(data.starts, hub.ctx.zone())
    try:
        ticket = calling.ticket(hub.ctx, TicketId(ticket_id))
    except NotFound:
        return redirects.see_other("/queue", QueueNotice.GONE)
    if starts is None:
        return redirects.see_other(again)
    wanted = FollowUp(
        ticket.topic,
        ticket.language,
        ticket.screen_language,
        ticket.about,
        ticket.id,
    )
    try:
        booked = appointments.book(hub.ctx, request.user, wanted, starts)
    except SlotNotFree:
        return redirects.see_other(again, TAKEN)
    except (UnknownTopic, UnknownLanguage):  # the page says so
        return redirects.see_other(again)
    return redirects.see_other(f"{LIST}/{booked.id}")


@get(LIST, sync_to_thread=True)
def listing(hub: Hub, request: StaffRequest) -> Response[str]:
    every = appointments.upcoming(hub.ctx)
    return _page(
        hub,
        request,
        "booking/list.html",
        booked=[(each, booking_times.is_in_hours(hub.ctx, each)) for each in every],
        today=hub.ctx.today(),
    )


@get(LIST + "/{appointment_id:str}", sync_to_thread=True)
def show(
    hub: Hub, request: StaffRequest, appointment_id: FromPath[str]
) -> Response[str] | Redirect:
    """The code, to be written down, scanned or printed."""
    try:
        known = appointments.appointment(hub.ctx, AppointmentId(appointment_id))
    except NotFound:
        return redirects.see_other(LIST)
    address = address_of(hub, known.code)
    return _page(
        hub,
        request,
        "booking/booked.html",
        known=known,
        code=domain.shown(known.code),
        page=f"/a/{known.code}",
        picture=qr_pictures.as_address(address),
        for_phones=not address.startswith(domain.PATH),
    )


@get(LIST + "/{appointment_id:str}/cancel", sync_to_thread=True)
def ask_to_cancel(
    hub: Hub, request: StaffRequest, appointment_id: FromPath[str]
) -> Response[str] | Redirect:
    try:
        known = appointments.appointment(hub.ctx, AppointmentId(appointment_id))
    except NotFound:
        return redirects.see_other(LIST)
    if known.state is not AppointmentState.BOOKED:
        return redirects.see_other(LIST)
    return _page(hub, request, "booking/cancel.html", known=known)


@post(LIST + "/{appointment_id:str}/cancel", sync_to_thread=True)
def cancel(
    hub: Hub,
    request: StaffRequest,
    appointment_id: FromPath[str],
    data: ConfirmationForm,
) -> Redirect:
    """Unconfirmed, or when its visitor came or cancelled meanwhile, the list says how
    it stands."""
    if data.confirmed:
        try:
            known = AppointmentId(appointment_id)
            appointments.cancel_for_visitor(hub.ctx, request.user, known)
        except (NotFound, IllegalMove):
            pass
    return redirects.see_other(LIST)


def is_offered(hub: HubContext, topic: TopicId, language: LanguageCode) -> bool:
    """Whether this can be talked about another day."""
    try:
        hub.ctx.catalogue().check_offered(topic, language)
    except (UnknownTopic, UnknownLanguage):
        return False
    return True


def _page(
    hub: Hub, request: StaffRequest, template: str, **values: Any
) -> Response[str]:
    language = page_language.for_staff(request)
    return hub.pages.html(request, template, language, **values)
