"""Where an administrator says what somebody may do."""

from __future__ import annotations

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.access import Rights, Role
from kiosk.errors import NotAllowed
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import RightsChoice, RightsForm, each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import CategoryId, StaffId
from kiosk.operations import accounts


@get("/{staff_id:str}/rights", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest, staff_id: FromPath[str]) -> Response[str]:
    return _form(hub, request, staff_id)


@post("/{staff_id:str}/rights", sync_to_thread=True)
def change(
    hub: Hub, request: StaffRequest, staff_id: FromPath[str], data: RightsForm
) -> Redirect | Response[str]:
    rights, me = chosen(data), request.user.sign_in_name
    if not rights.roles:
        return _form(hub, request, staff_id, rights, status=422)
    try:
        accounts.change_rights(hub.ctx, StaffId(staff_id), rights, by=me)
    except NotAllowed:
        return redirects.see_other("/staff", redirects.LAST_ADMINISTRATOR)
    return redirects.see_other("/staff")


def chosen(data: RightsChoice) -> Rights:
    """What was ticked; a role that there is not is none."""
    roles = {Role(role) for role in each(data.roles) if role in set(Role)}
    areas = frozenset(CategoryId(area) for area in each(data.areas))
    return Rights.of(*roles, areas=areas or None)


def _form(
    hub: Hub,
    request: StaffRequest,
    staff_id: str,
    rights: Rights | None = None,
    status: int = 200,
) -> Response[str]:
    somebody = accounts.account(hub.ctx, StaffId(staff_id))
    return hub.pages.html(
        request,
        "staff/rights.html",
        page_language.for_staff(request),
        status=status,
        here="/staff",
        somebody=somebody,
        rights=rights or somebody.rights,
        refused=rights is not None,
    )
