"""How a page becomes HTML: one Jinja environment, words and formats by language."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from litestar.enums import MediaType
from litestar.response import Response
from litestar.template.base import csrf_token

from kiosk.errors import NotFound, UnknownTopic
from kiosk.hub import page_language
from kiosk.hub.page_language import STAFF_LANGUAGES
from kiosk.i18n import formats
from kiosk.i18n.languages import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from jinja2.runtime import Context as PageContext
    from litestar import Request

    from kiosk.domain.catalogue import Catalogue
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import DeskId, LanguageCode, TopicId

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


class PageVocabulary(Protocol):
    def words(self, language: LanguageCode, /) -> Words: ...


class Pages:
    """Renders templates; each page is told its language by the handler."""

    def __init__(
        self,
        vocabulary: PageVocabulary,
        catalogue: Callable[[], Catalogue],
        *,
        secure: bool = False,
    ) -> None:
        self._secure = secure
        self._vocabulary = vocabulary
        self._catalogue = catalogue
        self._environment = _environment()

    def html(
        self,
        request: Request[Any, Any, Any],
        template: str,
        language: Language,
        *,
        status: int = 200,
        **values: Any,
    ) -> Response[str]:
        catalogue = self._catalogue()
        values.setdefault("here", _own_path(request))
        text = self._environment.get_template(template).render(
            words=self._vocabulary.words(language.code),
            language=language,
            catalogue=catalogue,
            site=catalogue.site,
            csrf=csrf_token({"request": request}),
            user=request.scope.get("user"),
            **values,
        )
        answer = Response(text, status_code=status, media_type=MediaType.HTML)
        chosen = page_language.to_remember(request, secure=self._secure)
        if chosen:
            answer.set_cookie(chosen)
        return answer


def _own_path(request: Request[Any, Any, Any]) -> str:
    """For links of a page to itself: browsers read `//` and `/\\` as another host."""
    path: str = request.scope["path"]
    return quote("/" + path.lstrip("/\\"))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=True, pgettext=_pgettext
    )
    environment.globals.update(
        static=_static,
        languages=LANGUAGES,
        staff_languages=[LANGUAGES[code] for code in STAFF_LANGUAGES],
    )
    environment.filters.update(
        clock=_clock, date=_date, language_name=_language_name, topic=_topic, desk=_desk
    )
    return environment


@pass_context
def _gettext(page: PageContext, message: str) -> str:
    return str(page["words"].gettext(message))


@pass_context
def _ngettext(page: PageContext, singular: str, plural: str, n: int) -> str:
    return str(page["words"].ngettext(singular, plural, n))


@pass_context
def _pgettext(page: PageContext, context: str, message: str) -> str:
    return str(page["words"].pgettext(context, message))


@pass_context
def _clock(page: PageContext, moment: datetime) -> str:
    """The time of day at the site: `10:42`."""
    zone: str = page["site"].time_zone
    return formats.time_of_day(moment, page["language"], zone)


@pass_context
def _date(page: PageContext, moment: datetime) -> str:
    """The day at the site, with its weekday."""
    there = moment.astimezone(ZoneInfo(page["site"].time_zone))
    return formats.day(there.date(), page["language"])


@pass_context
def _language_name(page: PageContext, code: LanguageCode) -> str:
    """As the reader of this page calls the language."""
    if code not in LANGUAGES:
        return code
    known = LANGUAGES[code]
    reader: Language = page["language"]
    return known.german_name if reader.code == "de" else known.english_name


@pass_context
def _topic(page: PageContext, topic: TopicId) -> str:
    """Its title; its id if the content has lost it since."""
    try:
        return str(page["catalogue"].topic(topic).title[page["language"].code])
    except UnknownTopic:
        return topic


@pass_context
def _desk(page: PageContext, desk: DeskId) -> str:
    try:
        return str(page["catalogue"].desk(desk).title[page["language"].code])
    except NotFound:
        return desk


@cache
def _static(name: str) -> str:
    """The address of a file that browsers may keep for ever: it names its content."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
