"""GET and POST /content/parts/...: partners, desks, emergency numbers come and go."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import PartForm, TypedPart
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_beginnings, draft_parts
from kiosk.operations.draft_beginnings import LONGEST_TITLE
from kiosk.operations.draft_parts import NewPart, PartKind

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.hub.context import HubContext

HERE = "/content/parts"
LONGEST_NAME = 120


@get("/parts/{kind:str}", sync_to_thread=True)
def listing(hub: Hub, request: StaffRequest, kind: FromPath[str]) -> Response[str]:
    return _page(hub, request, _kind(kind), TypedPart())


@post("/parts/{kind:str}", sync_to_thread=True, status_code=200)
def begin(
    hub: Hub, request: StaffRequest, kind: FromPath[str], data: PartForm
) -> Response[str] | Redirect:
    of = _kind(kind)
    rights.check_may_edit(hub, request.user, of.file)
    offered = draft_beginnings.readable(hub.ctx).site.languages
    titles = data.by_language(offered, LONGEST_TITLE)
    name, number = data.name.strip()[:LONGEST_NAME], data.number.strip()[:20]
    missing = {"title"} - ({"title"} if SOURCE_LANGUAGE in titles else set())
    missing |= {"name"} if of is PartKind.PARTNER and not name else set()
    missing |= {"number"} if of is PartKind.EMERGENCY and not number else set()
    if missing:
        return _page(hub, request, of, data, missing=missing)
    try:
        by = request.user.sign_in_name
        draft_parts.begin_part(hub.ctx, by, NewPart(of, titles, name, number))
    except BadContent as error:
        return _page(hub, request, of, data, refused=error)
    except DraftConflict:
        return _page(hub, request, of, data, missing={"changed"})
    return redirects.see_other(f"{HERE}/{of}", "begun")


@get("/parts/{kind:str}/{part:str}/remove", sync_to_thread=True)
def ask_end(
    hub: Hub, request: StaffRequest, kind: FromPath[str], part: FromPath[str]
) -> Response[str]:
    return _asked(hub, request, _kind(kind), part)


@post("/parts/{kind:str}/{part:str}/remove", sync_to_thread=True, status_code=200)
def end(
    hub: Hub,
    request: StaffRequest,
    kind: FromPath[str],
    part: FromPath[str],
    data: ConfirmationForm,
) -> Response[str] | Redirect:
    """Unconfirmed it does nothing but ask."""
    of = _kind(kind)
    rights.check_may_edit(hub, request.user, of.file)
    if not data.confirmed:
        return redirects.see_other(f"{HERE}/{of}/{part}/remove")
    try:
        draft_parts.end_part(hub.ctx, request.user.sign_in_name, of, part)
    except BadContent as error:
        return _asked(hub, request, of, part, error)
    except DraftConflict:
        return redirects.see_other(f"{HERE}/{of}", "changed")
    return redirects.see_other(f"{HERE}/{of}", "removed")


def _asked(
    hub: HubContext,
    request: StaffRequest,
    kind: PartKind,
    part: str,
    refused: BadContent | None = None,
) -> Response[str]:
    rows = dict(_rows(draft_beginnings.readable(hub.ctx), kind))
    if part not in rows:
        raise NotFound(f"There is no {part!r}.", remedy="Look at the list.")
    return hub.pages.html(
        request,
        "content/remove_part.html",
        page_language.for_staff(request),
        status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        here=f"{HERE}/{kind}/{part}/remove",
        list=f"{HERE}/{kind}",
        kind=kind.value,
        title=rows[part],
        refused=refused,
        may_edit=rights.may_edit(hub, request.user, kind.file),
    )


def _page(
    hub: HubContext,
    request: StaffRequest,
    kind: PartKind,
    typed: TypedPart,
    *,
    missing: set[str] | frozenset[str] = frozenset(),
    refused: BadContent | None = None,
) -> Response[str]:
    catalogue = draft_beginnings.readable(hub.ctx)
    site, texts = catalogue.site, typed.each_title()
    wrong = bool(missing or refused)
    return hub.pages.html(
        request,
        "content/parts.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        here=f"{HERE}/{kind}",
        kind=kind.value,
        parts=_rows(catalogue, kind),
        typed=typed,
        texts=dict(zip(site.languages, texts, strict=False)),
        missing=missing,
        refused=refused,
        rows=[LANGUAGES[code] for code in site.languages],
        longest_title=LONGEST_TITLE,
        may_edit=rights.may_edit(hub, request.user, kind.file),
        notice=request.query_params.get("notice", ""),
    )


def _rows(catalogue: Catalogue, kind: PartKind) -> list[tuple[str, str]]:
    """Of each its id, and how it is called in German."""
    german = SOURCE_LANGUAGE
    if kind is PartKind.PARTNER:
        return [(one.id, one.name) for one in catalogue.site.partners]
    if kind is PartKind.DESK:
        return [(one.id, one.title[german]) for one in catalogue.desks]
    return [(o.id, f"{o.number} {o.title[german]}") for o in catalogue.emergency]


def _kind(text: str) -> PartKind:
    """Raises `NotFound`."""
    if text not in set(PartKind):
        raise NotFound("There is no such list.", remedy="Look at the content.")
    return PartKind(text)
