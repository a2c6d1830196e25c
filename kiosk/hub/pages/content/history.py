"""What became of one file of the draft, version by version, and the way back to one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.catalogue.text_origins import language_of
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange
from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.files import checked_name
from kiosk.hub.pages.content.forms import TakeBackForm, number
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import drafting, translating
from kiosk.releases.differences import difference

if TYPE_CHECKING:
    from kiosk.domain.changes import ChangedLine, TextChange

_NOTED = re.compile(r"\+\+\+|(?:version|of|of_text|made) = .*")
MOST_VERSIONS = 100
"""Listed; the first of all is listed in any case."""


@get("/history/{path:path}", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest, path: FromPath[str]) -> Response[str]:
    """`version` says which one is shown, as a difference to the one before it."""
    path = checked_name(path)
    entries = drafting.history(hub.ctx, path)
    chosen = number(request.query_params.get("version", "")) or entries[0].version
    change = _change(hub, path, chosen)
    return hub.pages.html(
        request,
        "content/history.html",
        page_language.for_staff(request),
        here=f"/content/history/{path}",
        path=path,
        entries=entries[:MOST_VERSIONS],
        chosen=next((e for e in entries if e.version == chosen), entries[0]),
        newest=entries[0],
        change=change,
        lines=_told(path, change),
        titles=hub.overviews.now(hub.ctx).titles(),
        is_german=language_of(path) == SOURCE_LANGUAGE,
        may_edit=rights.may_edit(hub, request.user, path),
        notice=request.query_params.get("notice", ""),
    )


@post("/history/{path:path}", sync_to_thread=True)
def take_back(
    hub: Hub, request: StaffRequest, path: FromPath[str], data: TakeBackForm
) -> Redirect:
    """A new version that says what an old one said; a German one rises with it."""
    path = checked_name(path)
    rights.check_may_edit(hub, request.user, path)
    where, by = f"/content/history/{path}", request.user.sign_in_name
    text = drafting.version(hub.ctx, path, number(data.version)).text
    rights.check_may_save(hub, request.user, path, text or "")
    based_on = number(data.newest)
    if text is None:
        drafting.remove(hub.ctx, by, path, based_on)
    elif language_of(path) == SOURCE_LANGUAGE:
        if data.change not in set(SourceChange):
            return redirects.see_other(where, "say-change")
        change = SourceChange(data.change)
        translating.save_source(hub.ctx, by, path, text, based_on, change)
    else:
        drafting.save(hub.ctx, by, path, text, based_on)
    return redirects.see_other(where, "taken-back")


def _told(path: str, change: TextChange | None) -> list[ChangedLine]:
    """Without what an article's head notes beside the text."""
    lines = list(change.lines) if change else []
    if not path.endswith(".md"):
        return lines
    return [line for line in lines if not _NOTED.fullmatch(line.text)]


def _change(hub: Hub, path: str, version: int) -> TextChange | None:
    """From the version before; None where nothing differs."""
    now = drafting.version(hub.ctx, path, version).text
    try:
        before = drafting.version(hub.ctx, path, version - 1).text
    except NotFound:
        before = None
    old = {path: before.encode()} if before is not None else {}
    new = {path: now.encode()} if now is not None else {}
    return next(iter(difference(old, new)), None)
