"""GET and POST /content/words/{language} and /content/pathway/{language}: the short
words of the centre and of the personal path, the German ones beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from litestar import get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Response

from kiosk.catalogue.words import CENTRE, PATHWAY
from kiosk.domain.translations import Made, SourceChange
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import redirects
from kiosk.hub.pages.content import rights
from kiosk.hub.pages.content.forms import number
from kiosk.hub.pages.forms import Several, each
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.operations import draft_words
from kiosk.operations.draft_forms import CheckedForm, FormClash
from kiosk.operations.draft_words import LONGEST_WORD
from kiosk.operations.translating import TranslationWork

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.catalogue.words import WordShelf
    from kiosk.operations.draft_words import WordsInDraft

CHECK, ANYWAY = "check", "anyway"


class TypedWordsForm(msgspec.Struct, frozen=True):
    version: str = ""
    source_version: str = ""
    keys: Several = ()
    """`section.key` of each row."""
    texts: Several = ()
    """In the same order."""
    change: str = ""
    made: str = ""
    read_by: str = ""
    do: str = ""

    def typed(self) -> dict[KeyPath, str]:
        pairs = zip(each(self.keys), each(self.texts), strict=False)
        return {_path(key): text.replace("\r\n", "\n").strip() for key, text in pairs}


WordsForm = URLEncodedBody[TypedWordsForm]


@dataclass(frozen=True, slots=True)
class WordsAnswer:
    """What became of what was sent, beside the form itself."""

    status: HTTPStatus = HTTPStatus.OK
    checked: CheckedForm | None = None
    asks: str = ""
    """`change`, `made` or `anyway`: what must be said before anything is saved."""
    too_long: frozenset[KeyPath] = frozenset()
    refused: BadContent | None = None
    clash: FormClash | None = None
    theirs: Mapping[KeyPath, str] = field(default_factory=dict)


@get("/words/{language:str}", sync_to_thread=True)
def show(
    hub: Hub, request: StaffRequest, language: FromPath[str]
) -> Response[str] | Redirect:
    return _show(hub, request, language, CENTRE)


@get("/pathway/{language:str}", sync_to_thread=True)
def show_pathway(
    hub: Hub, request: StaffRequest, language: FromPath[str]
) -> Response[str] | Redirect:
    return _show(hub, request, language, PATHWAY)


@post("/words/{language:str}", sync_to_thread=True, status_code=200)
def save(
    hub: Hub, request: StaffRequest, language: FromPath[str], data: WordsForm
) -> Response[str] | Redirect:
    return _save(hub, request, draft_words.words(hub.ctx, language), data)


@post("/pathway/{language:str}", sync_to_thread=True, status_code=200)
def save_pathway(
    hub: Hub, request: StaffRequest, language: FromPath[str], data: WordsForm
) -> Response[str] | Redirect:
    return _save(hub, request, draft_words.words(hub.ctx, language, PATHWAY), data)


def _show(
    hub: Hub, request: StaffRequest, language: str, shelf: WordShelf
) -> Response[str] | Redirect:
    """A file that no form can read is mended as it is written."""
    try:
        there = draft_words.words(hub.ctx, language, shelf)
    except BadContent:
        name = draft_words.broken(hub.ctx, LanguageCode(language), shelf)
        return redirects.see_other(f"/content/files/{name}")
    origin = there.origin
    form = TypedWordsForm(
        version=str(there.version),
        source_version=str(there.source_version),
        made=origin.made if origin else "",
        read_by=(origin.read_by or "") if origin else "",
    )
    typed = {row.path: row.text for row in there.rows}
    return _page(hub, request, there, form, typed, WordsAnswer())


def _save(
    hub: Hub, request: StaffRequest, there: WordsInDraft, data: WordsForm
) -> Response[str] | Redirect:
    """What has errors is saved only by who has seen them: a draft may be unfinished."""
    known = {row.path for row in there.rows}
    typed = {path: text for path, text in data.typed().items() if path in known}
    answer = _checked(hub, there, data, typed)
    if data.do != CHECK:
        rights.check_may_edit(hub, request.user, there.path)
        if answer.status is HTTPStatus.OK:
            answer = _before_saving(hub, there, data, typed, answer)
        if answer.status is HTTPStatus.OK:
            answer = _saved(hub, request, there, data, typed)
        if answer.status is HTTPStatus.OK:
            return redirects.see_other(_page_of(there), "saved")
    return _page(hub, request, there, data, typed, answer)


def _checked(
    hub: Hub, there: WordsInDraft, form: TypedWordsForm, typed: dict[KeyPath, str]
) -> WordsAnswer:
    too_long = frozenset(key for key, text in typed.items() if len(text) > LONGEST_WORD)
    if too_long:
        return WordsAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, too_long=too_long)
    try:
        version = number(form.version)
        return WordsAnswer(
            checked=draft_words.tried(hub.ctx, there.path, typed, version)
        )
    except BadContent as error:
        return WordsAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, refused=error)


def _before_saving(
    hub: Hub,
    there: WordsInDraft,
    form: TypedWordsForm,
    typed: dict[KeyPath, str],
    answer: WordsAnswer,
) -> WordsAnswer:
    """What must be said, and what must be seen, before anything is saved."""
    changes = draft_words.is_changed(hub.ctx, there.path, typed, number(form.version))
    asks = ""
    if there.is_source and changes and form.change not in set(SourceChange):
        asks = "change"
    elif not there.is_source and form.made not in set(Made):
        asks = "made"
    elif answer.checked and answer.checked.has_errors() and form.do != ANYWAY:
        asks = ANYWAY
    if not asks:
        return answer
    return WordsAnswer(
        HTTPStatus.UNPROCESSABLE_ENTITY, checked=answer.checked, asks=asks
    )


def _saved(
    hub: Hub,
    request: StaffRequest,
    there: WordsInDraft,
    form: TypedWordsForm,
    typed: dict[KeyPath, str],
) -> WordsAnswer:
    by, version = request.user.sign_in_name, number(form.version)
    try:
        if there.is_source:
            change = SourceChange(form.change or SourceChange.WORDING)
            draft_words.save_german(hub.ctx, by, there.path, typed, version, change)
        else:
            reader = " ".join(form.read_by.split()) or None
            source = number(form.source_version)
            work = TranslationWork(version, source, Made(form.made), reader)
            draft_words.save_translated(hub.ctx, by, there.path, typed, work)
    except FormClash as clash:
        return WordsAnswer(HTTPStatus.CONFLICT, clash=clash, theirs=clash.theirs)
    except (BadContent, NotFound, DraftConflict) as error:
        told = BadContent(error.args[0], remedy=error.remedy)
        return WordsAnswer(HTTPStatus.UNPROCESSABLE_ENTITY, refused=told)
    return WordsAnswer()


def _page(
    hub: Hub,
    request: StaffRequest,
    there: WordsInDraft,
    form: TypedWordsForm,
    typed: Mapping[KeyPath, str],
    answer: WordsAnswer,
) -> Response[str]:
    return hub.pages.html(
        request,
        "content/words.html",
        page_language.for_staff(request),
        status=answer.status,
        here=_page_of(there),
        folder=there.path.partition("/")[0],
        there=there,
        form=form,
        typed=typed,
        answer=answer,
        writes=LANGUAGES[there.language],
        offered=hub.overviews.now(hub.ctx).languages,
        longest=LONGEST_WORD,
        may_edit=rights.may_edit(hub, request.user, there.path),
        saved=request.query_params.get("notice") == "saved",
    )


def _page_of(there: WordsInDraft) -> str:
    return f"/content/{there.path.removesuffix('.toml')}"


def _path(key: str) -> KeyPath:
    section, _, name = key.partition(".")
    return section, name
