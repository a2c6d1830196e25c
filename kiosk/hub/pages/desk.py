"""Where a counsellor says where they sit and whom they can help."""

from __future__ import annotations

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.domain.queues import Skills
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import DeskChoiceForm, each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import DeskId, LanguageCode, TopicId
from kiosk.operations import accounts


@get("/desk", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str]:
    return hub.pages.html(request, "desk/page.html", page_language.for_staff(request))


@post("/desk", sync_to_thread=True)
def choose(hub: Hub, request: StaffRequest, data: DeskChoiceForm) -> Redirect:
    skills = Skills(
        topics=frozenset(TopicId(topic) for topic in each(data.topics)),
        languages=frozenset(LanguageCode(code) for code in each(data.languages)),
    )
    desk = DeskId(data.desk) if data.desk else None
    accounts.choose_desk(hub.ctx, request.user.id, desk, skills)
    return redirects.see_other("/queue" if desk else "/desk")
