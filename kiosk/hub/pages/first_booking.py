"""An appointment for who stands at the reception: topic and language, then a time."""

from __future__ import annotations

from urllib.parse import urlencode

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.domain.calendar_entries import stamped
from kiosk.errors import SlotNotFree, UnknownLanguage, UnknownTopic
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.appointment import TAKEN, asked_day
from kiosk.hub.pages.booking import LIST, is_offered
from kiosk.hub.pages.forms import FirstSlotForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import LanguageCode, TopicId
from kiosk.operations import appointments, booking_times
from kiosk.operations.appointments import FollowUp

NEW = f"{LIST}/new"


@get(NEW, sync_to_thread=True)
def choose(hub: Hub, request: StaffRequest) -> Response[str]:
    """Topic and language, a day, then a time of it."""
    asked = request.query_params
    topic = TopicId(asked.get("topic", ""))
    language = LanguageCode(asked.get("language", ""))
    offered = is_offered(hub, topic, language)
    asked_for = hub.ctx, topic, language
    day = asked_day(request)
    slots = booking_times.free_slots(*asked_for, day) if offered else []
    days = booking_times.free_days(*asked_for) if offered and not slots else []
    wanted = {"topic": topic, "language": language}
    here = f"{NEW}?{urlencode(wanted)}"
    catalogue = hub.ctx.catalogue()
    return hub.pages.html(
        request,
        "booking/new.html",
        page_language.for_staff(request),
        wanted=wanted,
        topics=[each.id for each in catalogue.topics if each.active],
        spoken=catalogue.counselling_languages,
        is_asked=bool(topic or language),
        action=NEW,
        another=here,
        of_day=f"{here}&day=",
        sent={**wanted, "form": hub.ctx.ids.row_id()},
        slots=slots,
        days=days,
        offered=offered,
        hours_known=booking_times.hours_known(hub.ctx),
        taken=asked.get("notice") == TAKEN,
        zone=hub.ctx.zone(),
    )


@post(NEW, sync_to_thread=True)
def book(hub: Hub, request: StaffRequest, data: FirstSlotForm) -> Redirect:
    """One form sent twice books once. Of who comes nothing is kept but this."""
    view = {"topic": data.topic, "language": data.language}
    starts = stamped(data.starts, hub.ctx.zone())
    if starts is None:
        return redirects.see_other(NEW, view=view)
    spoken = LanguageCode(data.language)
    wanted = FollowUp(TopicId(data.topic), spoken, spoken, form=data.form)
    try:
        booked = appointments.book(hub.ctx, request.user, wanted, starts)
    except SlotNotFree:
        return redirects.see_other(NEW, TAKEN, view)
    except (UnknownTopic, UnknownLanguage):  # the page says so
        return redirects.see_other(NEW, view=view)
    return redirects.see_other(f"{LIST}/{booked.id}")
