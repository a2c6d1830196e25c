"""How a page becomes HTML: one Jinja environment, words and formats by language."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.response import Response
from litestar.template.base import csrf_token

from kiosk.bidi import atoms
from kiosk.domain.localized import Direction
from kiosk.domain.resources import ResourceKind
from kiosk.domain.typed_times import moment_typed
from kiosk.errors import KioskError, NotFound, UnknownTopic
from kiosk.hub import page_language
from kiosk.hub.field_labels import label_of
from kiosk.hub.file_lines import read_line
from kiosk.hub.form_words import in_form_words
from kiosk.hub.page_language import STAFF_LANGUAGES
from kiosk.i18n import formats, waits
from kiosk.i18n.languages import LANGUAGES, Language
from kiosk.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from jinja2.runtime import Context as PageContext
    from litestar import Request

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.domain.waits.said import SaidWait
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import DeskId, LanguageCode, PartnerId, Slug, TopicId

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
        ended_desk: Callable[[DeskId], Localized],
        *,
        secure: bool = False,
    ) -> None:
        self._secure = secure
        self._vocabulary = vocabulary
        self._catalogue = catalogue
        self._ended_desk = ended_desk
        self._environment = environment()

    def html(
        self,
        request: Request[Any, Any, Any],
        template: str,
        language: Language,
        *,
        status: int = 200,
        **values: Any,
    ) -> Response[str]:
        values.setdefault("here", _own_path(request))
        values.setdefault("halfway", False)
        values.setdefault("largest_form", _largest_form(request))
        text = self.text(
            template,
            language,
            self._catalogue(),
            csrf=csrf_token({"request": request}),
            user=request.scope.get("user"),
            **values,
        )
        answer = Response(text, status_code=status, media_type=MediaType.HTML)
        chosen = page_language.to_remember(request, secure=self._secure)
        if chosen:
            answer.set_cookie(chosen)
        return answer

    def text(
        self, template: str, language: Language, catalogue: Catalogue, **values: Any
    ) -> str:
        """A page that is the same for everybody who reads this language."""
        return self._environment.get_template(template).render(
            words=self.words(language.code),
            language=language,
            catalogue=catalogue,
            site=catalogue.site,
            ended_desk=self._ended_desk,
            **values,
        )

    def version_of(self, files: tuple[str, ...], templates: tuple[str, ...]) -> str:
        """Another one once any of these is another."""
        return _version(files, templates)

    def words(self, language: LanguageCode) -> Words:
        return self._vocabulary.words(language)


def _own_path(request: Request[Any, Any, Any]) -> str:
    """For links of a page to itself: browsers read `//` and `/\\` as another host."""
    path: str = request.scope["path"]
    return quote("/" + path.lstrip("/\\"))


def _largest_form(request: Request[Any, Any, Any]) -> int:
    """Bytes that this address takes at once; 0 where nothing is sent to."""
    handler = request.scope.get("route_handler")
    if not isinstance(handler, HTTPRouteHandler):
        return 0
    return handler.resolve_request_max_body_size() or 0


@cache
def environment() -> Environment:
    """One for all of a process: no hub is in it, and reading templates takes long."""
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
        label_of=label_of,
        staff_languages=[LANGUAGES[code] for code in STAFF_LANGUAGES],
    )
    environment.filters.update(
        clock=_clock,
        date=_date,
        moment=_moment,
        number=_number,
        listed=_listed,
        short_day=_short_day,
        short_moment=_short_moment,
        typed_moment=_typed_moment,
        full_day=_full_day,
        language_name=_language_name,
        topic=_topic,
        service_title=_service_title,
        desk=_desk,
        partner=_partner,
        kind=_kind,
        whole=_whole,
        told=_told,
        file_line=_file_line,
        wait=_wait,
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
def _moment(page: PageContext, moment: datetime) -> str:
    """Day and time of day at the site, with the comma of the script."""
    zone: str = page["site"].time_zone
    return formats.moment(moment, page["language"], zone)


@pass_context
def _number(page: PageContext, n: int) -> str:
    """With the marks of thousands."""
    return formats.number(n, page["language"])


@pass_context
def _listed(page: PageContext, items: list[str]) -> str:
    return formats.listed(items, page["language"])


@pass_context
def _full_day(page: PageContext, day: date) -> str:
    return formats.day(day, page["language"])


@pass_context
def _short_day(page: PageContext, day: date) -> str:
    """In a column of a table."""
    return formats.short_day(day, page["language"])


@pass_context
def _short_moment(page: PageContext, moment: datetime) -> str:
    """In a column of a table: `02.03.2026, 12:00` on the site's clock."""
    there = moment.astimezone(ZoneInfo(page["site"].time_zone)).date()
    return f"{formats.short_day(there, page['language'])}, {_clock(page, moment)}"


