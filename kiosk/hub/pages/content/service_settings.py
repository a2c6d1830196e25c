"""GET and POST /content/services/{slug}/settings: what a service says in every language
at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.hub.context import Hub
from kiosk.hub.pages.content import rights, tables
from kiosk.hub.pages.content.tables import TableForm, TablePlace
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.ids import CategoryId
from kiosk.operations import draft_services
from kiosk.operations.draft_hours import path_of
from kiosk.operations.draft_services import AREA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.hub.context import HubContext
    from kiosk.operations.draft_tables import TableInDraft


@get("/services/{slug:str}/settings", sync_to_thread=True)
def form(
    hub: Hub, request: StaffRequest, slug: FromPath[str]
) -> Response[str] | Redirect:
    return tables.shown(hub, request, partial(_table, hub, request, slug), _place(slug))


@post("/services/{slug:str}/settings", sync_to_thread=True, status_code=200)
def save(
    hub: Hub, request: StaffRequest, slug: FromPath[str], data: TableForm
) -> Response[str] | Redirect:
    """Nobody moves a service into a life area that is not theirs."""
    read = partial(_table, hub, request, slug)
    table = read((), 0)
    wanted = data.typed(table).get(AREA)
    if wanted is not None and wanted != table.typed[AREA]:
        rights.check_may_place(hub, request.user, CategoryId(wanted))
    return tables.saved(hub, request, read, data, _place(slug))


def _table(
    hub: HubContext,
    request: StaffRequest,
    slug: str,
    sent: Iterable[str],
    _version: int,
) -> TableInDraft:
    """As it is now: its rows are told apart by name."""
    return draft_services.settings(hub.ctx, slug, request.user.may_edit, sent)


def _place(slug: str) -> TablePlace:
    here = f"/content/services/{slug}/settings"
    return TablePlace(here, path_of(slug), "content/service_settings.html", slug)
