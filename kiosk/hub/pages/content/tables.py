"""GET and POST of the forms over a whole file: the centre's site and topics here, and
how any other is shown and saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from litestar import get, post
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Response

from kiosk.catalogue.site import NAME as SITE
from kiosk.catalogue.topics import NAME as TOPICS
from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import number
from kiosk.hub.pages.forms import Several, each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_tables
from kiosk.operations.draft_forms import CheckedForm, FormClash
from kiosk.operations.draft_tables import LONGEST_FIELD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.operations.draft_tables import TableInDraft

    ReadTable = Callable[[Iterable[str], int], TableInDraft]
    """Of the draft, with what a form has by its keys; as it was in this version where
    rows are told apart by their place alone, 0: as it is now."""

CHECK, ANYWAY = "check", "anyway"


class TypedTable(msgspec.Struct, frozen=True):
    version: str = ""
    keys: Several = ()
    """Of each field."""
    texts: Several = ()
    """In the same order; of what is ticked its key stands in `ticked`."""
    ticked: Several = ()
    do: str = ""

    def typed(self, table: TableInDraft) -> dict[KeyPath, str]:
        sent = dict(zip(each(self.keys), each(self.texts), strict=False))
        sent |= dict.fromkeys(each(self.ticked), "yes")
        return {
            one.path: sent.get(one.key, "")
            for one in table.fields
            if one.key in sent or one.kind == "yes"
        }


TableForm = URLEncodedBody[TypedTable]


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What became of what was sent, beside the form itself."""

    status: HTTPStatus = HTTPStatus.OK
    checked: CheckedForm | None = None
    asks_anyway: bool = False
    too_long: frozenset[KeyPath] = frozenset()
    refused: BadContent | None = None
    clash: FormClash | None = None
    theirs: Mapping[KeyPath, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where the form of a file is shown, and how."""

    here: str
    file: str
    template: str = "content/table.html"
    slug: str = ""
    """Of the service whose file it is."""


SITE_PLACE = TablePlace("/content/site", SITE)
TOPICS_PLACE = TablePlace("/content/topics", TOPICS)


@get("/site", sync_to_thread=True)
def site(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    return shown(hub, request, lambda *_sent: draft_tables.site(hub.ctx), SITE_PLACE)


@post("/site", sync_to_thread=True, status_code=200)
def save_site(
    hub: Hub, request: StaffRequest, data: TableForm
) -> Response[str] | Redirect:
    def read(_sent: Iterable[str], based_on: int) -> TableInDraft:
        return draft_tables.site(hub.ctx, based_on)

    return saved(hub, request, read, data, SITE_PLACE)


@get("/topics", sync_to_thread=True)
def topics(hub: Hub, request: StaffRequest) -> Response[str] | Redirect:
    return shown(
        hub, request, lambda *_sent: draft_tables.topics(hub.ctx), TOPICS_PLACE
    )


@post("/topics", sync_to_thread=True, status_code=200)
def save_topics(
    hub: Hub, request: StaffRequest, data: TableForm
) -> Response[str] | Redirect:
    def read(_sent: Iterable[str], based_on: int) -> TableInDraft:
        return draft_tables.topics(hub.ctx, based_on)

    return saved(hub, request, read, data, TOPICS_PLACE)


def shown(
    hub: Hub, request: StaffRequest, read: ReadTable, place: TablePlace
) -> Response[str] | Redirect:
    """A file that no form can read is mended as it is written."""
    try:
        table = read((), 0)
    except BadContent:
        return redirects.see_other(f"/content/files/{place.file}")
    version = str(table.version)
    return _page(hub, request, table, place, version, table.typed, TableAnswer())


def saved(
    hub: Hub,
    request: StaffRequest,
    read: ReadTable,
    data: TypedTable,
    place: TablePlace,
) -> Response[str] | Redirect:
    """What has errors is saved only by who has seen them: a draft may be unfinished.

    In a clash what this form did not change is shown as the other has saved it.
    """
    table = read(each(data.keys), number(data.version))
    typed = data.typed(table)
    answer = _checked(hub, table, data, typed)
    if data.do != CHECK:
        rights.check_may_edit(hub, request.user, table.path)
        if answer.status is HTTPStatus.OK:
            answer = _put(hub, request, table, data, typed, answer)
        if answer.status is HTTPStatus.OK:
            return redirects.see_other(place.here, "saved")
    if answer.clash is None:
        return _page(hub, request, table, place, data.version, typed, answer)
    mine = answer.clash.mine
    there = read((field.key for field in table.fields if field.path in mine), 0)
    over = {now: typed[was] for now, was in mine.items() if was in typed}
    version = str(answer.clash.version)
    return _page(hub, request, there, place, version, {**there.typed, **over}, answer)


def _checked(
    hub: Hub, table: TableInDraft, data: TypedTable, typed: dict[KeyPath, str]
) -> TableAnswer:
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY
    too_long = frozenset(k for k, text in typed.items() if len(text) > LONGEST_FIELD)
    if too_long:
        return TableAnswer(wrong, too_long=too_long)
    try:
        checked = draft_tables.tried(hub.ctx, table, typed, number(data.version))
    except BadContent as error:
        return TableAnswer(wrong, refused=error)
    if checked.has_errors() and data.do not in {CHECK, ANYWAY}:
        return TableAnswer(wrong, checked, asks_anyway=True)
    return TableAnswer(checked=checked)


def _put(
    hub: Hub,
    request: StaffRequest,
    table: TableInDraft,
    data: TypedTable,
    typed: dict[KeyPath, str],
    answer: TableAnswer,
) -> TableAnswer:
    by, version = request.user.sign_in_name, number(data.version)
    try:
        draft_tables.save(hub.ctx, by, table, typed, version)
    except FormClash as clash:
        return TableAnswer(HTTPStatus.CONFLICT, clash=clash, theirs=clash.theirs)
    except (BadContent, DraftConflict) as error:
        told = BadContent(error.args[0], remedy=error.remedy)
        return TableAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, refused=told)
    return answer


def _page(
    hub: Hub,
    request: StaffRequest,
    table: TableInDraft,
    place: TablePlace,
    version: str,
    typed: Mapping[KeyPath, str],
    answer: TableAnswer,
) -> Response[str]:
    overview = hub.overviews.now(hub.ctx)
    return hub.pages.html(
        request,
        place.template,
        page_language.for_staff(request),
        status=answer.status,
        here=place.here,
        place=place,
        titles=overview.titles(),
        there=table,
        version=version,
        typed=typed,
        answer=answer,
        longest=LONGEST_FIELD,
        draft=overview.catalogue,
        may_edit=rights.may_edit(hub, request.user, table.path),
        saved=request.query_params.get("notice") == "saved",
    )
