"""Where counsellors say where they sit, and whom they can help."""

from __future__ import annotations

from enum import StrEnum

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.queues import Skills
from kiosk.errors import NotAllowed
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import DeskChoiceForm, SkillsForm, each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import DeskId, LanguageCode, StaffId, TopicId
from kiosk.operations import accounts, presence


class DeskNotice(StrEnum):
    SKILLS_KEPT = "skills-kept"


@get("/desk", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str]:
    said = request.query_params.get("notice", "")
    return hub.pages.html(
        request,
        "desk/page.html",
        page_language.for_staff(request),
        notice=said if said in set(DeskNotice) else "",
    )


@post("/desk", sync_to_thread=True)
def choose(hub: Hub, request: StaffRequest, data: DeskChoiceForm) -> Redirect:
    if not data.desk:
        return redirects.see_other("/desk")
    presence.choose_desk(hub.ctx, request.user.id, DeskId(data.desk))
    return redirects.see_other("/queue")


@post("/desk/leave", sync_to_thread=True)
def leave(hub: Hub, request: StaffRequest) -> Redirect:
    presence.leave_desk(hub.ctx, request.user.id)
    return redirects.see_other("/desk")


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
    skills = Skills(
        topics=frozenset(TopicId(topic) for topic in each(data.topics)),
        languages=frozenset(LanguageCode(code) for code in each(data.languages)),
    )
    presence.set_skills(hub.ctx, StaffId(staff_id), skills)
    if staff_id != request.user.id:
        return redirects.see_other("/staff")
    return redirects.see_other("/desk", DeskNotice.SKILLS_KEPT)


def _check_may_set(request: StaffRequest, staff_id: str) -> None:
    if staff_id != request.user.id and not request.user.may_administer():
        raise NotAllowed(
            "Only an administrator may do this.", remedy="Ask an administrator."
        )
