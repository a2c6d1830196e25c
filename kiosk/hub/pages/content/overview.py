"""Where editors find their work: the tree of life areas, and every text by language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litestar import get
from litestar.response import Response

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import TranslationState
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import LONGEST_TYPED
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.operations.placed_findings import of_draft

if TYPE_CHECKING:
    from kiosk.operations.draft_overview import ContentOverview, ServiceRow

ROWS_ON_A_PAGE = 40
MOST_ERRORS = 20
"""Told one by one; the rest is told when these are mended."""
MOST_OPEN = 150
"""Services that are listed at once."""
TO_DO = (
    TranslationState.MISSING,
    TranslationState.OUTDATED,
    TranslationState.UNREAD,
)
"""Said of each service in the tree."""


@get("/", sync_to_thread=True)
def tree(hub: Hub, request: StaffRequest) -> Response[str]:
    """Every service by life area; where there are many, those of the chosen `area`."""
    overview = hub.overviews.now(hub.ctx)
    area = request.query_params.get("area", "")
    find = " ".join(request.query_params.get("find", "").split())[:LONGEST_TYPED]
    only = request.query_params.get("only", "")
    rows = _found(overview, find, only)
    return hub.pages.html(
        request,
        "content/tree.html",
        page_language.for_staff(request),
        here="/content",
        overview=overview,
        area=area,
        all_open=len(overview.services) <= MOST_OPEN or len(rows) <= MOST_OPEN,
        by_area={a: [r for r in of if r in rows] for a, of in overview.by_area.items()},
        found=len(rows),
        filters={"find": find, "only": only},
        states=TO_DO,
        to_do=TO_DO,
        may_begin=rights.may_begin(hub, request.user),
        errors=of_draft(hub.ctx, overview.errors[:MOST_ERRORS]),
        titles=overview.titles(),
        notice=request.query_params.get("notice", ""),
    )


@get("/texts", sync_to_thread=True)
def matrix(hub: Hub, request: StaffRequest) -> Response[str]:
    """Service by language; `language`, `state` and `area` leave out the others."""
    overview = hub.overviews.now(hub.ctx)
    asked = request.query_params
    language = LanguageCode(asked.get("language", ""))
    state, area = asked.get("state", ""), asked.get("area", "")
    shown = [code for code in overview.languages if code != SOURCE_LANGUAGE]
    if language in shown:
        shown = [language]
    rows = [row for row in _rows(overview, area) if _has(row, shown, state)]
    last = max(0, (len(rows) - 1) // ROWS_ON_A_PAGE)
    page = min(last, _number(asked.get("page", "")))
    start = page * ROWS_ON_A_PAGE
    return hub.pages.html(
        request,
        "content/matrix.html",
        page_language.for_staff(request),
        here="/content/texts",
        overview=overview,
        shown=[LANGUAGES[code] for code in shown],
        rows=rows[start : start + ROWS_ON_A_PAGE],
        found=len(rows),
        page=page,
        last=last,
        states=list(TranslationState),
        filters={"language": language, "state": state, "area": area},
    )


def _found(overview: ContentOverview, find: str, only: str) -> list[ServiceRow]:
    """`find`: in the title or the address; `only`: a state, `errors` or `gaps`."""
    wanted = find.casefold()
    return [
        row
        for row in overview.services
        if wanted in f"{row.title} {row.slug}".casefold()
        and (not only or _is_to_do(row, only))
    ]


def _is_to_do(row: ServiceRow, only: str) -> bool:
    if only == "errors":
        return bool(row.errors)
    if only == "gaps":
        return bool(row.gaps)
    return any(state.value == only and n for state, n in row.counts.items())


def _rows(overview: ContentOverview, area: str) -> list[ServiceRow]:
    words = [overview.words] if overview.words and not area else []
    every = [*words, *overview.services]
    return [row for row in every if not area or row.category == area]


def _has(row: ServiceRow, shown: list[LanguageCode], state: str) -> bool:
    return not state or any(row.states[code] == state for code in shown)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0
