"""GET and POST /content/parts/{kind}/{part}: one entry is changed where it began."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import part_answers, rights
from kiosk.hub.pages.content.part_answers import PartAnswer
from kiosk.hub.pages.content.part_form import PartBody
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_beginnings, draft_parts
from kiosk.operations.draft_parts import PartClash
from kiosk.operations.part_kinds import PartKind, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.hub.context import HubContext
    from kiosk.operations.draft_parts import PartInDraft
    from kiosk.operations.part_kinds import PartForm


@get("/parts/{kind:str}/{part:str}", sync_to_thread=True)
def show(
    hub: Hub, request: StaffRequest, kind: FromPath[str], part: FromPath[str]
) -> Response[str]:
    there = draft_parts.part(hub.ctx, part_answers.kind_of(kind), part)
    return _page(hub, request, there, there.form, PartAnswer())


@post("/parts/{kind:str}/{part:str}", sync_to_thread=True, status_code=200)
def save(
    hub: Hub,
    request: StaffRequest,
    kind: FromPath[str],
    part: FromPath[str],
    data: PartBody,
) -> Response[str] | Redirect:
    of = part_answers.kind_of(kind)
    rights.check_may_edit(hub, request.user, of.file)
    there = draft_parts.part(hub.ctx, of, part)
    form = data.read(of, draft_beginnings.readable(hub.ctx).site.languages)
    answer = part_answers.checked(hub, part, form)
    if answer.status is HTTPStatus.OK:
        try:
            draft_parts.save_part(hub.ctx, request.user.sign_in_name, part, form)
        except PartClash as clash:
            answer, form = part_answers.clashing(clash), _over(form, clash.theirs)
        except (BadContent, DraftConflict) as error:
            answer = part_answers.refused(error)
        else:
            return redirects.see_other(f"/content/parts/{of}/{part}", "saved")
    return _page(hub, request, there, form, answer)


def _over(form: PartForm, theirs: Mapping[str, str]) -> PartForm:
    """What is typed, upon what the other has saved: sent again it takes its place."""
    fields = {
        name: Said(said.text, theirs.get(name, said.was))
        for name, said in form.fields.items()
    }
    words = {
        section: {
            code: Said(said.text, theirs.get(f"{section}.{code}", said.was))
            for code, said in texts.items()
        }
        for section, texts in form.words.items()
    }
    return replace(form, fields=fields, words=words)


def _page(
    hub: HubContext,
    request: StaffRequest,
    there: PartInDraft,
    form: PartForm,
    answer: PartAnswer,
) -> Response[str]:
    kind = there.kind
    is_resource = kind is PartKind.RESOURCE
    return hub.pages.html(
        request,
        "content/part.html",
        page_language.for_staff(request),
        status=answer.status,
        here=f"/content/parts/{kind}/{there.id}",
        list="/content/resources" if is_resource else f"/content/parts/{kind}",
        id=there.id,
        title=part_answers.called(there),
        shows_code=any(
            one.id == there.id for one in draft_beginnings.readable(hub.ctx).resources
        ),
        file=kind.file,
        notice=request.query_params.get("notice", ""),
        **part_answers.shown(hub, request, form, answer),
    )
