"""Who may sign in, and what they may do; for administrators."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus

from litestar import Router, get, post
from litestar.response import Response

from kiosk.errors import Conflict, LookalikeName, MixedAlphabets, NotAllowed
from kiosk.hub import page_language
from kiosk.hub.auth import administrators
from kiosk.hub.context import Hub
from kiosk.hub.pages import access, redirects, revoking
from kiosk.hub.pages import rights as rights_page
from kiosk.hub.pages.forms import Invitation, InvitationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import accounts, day_end, release_signing


class StaffNotice(StrEnum):
    LAST_ADMINISTRATOR = redirects.LAST_ADMINISTRATOR
    NAME_TAKEN = "name-taken"
    NO_ROLE = "no-role"
    NO_NAME = "no-name"
    LOOKALIKE = "lookalike"
    MIXED_ALPHABETS = "mixed-alphabets"


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    said = request.query_params.get("notice", "")
    return _page(hub, request, notice=said if said in set(StaffNotice) else "")


@post("/invite", sync_to_thread=True)
def invite(hub: Hub, request: StaffRequest, data: InvitationForm) -> Response[str]:
    """The answer is the page itself: the link is shown this once, and what is refused
    stays in the form."""
    rights, me = rights_page.chosen(data), request.user.sign_in_name
    if not rights.roles:
        return _page(hub, request, notice=StaffNotice.NO_ROLE, typed=data)
    try:
        secret = accounts.invite(hub.ctx, data.name, rights, by=me)
    except LookalikeName:
        return _page(hub, request, notice=StaffNotice.LOOKALIKE, typed=data)
    except Conflict:
        return _page(hub, request, notice=StaffNotice.NAME_TAKEN, typed=data)
    except MixedAlphabets:
        return _page(hub, request, notice=StaffNotice.MIXED_ALPHABETS, typed=data)
    except NotAllowed:
        return _page(hub, request, notice=StaffNotice.NO_NAME, typed=data)
    link = f"{hub.settings.public_address}/welcome/{secret}"
    return _page(hub, request, invited=data.name.strip(), link=link)


def _page(
    hub: Hub,
    request: StaffRequest,
    *,
    notice: str = "",
    invited: str = "",
    link: str = "",
    typed: Invitation | None = None,
) -> Response[str]:
    return hub.pages.html(
        request,
        "staff/page.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if typed else HTTPStatus.OK,
        here="/staff",
        notice=notice,
        invited=invited,
        link_made=link,
        typed_name=typed.name if typed else "",
        typed_rights=rights_page.chosen(typed) if typed else None,
        everybody=accounts.list_staff(hub.ctx),
        end_of_day=day_end.state(hub.ctx),
        signatures_end=release_signing.ends_soon(hub.ctx),
    )


router = Router(
    "/staff",
    route_handlers=[
        *(show, invite),
        *(rights_page.form, rights_page.change),
        *(revoking.ask_to_deactivate, revoking.deactivate),
        *(access.access_of, access.end_sessions),
        *(access.ask_to_reset, access.reset_second_factor),
    ],
    guards=[administrators],
)
