"""GET and POST /content/services/{slug}/remove: what leads there is told first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_beginnings, draft_leads
from kiosk.operations.service_names import name_of

if TYPE_CHECKING:
    from kiosk.domain.services import Service


@get("/services/{slug:str}/remove", sync_to_thread=True)
def ask(hub: Hub, request: StaffRequest, slug: FromPath[str]) -> Response[str]:
    service = _service(hub, slug)
    catalogue = draft_beginnings.readable(hub.ctx)
    return hub.pages.html(
        request,
        "content/remove.html",
        page_language.for_staff(request),
        here=f"/content/services/{slug}/remove",
        slug=service.slug,
        title=name_of(service),
        languages_there=list(service.articles),
        mentions=draft_leads.mentions(catalogue, service),
        only_here=draft_leads.only_here(catalogue, service),
        sought_by=draft_leads.sought_by(catalogue, service),
        stepped_to=draft_leads.stepped_to(catalogue, service, SOURCE_LANGUAGE),
        may_edit=rights.may_edit(hub, request.user, _file(slug)),
        address=f"{hub.settings.public_address}/s/{service.slug}",
    )


@post("/services/{slug:str}/remove", sync_to_thread=True)
def remove(
    hub: Hub, request: StaffRequest, slug: FromPath[str], data: ConfirmationForm
) -> Redirect:
    """Unconfirmed it does nothing but ask; what is gone already is said to be."""
    try:
        service = _service(hub, slug)
    except NotFound:
        return redirects.see_other("/content", "gone")
    rights.check_may_edit(hub, request.user, _file(slug))
    if not data.confirmed:
        return redirects.see_other(f"/content/services/{service.slug}/remove")
    draft_beginnings.end_service(hub.ctx, request.user.sign_in_name, service.slug)
    return redirects.see_other("/content", "removed")


def _service(hub: Hub, slug: str) -> Service:
    for service in draft_beginnings.readable(hub.ctx).services:
        if service.slug == slug:
            return service
    raise NotFound("There is no such service.", remedy="Look at the list.")


def _file(slug: str) -> str:
    return f"services/{slug}/service.toml"
