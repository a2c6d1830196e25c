"""One text of a service: the German one beside it, a look at it, and saving it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.catalogue.article_parts import ArticleParts, listed, parts_of, typed
from kiosk.catalogue.texts import is_id
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.previews import PreviewGrid, PreviewTheme
from kiosk.domain.translations import Made, SourceChange
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import ArticleForm, TypedArticle, number
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_articles, text_looks
from kiosk.operations.translating import TranslationWork

if TYPE_CHECKING:
    from kiosk.operations.draft_articles import ArticleWithSource, DraftArticle
    from kiosk.operations.draft_overview import ServiceRow
    from kiosk.operations.text_looks import BrokenText, TextLook

CHECK, ANYWAY = "check", "anyway"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of what was sent, beside the form itself."""

    status: HTTPStatus = HTTPStatus.OK
    look: TextLook | None = None
    asks_change: bool = False
    asks_made: bool = False
    asks_anyway: bool = False
    too_long: int = 0
    refused: BadContent | None = None
    conflict: DraftConflict | None = None
    theirs: ArticleParts | None = None


@get("/services/{slug:str}", sync_to_thread=True)
def german(slug: FromPath[str]) -> Redirect:
    return redirects.see_other(f"/content/services/{_id(slug)}/{SOURCE_LANGUAGE}")


@get("/services/{slug:str}/{language:str}", sync_to_thread=True)
def show(
    hub: Hub, request: StaffRequest, slug: FromPath[str], language: FromPath[str]
) -> Response[str]:
    edited = draft_articles.article(hub.ctx, slug, language)
    form = as_saved(edited).with_view(request.query_params)
    return page(hub, request, edited, form, Answered())


@post("/services/{slug:str}/{language:str}", sync_to_thread=True, status_code=200)
def save(
    hub: Hub,
    request: StaffRequest,
    slug: FromPath[str],
    language: FromPath[str],
    data: ArticleForm,
) -> Response[str] | Redirect:
    """What has errors is saved only by who has seen them: a draft may be unfinished."""
    edited = draft_articles.article(hub.ctx, slug, language)
    mine = edited.article
    answered = looked_at(hub, edited, data)
    if data.do == CHECK:
        return page(hub, request, edited, data, answered)
    rights.check_may_edit(hub, request.user, mine.path)
    if answered.status is HTTPStatus.OK:
        answered = _before_saving(edited, data, answered)
    if answered.status is HTTPStatus.OK:
        answered = _saved(hub, request, edited, data)
    if answered.status is not HTTPStatus.OK:
        return page(hub, request, edited, data, answered)
    where = f"/content/services/{mine.slug}/{mine.language}"
    return redirects.see_other(where, "saved", data.view())


def page(
    hub: Hub,
    request: StaffRequest,
    edited: ArticleWithSource,
    form: TypedArticle,
    answered: Answered,
) -> Response[str]:
    mine = edited.article
    change_outdates = (
        draft_articles.outdated_by_meaning(hub.ctx, mine.slug) if mine.is_source else []
    )
    overview = hub.overviews.now(hub.ctx)
    row = next((row for row in overview.services if row.slug == mine.slug), None)
    return hub.pages.html(
        request,
        "content/article.html",
        page_language.for_staff(request),
        status=answered.status,
        here=f"/content/services/{mine.slug}/{mine.language}",
        edited=edited,
        mine=mine,
        source=edited.source,
        form=form,
        answered=answered,
        row=row,
        offered=_offered(row, mine.language),
        writes=LANGUAGES[mine.language],
        may_edit=rights.may_edit(hub, request.user, mine.path),
        change_outdates=change_outdates,
        facts=_facts(hub, mine.slug),
        broken=_broken(hub, mine, answered),
        draws=hub.previews is not None,
        grids=list(PreviewGrid),
        themes=list(PreviewTheme),
        longest=draft_articles.LONGEST_ARTICLE,
        saved=request.query_params.get("notice") == "saved",
        begun=request.query_params.get("notice") == "begun",
    )


