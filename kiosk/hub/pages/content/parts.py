"""GET and POST /content/parts/...: partners, desks, topics, resources and the like come
and go."""

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
from kiosk.hub.pages.content import part_answers, rights
from kiosk.hub.pages.content.part_answers import PartAnswer
from kiosk.hub.pages.content.part_form import PartBody
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_beginnings, draft_parts
from kiosk.operations.part_kinds import PartKind

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.hub.context import HubContext
    from kiosk.operations.part_kinds import PartForm

HERE = "/content/parts"


@get("/parts/{kind:str}", sync_to_thread=True)
def listing(hub: Hub, request: StaffRequest, kind: FromPath[str]) -> Response[str]:
    of = part_answers.kind_of(kind)
    return _page(hub, request, part_answers.empty(hub, of), PartAnswer())


@post("/parts/{kind:str}", sync_to_thread=True, status_code=200)
def begin(
    hub: Hub, request: StaffRequest, kind: FromPath[str], data: PartBody
) -> Response[str] | Redirect:
    """A life area begins on a page of its own."""
    of = part_answers.kind_of(kind)
    rights.check_may_edit(hub, request.user, of.file)
    if of is PartKind.AREA:
        raise NotFound("A life area begins elsewhere.", remedy="Look at the content.")
    form = data.read(of, draft_beginnings.readable(hub.ctx).site.languages)
    answer = part_answers.checked(hub, "", form)
    if answer.status is HTTPStatus.OK:
        try:
            name = draft_parts.begin_part(hub.ctx, request.user.sign_in_name, form)
        except (BadContent, DraftConflict) as error:
            answer = part_answers.refused(error)
        else:
            return redirects.see_other(f"{HERE}/{of}/{name}", "begun")
    return _page(hub, request, form, answer, same=bool(data.same))


@get("/parts/{kind:str}/{part:str}/remove", sync_to_thread=True)
def ask_end(
    hub: Hub, request: StaffRequest, kind: FromPath[str], part: FromPath[str]
) -> Response[str]:
    return _asked(hub, request, part_answers.kind_of(kind), part)


@post("/parts/{kind:str}/{part:str}/remove", sync_to_thread=True, status_code=200)
def end(
    hub: Hub,
    request: StaffRequest,
    kind: FromPath[str],
    part: FromPath[str],
    data: ConfirmationForm,
) -> Response[str] | Redirect:
    """Unconfirmed it does nothing but ask; what is gone already is said to be."""
    of = part_answers.kind_of(kind)
    rights.check_may_edit(hub, request.user, of.file)
    if not data.confirmed:
        return redirects.see_other(f"{HERE}/{of}/{part}/remove")
    try:
        draft_parts.end_part(hub.ctx, request.user.sign_in_name, of, part)
    except BadContent as error:
        return _asked(hub, request, of, part, error)
    except NotFound:
        return redirects.see_other(_list(of), "gone")
    except DraftConflict:
        return redirects.see_other(_list(of), "changed")
    return redirects.see_other(_list(of), "removed")


def _asked(
    hub: HubContext,
    request: StaffRequest,
    kind: PartKind,
    part: str,
    refused: BadContent | None = None,
) -> Response[str]:
    there = draft_parts.part(hub.ctx, kind, part)
    return hub.pages.html(
        request,
        "content/remove_part.html",
        page_language.for_staff(request),
        status=HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        here=f"{HERE}/{kind}/{part}/remove",
        list=_list(kind),
        kind=kind.value,
        title=part_answers.called(there),
        refused=refused,
        may_edit=rights.may_edit(hub, request.user, kind.file),
    )


def _page(
    hub: HubContext,
    request: StaffRequest,
    form: PartForm,
    answer: PartAnswer,
    *,
    same: bool = False,
) -> Response[str]:
    catalogue, kind = draft_beginnings.readable(hub.ctx), form.kind
    return hub.pages.html(
        request,
        "content/parts.html",
        page_language.for_staff(request),
        status=answer.status,
        here=f"{HERE}/{kind}",
        parts=_rows(catalogue, kind),
        same=same,
        notice=request.query_params.get("notice", ""),
        **part_answers.shown(hub, request, form, answer),
    )


def _rows(catalogue: Catalogue, kind: PartKind) -> list[tuple[str, str]]:
    """Of each its id, and how it is called in German; resources have a page."""
    german = SOURCE_LANGUAGE
    if kind is PartKind.PARTNER:
        return [(one.id, one.name) for one in catalogue.site.partners]
    if kind is PartKind.EMERGENCY:
        return [(o.id, f"{o.number} {o.title[german]}") for o in catalogue.emergency]
    if kind is PartKind.TOPIC:
        return [(one.id, one.title[german]) for one in catalogue.topics]
    if kind is PartKind.AREA:
        return [(one.id, one.title[german]) for one in catalogue.categories]
    if kind is PartKind.DESK:
        return [(one.id, one.title[german]) for one in catalogue.desks]
    return []


def _list(kind: PartKind) -> str:
    return "/content/resources" if kind is PartKind.RESOURCE else f"{HERE}/{kind}"