@pass_context
def _typed_moment(page: PageContext, text: str) -> str:
    """What stands in a field of a day and a time, as its reader would type it."""
    moment = moment_typed(text)
    if moment is None or moment.tzinfo is not None:
        return text
    return f"{formats.typed_day(moment.date(), page['language'])} {moment:%H:%M}"


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
def _service_title(page: PageContext, slug: Slug) -> str:
    """As its text is titled; empty if the content has lost it since."""
    try:
        told = page["catalogue"].service(slug).headline(page["language"].code)
    except NotFound:
        return ""
    return told.title if told else ""


@pass_context
def _desk(page: PageContext, desk: DeskId) -> str:
    """As it was called last if the content has lost it since."""
    code = page["language"].code
    try:
        return str(page["catalogue"].desk(desk).title[code])
    except NotFound:
        return str(page["ended_desk"](desk)[code])


@pass_context
def _partner(page: PageContext, partner: PartnerId) -> str:
    try:
        return str(page["catalogue"].partner(partner).name)
    except NotFound:
        return partner


@pass_context
def _whole(page: PageContext, text: str) -> str:
    """Numbers and addresses in it are not torn apart, neither by lines nor by order."""
    bound = atoms.bound(text)
    rtl = page["language"].direction is Direction.RIGHT_TO_LEFT
    return atoms.isolated(bound) if rtl else bound


@pass_context
def _told(page: PageContext, text: str | KioskError) -> object:
    """A sentence, or what an error says, in the language of the page: in the words of a
    form, unless the page shows a file as it is written."""
    told = text.args[0] if isinstance(text, KioskError) else text
    if not page.get("is_of_file"):
        told = in_form_words(told)
    language: Language = page["language"]
    day = partial(formats.typed_day, language=language)
    return said(told, page["words"].gettext, day)


@pass_context
def _file_line(page: PageContext, line: str, path: str) -> str:
    """A line of a content file, its keys by their labels."""
    return read_line(line, path, page["words"])


@pass_context
def _wait(page: PageContext, wait: SaidWait, now: datetime) -> str:
    """A range in words; with its time when it is older than `now` by much."""
    return waits.sentence(wait, now, page["words"], page["site"].time_zone)


@pass_context
def _kind(page: PageContext, kind: ResourceKind) -> str:
    """What opens behind a resource."""
    words: Words = page["words"]
    return {
        ResourceKind.WEB: words.gettext("Website"),
        ResourceKind.PHONE: words.gettext("Phone"),
        ResourceKind.EMAIL: words.gettext("E-mail"),
        ResourceKind.PLACE: words.gettext("Address"),
        ResourceKind.EVENT: words.gettext("When and where"),
        ResourceKind.WIFI: words.gettext("Wi-Fi"),
    }[kind]


@cache
def _version(files: tuple[str, ...], templates: tuple[str, ...]) -> str:
    parts = [STATIC / name for name in files] + [TEMPLATES / name for name in templates]
    return sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]


@cache
def _static(name: str) -> str:
    """The address of a file that browsers may keep for ever: it names its content."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
