"""Where counsellors say where they sit, and whom they can help."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_307_TEMPORARY_REDIRECT

from kiosk.domain.queues import Skills
from kiosk.errors import IllegalMove
from kiosk.hub import auth, page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import (
    DeskChoice,
    DeskChoiceForm,
    LeaveChoiceForm,
    SkillsChoice,
    SkillsForm,
    each,
)
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import DeskId, LanguageCode, PartnerId, StaffId, TopicId
from kiosk.operations import accounts, calling, presence

if TYPE_CHECKING:
    from kiosk.domain.access import Staff

SIGN_OUT = "sign-out"
"""What was begun with, when a visitor was still there."""
BEFORE_LEAVING = {
    "finish": calling.finish,
    "no-show": calling.no_show,
    "park": calling.park,
    "requeue": calling.requeue,
}


class DeskNotice(StrEnum):
    SKILLS_KEPT = "skills-kept"
    ENDED = "ended"
    """The content has lost the desk at which they sit."""
    NEW_DAY = "new-day"
    """They chose their desk on a day that is over."""


@get("/desk", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str]:
    said = request.query_params.get("notice", "")
    return hub.pages.html(
        request,
        "desk/page.html",
        page_language.for_staff(request),
        notice=said if said in set(DeskNotice) else "",
        waiting=calling.waiting(hub.ctx),
        **_desks(hub, request),
        **_wanted(hub, request),
    )


@post("/desk", sync_to_thread=True)
def choose(hub: Hub, request: StaffRequest, data: DeskChoiceForm) -> Redirect:
    if not data.desk:
        return redirects.see_other("/desk")
    if data.skills:
        presence.set_skills(hub.ctx, request.user.id, _skills(data))
    desk = DeskId(data.desk)
    if not data.anyway and presence.beside(hub.ctx, request.user, desk):
        return redirects.see_other(f"/desk?wanted={quote(desk)}")
    presence.choose_desk(hub.ctx, request.user.id, desk)
    return redirects.see_other("/queue")


@get("/desk/leave", sync_to_thread=True)
def ask_before_leaving(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    """Whoever leaves says first what becomes of their visitor."""
    mine = calling.current(hub.ctx, request.user)
    if mine is None:
        return redirects.see_other("/desk")
    return hub.pages.html(
        request,
        "desk/leave.html",
        page_language.for_staff(request),
        mine=mine,
        then=SIGN_OUT if request.query_params.get("then") == SIGN_OUT else "",
    )


@post("/desk/leave", sync_to_thread=True)
def leave(hub: Hub, request: StaffRequest, data: LeaveChoiceForm) -> Redirect:
    mine = calling.current(hub.ctx, request.user)
    if mine is not None:
        if data.visitor not in BEFORE_LEAVING:
            return redirects.see_other("/desk/leave")
        with suppress(IllegalMove):
            hub.tell(BEFORE_LEAVING[data.visitor](hub.ctx, request.user, mine.id))
        if calling.current(hub.ctx, request.user) is not None:
            return redirects.see_other("/desk/leave")
    presence.leave_desk(hub.ctx, request.user.id)
    if data.then == SIGN_OUT:
        return Redirect("/sign-out", status_code=HTTP_307_TEMPORARY_REDIRECT)
    return redirects.see_other("/desk")


def choose_first(staff: Staff) -> Redirect:
    """Whoever has no desk now; over midnight it ends, and then they read why."""
    was_chosen = staff.desk_day is not None
    return redirects.see_other("/desk", DeskNotice.NEW_DAY if was_chosen else None)


@get("/skills/{staff_id:str}", sync_to_thread=True)
def skills_of(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str]
) -> Response[str]:
    """Somebody else's, for an administrator."""
    _check_may_set(request, staff_id)
    return hub.pages.html(
        request,
        "desk/skills.html",
        page_language.for_staff(request),
        somebody=accounts.staff(hub.ctx, StaffId(staff_id)),
    )


@post("/skills/{staff_id:str}", sync_to_thread=True)
def set_skills(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str], data: SkillsForm
) -> Redirect:
    _check_may_set(request, staff_id)
    presence.set_skills(hub.ctx, StaffId(staff_id), _skills(data))
    if staff_id != request.user.id:
        return redirects.see_other("/staff")
    return redirects.see_other("/desk", DeskNotice.SKILLS_KEPT)


def _skills(data: SkillsChoice | DeskChoice) -> Skills:
    return Skills(
        topics=frozenset(TopicId(topic) for topic in each(data.topics)),
        languages=frozenset(LanguageCode(code) for code in each(data.languages)),
        partner=PartnerId(data.partner) if data.partner else None,
    )


def _desks(hub: Hub, request: StaffRequest) -> dict[str, Any]:
    """Who else sits where, and which desk is ticked: none that is taken."""
    sitting: dict[DeskId, list[str]] = {}
    for somebody in presence.present(hub.ctx):
        if somebody.desk is not None and somebody.id != request.user.id:
            sitting.setdefault(somebody.desk, []).append(somebody.sign_in_name)
    own = request.user.last_desk
    free = (d.id for d in hub.ctx.catalogue().desks if d.id not in sitting)
    offered = next(free, None) if own is None else own
    return {"sitting": sitting, "offered": None if offered in sitting else offered}


def _wanted(hub: Hub, request: StaffRequest) -> dict[str, Any]:
    """A desk that was chosen although a colleague sits there."""
    wanted = DeskId(request.query_params.get("wanted", ""))
    return {"wanted": wanted, "beside": presence.beside(hub.ctx, request.user, wanted)}


def _check_may_set(request: StaffRequest, staff_id: str) -> None:
    may = staff_id == request.user.id or request.user.may_administer()
    auth.check(may, auth.ADMINISTRATORS_ALONE)
