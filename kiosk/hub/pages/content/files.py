"""Every file of the draft as it is written: what no form shows can be changed here."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.catalogue.merging import merged
from kiosk.catalogue.places import is_read
from kiosk.catalogue.text_origins import language_of
from kiosk.domain.drafts import LONGEST_PATH
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import FileForm, WholeFile, number
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import drafting, unsaved
from kiosk.operations.draft_overview import checked_draft
from kiosk.operations.placed_findings import PlacedFinding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.catalogue.merging import Clash
    from kiosk.catalogue.problems import Problem

THEIRS = "theirs"
LONGEST_FILE = 120_000
"""Characters that a form takes; larger files come by `kiosk content import`."""


@get("/files", sync_to_thread=True)
def listing(hub: Hub, request: StaffRequest) -> Response[str]:
    checked = checked_draft(hub.ctx)
    wrong = {problem.file for problem in checked.content.errors()}
    entries = drafting.files_of_centre(hub.ctx)
    return hub.pages.html(
        request,
        "content/files.html",
        page_language.for_staff(request),
        here="/content/files",
        entries=entries,
        wrong=wrong,
    )


@get("/files/{path:path}", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest, path: FromPath[str]) -> Response[str]:
    path = checked_name(path)
    try:
        there = drafting.file(hub.ctx, path)
        text, version = there.text or "", there.version
    except NotFound:  # it can be begun here
        text, version = "", 0
    found = checked_draft(hub.ctx).content.of(path) if version else []
    placed = _placed(found)
    form = WholeFile(text=text, version=str(version))
    return _page(hub, request, path, form, placed)


@post("/files/{path:path}", sync_to_thread=True, status_code=200)
def save(
    hub: Hub, request: StaffRequest, path: FromPath[str], data: FileForm
) -> Response[str] | Redirect:
    """What has errors is saved only by who has seen them: a draft may be unfinished."""
    path = checked_name(path)
    rights.check_may_save(hub, request.user, path, data.text)
    if len(data.text) > LONGEST_FILE:
        return _page(hub, request, path, data, too_long=True)
    before = _text_of(hub, path, number(data.version))
    text = drafting.written_like(data.text, before)
    if data.take == THEIRS:
        text = _with_theirs(hub, path, text, data)
    try:
        found = _placed(unsaved.with_text(hub.ctx, path, text).problems)
        if any(finding.is_error for finding in found) and not data.anyway:
            return _page(hub, request, path, data, found, asks=True)
        drafting.save(
            hub.ctx, request.user.sign_in_name, path, text, number(data.version)
        )
    except BadContent as error:
        return _page(hub, request, path, data, refused=error)
    except DraftConflict as conflict:
        return _both(hub, request, path, data, conflict)
    return redirects.see_other(f"/content/files/{path}", "saved")


def _both(
    hub: Hub,
    request: StaffRequest,
    path: str,
    form: WholeFile,
    conflict: DraftConflict,
) -> Response[str] | Redirect:
    """What only one has changed is put together; of the rest both are shown."""
    together = merged(conflict.base or "", form.text, conflict.theirs or "")
    if not path.endswith(".toml") or together is None:
        return _page(hub, request, path, form, conflict=conflict)
    text = drafting.written_like(together.text, conflict.theirs or "")
    form = msgspec.structs.replace(form, text=text, base=form.version)
    found = unsaved.with_text(hub.ctx, path, text).problems
    if not together.clashes and not any(p.is_error for p in found):
        by = request.user.sign_in_name
        with suppress(DraftConflict):
            drafting.save(hub.ctx, by, path, text, conflict.version)
            return redirects.see_other(f"/content/files/{path}", "merged")
    clashes = together.clashes
    return _page(hub, request, path, form, conflict=conflict, clashes=clashes)


def _with_theirs(hub: Hub, path: str, text: str, form: WholeFile) -> str:
    """With their side of each key that both have changed."""
    theirs = _text_of(hub, path, number(form.version))
    base = _text_of(hub, path, number(form.base))
    together = merged(base, text, theirs, prefer_theirs=True)
    return together.text if together else text


def _page(
    hub: Hub,
    request: StaffRequest,
    path: str,
    form: WholeFile,
    found: tuple[PlacedFinding, ...] = (),
    *,
    asks: bool = False,
    too_long: bool = False,
    refused: BadContent | None = None,
    conflict: DraftConflict | None = None,
    clashes: tuple[Clash, ...] = (),
) -> Response[str]:
    status = HTTPStatus.OK
    if asks or too_long or refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if conflict:
        status = HTTPStatus.CONFLICT
    return hub.pages.html(
        request,
        "content/file.html",
        page_language.for_staff(request),
        status=status,
        here=f"/content/files/{path}",
        path=path,
        is_of_file=True,
        titles=hub.overviews.now(hub.ctx).titles(),
        form=form,
        found=found,
        asks=asks,
        too_long=too_long,
        refused=refused,
        conflict=conflict,
        clashes=clashes,
        merged=request.query_params.get("notice") == "merged",
        longest=LONGEST_FILE,
        may_edit=rights.may_edit(hub, request.user, path),
        is_german=language_of(path) == SOURCE_LANGUAGE,
        saved=request.query_params.get("notice") == "saved",
    )


def checked_name(path: str) -> str:
    """A file that content can have. Raises `NotFound`."""
    name = path.lstrip("/")
    if len(name) > LONGEST_PATH or not is_read(name):
        raise NotFound("No content has such a file.", remedy="Look at the list.")
    return name


def _placed(problems: Iterable[Problem]) -> tuple[PlacedFinding, ...]:
    """The form shows the file itself, line by line."""
    return tuple(PlacedFinding(problem, line=problem.line) for problem in problems)


def _text_of(hub: Hub, path: str, version: int) -> str:
    try:
        return drafting.version(hub.ctx, path, version).text or ""
    except NotFound:
        return ""
