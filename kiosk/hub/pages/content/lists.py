"""What is asked of others, and what must be looked up again."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.catalogue.texts import is_id
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import VersionForm, number
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_facts, drafting, open_questions

if TYPE_CHECKING:
    from kiosk.operations.open_questions import OpenQuestion

MOST_QUESTIONS = 500
"""Listed at once; of more, those to one organisation."""
MOST_FACTS = 200
"""Listed: the most urgent."""


@get("/gaps", sync_to_thread=True)
def gaps(hub: Hub, request: StaffRequest) -> Response[str]:
    asked = _asked(hub, request)
    by_whom = [(w, list(of)) for w, of in groupby(asked, key=lambda one: one.gap.whom)]
    return hub.pages.html(
        request,
        "content/gaps.html",
        page_language.for_staff(request),
        here="/content/gaps",
        by_whom=by_whom,
        count=len(asked),
        all_open=len(asked) <= MOST_QUESTIONS,
        chosen=request.query_params.get("whom", ""),
    )


@get("/gaps.csv", sync_to_thread=True)
def gaps_csv(hub: Hub, request: StaffRequest) -> Response[str]:
    """All, or those of one organisation: `whom`."""
    return Response(
        open_questions.as_csv(_asked(hub, request)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="questions.csv"'},
    )


@get("/facts", sync_to_thread=True)
def facts(hub: Hub, request: StaffRequest) -> Response[str]:
    """`service` leaves out the others."""
    catalogue = hub.overviews.now(hub.ctx).catalogue
    rows = draft_facts.facts(catalogue, hub.ctx.today()) if catalogue else []
    slug = request.query_params.get("service", "")
    if slug:
        rows = [row for row in rows if row.slug == slug]
    return hub.pages.html(
        request,
        "content/facts.html",
        page_language.for_staff(request),
        here="/content/facts",
        rows=rows[:MOST_FACTS],
        count=len(rows),
        chosen=slug if rows else "",
        version=_version(hub, slug) if slug and rows else 0,
        may_edit=bool(rows) and _may_edit(hub, request, slug),
        notice=request.query_params.get("notice", ""),
    )


@post("/facts/{slug:str}", sync_to_thread=True, status_code=200)
def confirm(
    hub: Hub, request: StaffRequest, slug: FromPath[str], data: VersionForm
) -> Redirect:
    """Still valid: all facts of the service."""
    if not is_id(slug):
        raise NotFound("There is no such service.", remedy="Look at the list.")
    rights.check_may_edit(hub, request.user, _path(slug))
    where = f"/content/facts?service={slug}"
    try:
        by = request.user.sign_in_name
        draft_facts.confirm(hub.ctx, by, slug, number(data.version))
    except BadContent:
        return Redirect(f"{where}&notice=ended", status_code=303)
    except DraftConflict:
        return Redirect(f"{where}&notice=changed", status_code=303)
    return Redirect(f"{where}&notice=confirmed", status_code=303)


def _asked(hub: Hub, request: StaffRequest) -> list[OpenQuestion]:
    every = hub.overviews.now(hub.ctx).questions
    whom = request.query_params.get("whom", "")
    return [one for one in every if not whom or one.gap.whom == whom]


def _may_edit(hub: Hub, request: StaffRequest, slug: str) -> bool:
    return bool(slug) and rights.may_edit(hub, request.user, _path(slug))


def _version(hub: Hub, slug: str) -> int:
    return drafting.file(hub.ctx, _path(slug)).version


def _path(slug: str) -> str:
    return f"services/{slug}/service.toml"
