"""A word replaced in all texts: first every place is shown, then it is done at once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.domain.translations import SourceChange
from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import ReplaceForm, Replacing, number
from kiosk.hub.pages.forms import each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.operations import draft_replacing
from kiosk.operations.draft_replacing import WantedReplacement

if TYPE_CHECKING:
    from kiosk.operations.draft_replacing import FoundPlaces

MOST_SHOWN = 300
"""More than anybody checks: a narrower search is asked for."""


@get("/replace", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest) -> Response[str]:
    return _page(hub, request, Replacing())


@post("/replace", sync_to_thread=True, status_code=200)
def replace(
    hub: Hub, request: StaffRequest, data: ReplaceForm
) -> Response[str] | Redirect:
    """`do` is `replace` only on the page that has shown the places."""
    wanted = _wanted(data)
    try:
        found = draft_replacing.find(hub.ctx, wanted)
        if data.do != "replace":
            return _page(hub, request, data, found)
        if data.change not in set(SourceChange):
            return _page(hub, request, data, found, refused="say-change")
        versions = _versions(data)
        for path in versions:
            rights.check_may_edit(hub, request.user, path)
        by, change = request.user.sign_in_name, SourceChange(data.change)
        draft_replacing.replace_in(hub.ctx, by, wanted, versions, change)
    except DraftConflict:
        found = draft_replacing.find(hub.ctx, wanted)
        return _page(hub, request, data, found, refused="changed")
    except BadContent:
        return _page(hub, request, data, refused="search")
    return redirects.see_other("/content/replace", "replaced")


def _page(
    hub: Hub,
    request: StaffRequest,
    data: Replacing,
    found: FoundPlaces | None = None,
    refused: str = "",
) -> Response[str]:
    places = found.places if found else ()
    too_many = found is not None and (found.more or len(places) > MOST_SHOWN)
    overview = hub.overviews.now(hub.ctx)
    return hub.pages.html(
        request,
        "content/replace.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK,
        here="/content/replace",
        data=data,
        places=places[:MOST_SHOWN],
        versions={place.path: place.version for place in places},
        found=found,
        too_many=too_many,
        refused=refused,
        offered=overview.languages,
        titles=overview.titles(),
        chosen=each(data.languages),
        notice=request.query_params.get("notice", ""),
    )


def _wanted(data: Replacing) -> WantedReplacement:
    languages = (LanguageCode(code) for code in each(data.languages))
    return WantedReplacement(
        data.search,
        data.replacement,
        frozenset(code for code in languages if code in LANGUAGES),
        match_case=bool(data.match_case),
        whole_words=bool(data.whole_words),
    )


def _versions(data: Replacing) -> dict[str, int]:
    """Of the files that were ticked: `path@version`."""
    pairs = (one.rpartition("@") for one in each(data.files))
    return {path: number(version) for path, _, version in pairs if path}
