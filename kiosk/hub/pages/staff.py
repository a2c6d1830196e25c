"""Who may sign in and which terminals are trusted; for administrators."""

from __future__ import annotations

from enum import StrEnum

from litestar import Router, get, post
from litestar.response import Redirect, Response

from kiosk.domain.access import Role
from kiosk.errors import Conflict, NotAllowed
from kiosk.hub import page_language
from kiosk.hub.auth import administrators
from kiosk.hub.context import Hub
from kiosk.hub.pages import attention, redirects, revoking
from kiosk.hub.pages.forms import InvitationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import accounts, day_end


class StaffNotice(StrEnum):
    LAST_ADMINISTRATOR = revoking.LAST_ADMINISTRATOR
    NAME_TAKEN = "name-taken"
    NO_NAME = "no-name"


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    said = request.query_params.get("notice", "")
    return _page(hub, request, notice=said if said in set(StaffNotice) else "")


@post("/invite", sync_to_thread=True)
def invite(
    hub: Hub, request: StaffRequest, data: InvitationForm
) -> Response[str] | Redirect:
    """The answer is the page itself: the link is shown this once."""
    role = Role.ADMINISTRATOR if data.role == Role.ADMINISTRATOR else Role.COUNSELLOR
    try:
        secret = accounts.invite(hub.ctx, data.name, role)
    except Conflict:
        return redirects.see_other("/staff", StaffNotice.NAME_TAKEN)
    except NotAllowed:
        return redirects.see_other("/staff", StaffNotice.NO_NAME)
    link = f"{hub.settings.public_address}/welcome/{secret}"
    return _page(hub, request, invited=data.name.strip(), link=link)


def _page(
    hub: Hub,
    request: StaffRequest,
    *,
    notice: str = "",
    invited: str = "",
    link: str = "",
) -> Response[str]:
    return hub.pages.html(
        request,
        "staff/page.html",
        page_language.for_staff(request),
        here="/staff",
        notice=notice,
        invited=invited,
        link=link,
        everybody=accounts.list_staff(hub.ctx),
        minutes=hub.minutes_since,
        end_of_day=day_end.state(hub.ctx),
        **attention.of_fleet(hub.ctx),
    )


router = Router(
    "/staff",
    route_handlers=[
        *(show, invite),
        *(revoking.ask_to_deactivate, revoking.deactivate),
        *(revoking.ask_to_revoke, revoking.revoke),
    ],
    guards=[administrators],
)
