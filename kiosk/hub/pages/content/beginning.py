"""GET and POST /content/new/...: how a service, a life area or a language begins."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar import get, post
from litestar.response import Redirect, Response

from kiosk.catalogue.article_parts import ArticleParts
from kiosk.catalogue.skeletons import SYMBOLS, FirstFact
from kiosk.domain.facts import GapKind
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.pictures import PICTURES
from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import auth, page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import (
    LONGEST_TYPED,
    AreaForm,
    LanguageForm,
    NewLanguage,
    ServiceForm,
    TypedArea,
    TypedService,
)
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES, SCRIPTS
from kiosk.ids import CategoryId, LanguageCode
from kiosk.operations import draft_beginnings
from kiosk.operations.draft_beginnings import (
    LONGEST_TITLE,
    SITE,
    NewArea,
    NewService,
)

if TYPE_CHECKING:
    from kiosk.catalogue.problems import Problem
    from kiosk.domain.catalogue import Category
    from kiosk.i18n.catalogs import Words
    from kiosk.operations.draft_forms import CheckedForm

HERE = "/content/new"


@get("/new/service", sync_to_thread=True)
def service_form(hub: Hub, request: StaffRequest) -> Response[str]:
    rights.check_may_begin(hub, request.user)
    area = request.query_params.get("area", "")
    return _service(hub, request, TypedService(category=area))


@post("/new/service", sync_to_thread=True, status_code=200)
def begin_service(
    hub: Hub, request: StaffRequest, data: ServiceForm
) -> Response[str] | Redirect:
    rights.check_may_begin(hub, request.user)
    typed = data.trimmed()
    missing = typed.missing()
    if typed.category not in {area.id for area in _own_areas(hub, request)}:
        missing.add("category")
    if missing:
        return _service(hub, request, typed, missing)
    try:
        slug = draft_beginnings.begin_service(
            hub.ctx, request.user.sign_in_name, _new_service(hub, typed)
        )
    except BadContent as error:
        return _service(hub, request, typed, refused=error)
    except DraftConflict:
        return _service(hub, request, typed, {"slug"})
    return redirects.see_other(f"/content/services/{slug}/{SOURCE_LANGUAGE}", "begun")


@get("/new/area", sync_to_thread=True)
def area_form(hub: Hub, request: StaffRequest) -> Response[str]:
    rights.check_may_edit(hub, request.user, SITE)
    return _area(hub, request, {}, TypedArea())


@post("/new/area", sync_to_thread=True, status_code=200)
def begin_area(
    hub: Hub, request: StaffRequest, data: AreaForm
) -> Response[str] | Redirect:
    rights.check_may_edit(hub, request.user, SITE)
    offered = draft_beginnings.readable(hub.ctx).site.languages
    texts = dict(zip(offered, (t.strip() for t in data.each_title()), strict=False))
    titles = {code: text[:LONGEST_TITLE] for code, text in texts.items() if text}
    missing = set() if SOURCE_LANGUAGE in titles else {"title"}
    if data.symbol not in SYMBOLS or data.picture not in ("", *PICTURES):
        missing.add("symbol")
    if missing:
        return _area(hub, request, texts, data, missing)
    try:
        by = request.user.sign_in_name
        area = NewArea(data.symbol, titles, data.picture)
        draft_beginnings.begin_area(hub.ctx, by, area)
    except BadContent as error:
        return _area(hub, request, texts, data, refused=error)
    except DraftConflict:
        return _area(hub, request, texts, data, {"changed"})
    return redirects.see_other("/content", "area-begun")


@get("/new/language", sync_to_thread=True)
def language_form(hub: Hub, request: StaffRequest) -> Response[str]:
    auth.check(request.user.may_publish(), auth.LANGUAGES_OF_PUBLISHERS)
    return _language(hub, request, NewLanguage())


@post("/new/language", sync_to_thread=True, status_code=200)
def begin_language(
    hub: Hub, request: StaffRequest, data: LanguageForm
) -> Response[str] | Redirect:
    """One that the program does not know says of itself what every reader needs."""
    auth.check(request.user.may_publish(), auth.LANGUAGES_OF_PUBLISHERS)
    code, added = LanguageCode(data.code.strip().lower()[:12]), None
    try:
        draft_beginnings.check_new(hub.ctx, code, described=data.is_described())
        if data.is_described() or not draft_beginnings.is_known(hub.ctx, code):
            added = data.said()
            if not code or not all(added.values()):
                return _language(hub, request, data, missing=True)
            checked = draft_beginnings.check_added(hub.ctx, code, added)
            if checked.has_errors():
                return _language(hub, request, data, checked=checked)
        by = request.user.sign_in_name
        draft_beginnings.begin_language(hub.ctx, by, code, added)
    except (BadContent, DraftConflict) as error:
        told = BadContent(error.args[0], remedy=error.remedy)
        return _language(hub, request, data, refused=told)
    return redirects.see_other(f"/content/texts?language={code}")


def skeleton(title: str, words: Words) -> ArticleParts:
    """What a German text begins with; each gap says what belongs there."""
    summary = words.gettext("In one sentence: what is it, and whom does it help?")
    text = "\n\n".join(
        (
            "## " + words.gettext("How it works"),
            "1. [? " + words.gettext("What to do first") + "]\n"
            "2. [? " + words.gettext("What happens then") + "]",
            "## " + words.gettext("What you bring along"),
            "- [? " + words.gettext("Papers, or nothing") + "]",
        )
    )
    return ArticleParts(title, f"[? {summary}]", text)


def _new_service(hub: Hub, typed: TypedService) -> NewService:
    words = hub.pages.words(SOURCE_LANGUAGE)
    return NewService(
        skeleton(typed.title, words),
        CategoryId(typed.category),
        typed.organisation,
        FirstFact(typed.fact, typed.source, typed.url),
        (
            (GapKind.HOURS, words.gettext("When is it open?")),
            (GapKind.ADDRESS, words.gettext("At which address?")),
        ),
        typed.slug,
    )


def _service(
    hub: Hub,
    request: StaffRequest,
    typed: TypedService,
    missing: set[str] | frozenset[str] = frozenset(),
    refused: BadContent | None = None,
) -> Response[str]:
    areas = _own_areas(hub, request)
    return _page(
        hub,
        request,
        "service",
        wrong=bool(missing or refused),
        typed=typed,
        missing=missing,
        refused=refused,
        areas=areas,
        longest_title=LONGEST_TITLE,
        longest=LONGEST_TYPED,
    )


def _area(
    hub: Hub,
    request: StaffRequest,
    texts: dict[LanguageCode, str],
    typed: TypedArea,
    missing: set[str] | frozenset[str] = frozenset(),
    refused: BadContent | None = None,
) -> Response[str]:
    catalogue = draft_beginnings.readable(hub.ctx)
    site = catalogue.site
    return _page(
        hub,
        request,
        "area",
        wrong=bool(missing or refused),
        typed=typed,
        texts=texts,
        missing=missing,
        refused=refused,
        symbols=SYMBOLS,
        used={area.symbol for area in catalogue.categories},
        rows=[LANGUAGES[code] for code in site.languages],
        longest_title=LONGEST_TITLE,
    )


def _language(
    hub: Hub,
    request: StaffRequest,
    typed: NewLanguage,
    *,
    missing: bool = False,
    checked: CheckedForm | None = None,
    refused: BadContent | None = None,
) -> Response[str]:
    return _page(
        hub,
        request,
        "language",
        wrong=bool(missing or checked or refused),
        typed=typed,
        missing=missing,
        checked=checked,
        wrong_with=_by_key(checked),
        refused=refused,
        scripts=SCRIPTS,
        free=draft_beginnings.not_offered(hub.ctx),
    )


def _by_key(checked: CheckedForm | None) -> dict[str, list[Problem]]:
    """What is wrong with a language, by the field of its form."""
    found = checked.fields if checked else {}
    return {str(path[-1]): [one.problem for one in of] for path, of in found.items()}


def _page(
    hub: Hub, request: StaffRequest, what: str, *, wrong: bool, **values: Any
) -> Response[str]:
    return hub.pages.html(
        request,
        f"content/new_{what}.html",
        page_language.for_staff(request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        here=f"{HERE}/{what}",
        **values,
    )


def _own_areas(hub: Hub, request: StaffRequest) -> list[Category]:
    """Those in which this editor may write."""
    catalogue = draft_beginnings.readable(hub.ctx)
    return [a for a in catalogue.categories if request.user.may_edit(a.id)]