def looked_at(hub: Hub, edited: ArticleWithSource, form: TypedArticle) -> Answered:
    """A status other than OK where it cannot be saved at all."""
    mine, parts = edited.article, parts_in(form)
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY
    if parts.length() > draft_articles.LONGEST_ARTICLE:
        return Answered(wrong, too_long=parts.length())
    try:
        path, version = mine.path, number(form.version)
        made = Made(form.made) if form.made in set(Made) else None
        text = draft_articles.typed_text(
            hub.ctx, path, parts, version, made, _reader(form)
        )
        look = text_looks.look_at(hub.ctx, mine.slug, mine.language, path, text)
    except BadContent as error:
        return Answered(wrong, refused=error)
    return Answered(look=look)


def as_saved(edited: ArticleWithSource) -> TypedArticle:
    mine, parts = edited.article, edited.article.parts or ArticleParts()
    origin = mine.origin
    return TypedArticle(
        version=str(mine.version),
        source_version=str(edited.source.version),
        title=parts.title,
        summary=parts.summary,
        text=parts.text,
        keywords="\n".join(parts.keywords),
        made=origin.made if origin else "",
        read_by=(origin.read_by or "") if origin else "",
    )


def parts_in(form: TypedArticle) -> ArticleParts:
    title, summary = typed(form.title), typed(form.summary)
    return ArticleParts(title, summary, typed(form.text), listed(form.keywords))


def _before_saving(
    edited: ArticleWithSource, form: TypedArticle, answered: Answered
) -> Answered:
    """What must be said, and what must be seen, before anything is saved."""
    wrong, look = HTTPStatus.UNPROCESSABLE_ENTITY, answered.look
    mine = edited.article
    if mine.is_source and mine.version and form.change not in set(SourceChange):
        return Answered(wrong, look, asks_change=True)
    if not mine.is_source and form.made not in set(Made):
        return Answered(wrong, look, asks_made=True)
    if look and look.has_errors() and form.do != ANYWAY:
        return Answered(wrong, look, asks_anyway=True)
    return answered


def _saved(
    hub: Hub, request: StaffRequest, edited: ArticleWithSource, form: TypedArticle
) -> Answered:
    mine, by, parts = edited.article, request.user.sign_in_name, parts_in(form)
    version = number(form.version)
    try:
        if mine.is_source:
            change = SourceChange(form.change or SourceChange.MEANING)
            args = (mine.slug, parts, version, change)
            draft_articles.save_german(hub.ctx, by, *args)
        else:
            work = TranslationWork(
                version,
                number(form.source_version),
                Made(form.made),
                _reader(form),
            )
            draft_articles.save_translated(
                hub.ctx, by, mine.slug, mine.language, parts, work
            )
    except DraftConflict as conflict:
        theirs = parts_of(conflict.theirs or "") or ArticleParts()
        return Answered(HTTPStatus.CONFLICT, conflict=conflict, theirs=theirs)
    except (BadContent, NotFound) as error:
        told = BadContent(error.args[0], remedy=error.remedy)
        return Answered(HTTPStatus.UNPROCESSABLE_ENTITY, refused=told)
    return Answered()


def _reader(form: TypedArticle) -> str | None:
    return " ".join(form.read_by.split()) or None


def _offered(row: ServiceRow | None, language: str) -> list[tuple[str, str]]:
    """Languages with the state of the text, and this one in any case."""
    states = row.states if row else {}
    known = [(str(code), str(state)) for code, state in states.items()]
    return known if language in dict(known) else [*known, (language, "missing")]


def _broken(hub: Hub, mine: DraftArticle, answered: Answered) -> BrokenText | None:
    """Why there is no picture: of what was typed, else of what is saved."""
    if answered.look is not None:
        return answered.look.broken
    return text_looks.broken_as_saved(hub.ctx, mine.slug, mine.language, mine.path)


def _facts(hub: Hub, slug: str) -> list[tuple[str, str]]:
    """Marks that the text may begin a paragraph with, and what each fact says."""
    catalogue = hub.overviews.now(hub.ctx).catalogue
    services = catalogue.services if catalogue else ()
    found = next((service for service in services if service.slug == slug), None)
    return [(fact.id, fact.says) for fact in found.facts] if found else []


def _id(slug: str) -> str:
    """No address is made of what somebody sent."""
    if not is_id(slug):
        raise NotFound("There is no such service.", remedy="Look at the list.")
    return slug
