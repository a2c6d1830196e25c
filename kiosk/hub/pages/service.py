"""A service to read on one's own phone, or on paper: the same for everybody.

Nothing is asked, kept or counted. A browser may keep the page, and asks whether it
still holds.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar import Request, get
from litestar.concurrency import sync_to_thread
from litestar.enums import MediaType
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain import service_pages
from kiosk.errors import NotFound
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages import short_link
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from kiosk.domain.services import Service
    from kiosk.hub.service_pages import WrittenPage
    from kiosk.i18n.languages import Language

AnyRequest = Request[Any, Any, Any]
KEEP = "public, max-age=15, stale-if-error=2592000"
"""Then the hub is asked, by its tag: whoever comes back reads what the centre tells
everybody since. A month while the hub is away."""
BY_BROWSER = {"Vary": "Accept-Language"}
"""Where the address does not name the language."""


@get(["/s", "/S"])
async def index(hub: Hub, request: AnyRequest) -> Response[Any]:
    return await sync_to_thread(_index, hub, request)


@get(["/s/{name:str}", "/S/{name:str}"])
async def show(
    hub: Hub, request: AnyRequest, name: FromPath[str]
) -> Response[Any] | Redirect:
    """A service in the language that the browser wishes, or where a short one leads."""
    return await sync_to_thread(_show, hub, request, name)


@get(["/s/{name:str}/{code:str}", "/S/{name:str}/{code:str}"])
async def show_in_language(
    hub: Hub, request: AnyRequest, name: FromPath[str], code: FromPath[str]
) -> Response[Any]:
    """As the code on the glass says it, in capitals or not."""
    return await sync_to_thread(_show_in_language, hub, request, name, code)


def _index(hub: Hub, request: AnyRequest) -> Response[Any]:
    language = asked(hub, request)
    if language is None:
        return nowhere(hub, request, page_language.for_visitor(request))
    return answer(request, hub.services.index(language), BY_BROWSER)


def _show(hub: Hub, request: AnyRequest, name: str) -> Response[Any] | Redirect:
    service = service_pages.named(hub.ctx.catalogue(), name)
    if service is None:
        return short_link.follow(hub, name)
    language = asked(hub, request)
    if language is None:
        return nowhere(hub, request, page_language.for_visitor(request))
    return _page(hub, request, service, language, BY_BROWSER)


def _show_in_language(
    hub: Hub, request: AnyRequest, name: str, code: str
) -> Response[Any]:
    service = service_pages.named(hub.ctx.catalogue(), name)
    language = offered(hub, code.lower())
    if service is None or language is None:
        reader = language or page_language.for_visitor(request)
        return nowhere(hub, request, reader)
    return _page(hub, request, service, language, {})


def _page(
    hub: Hub,
    request: AnyRequest,
    service: Service,
    language: Language,
    headers: dict[str, str],
) -> Response[Any]:
    told = hub.notices.shown()
    try:
        page = hub.services.page(service.slug, language, told)
    except NotFound:  # no file of it can be read any more
        return nowhere(hub, request, language)
    return answer(request, page, headers)


def asked(hub: Hub, request: AnyRequest) -> Language | None:
    """As the address says, or the browser wishes; None for one that is not offered."""
    said = request.query_params.get("lang")
    if said is not None:
        return offered(hub, said)
    languages = hub.ctx.catalogue().site.languages
    return LANGUAGES[page_language.wished(request, languages)]


def offered(hub: Hub, code: str) -> Language | None:
    """None for a language that the centre does not offer."""
    is_offered = LanguageCode(code) in hub.ctx.catalogue().site.languages
    return LANGUAGES.get(LanguageCode(code)) if is_offered else None


def answer(
    request: AnyRequest,
    page: WrittenPage,
    headers: dict[str, str],
) -> Response[Any]:
    """Not sent again to a browser that has it."""
    told = {"Cache-Control": KEEP, "ETag": page.tag, **headers}
    if page.tag in request.headers.get("if-none-match", ""):
        return Response(None, status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    return Response(page.html, media_type=MediaType.HTML, headers=told)


def nowhere(hub: Hub, request: AnyRequest, language: Language) -> Response[Any]:
    """Instead of a page that there is not, with a way on."""
    return hub.pages.html(
        request, "nowhere/page.html", language, status=HTTPStatus.NOT_FOUND
    )
