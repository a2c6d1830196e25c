"""A visitor's next steps to take home: all that was answered stands in the address.

Nothing is asked, kept or counted; what is ticked stays in the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Request, get
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Response

from kiosk.domain import pathways
from kiosk.hub import page_language, plan_pages
from kiosk.hub.context import Hub
from kiosk.hub.pages.service import BY_BROWSER, KEEP, answer, asked, nowhere, offered

if TYPE_CHECKING:
    from kiosk.i18n.languages import Language

AnyRequest = Request[Any, Any, Any]
OWN = {"Cache-Control": KEEP.replace("public", "private")}
"""A browser may keep it, as a service; nobody between may."""


@get(["/p/{plan:str}", "/P/{plan:str}"])
async def show(hub: Hub, request: AnyRequest, plan: FromPath[str]) -> Response[Any]:
    """In the language that the browser wishes."""
    language = asked(hub, request)
    return await sync_to_thread(_show, hub, request, plan, language, BY_BROWSER | OWN)


@get(["/p/{plan:str}/{code:str}", "/P/{plan:str}/{code:str}"])
async def show_in_language(
    hub: Hub, request: AnyRequest, plan: FromPath[str], code: FromPath[str]
) -> Response[Any]:
    """As the code on the glass says it, in capitals or not."""
    language = offered(hub, code.lower())
    return await sync_to_thread(_show, hub, request, plan, language, OWN)


def _show(
    hub: Hub,
    request: AnyRequest,
    plan: str,
    language: Language | None,
    headers: dict[str, str],
) -> Response[Any]:
    answers = pathways.read(plan)
    page = None
    if answers is not None and language is not None:
        page = plan_pages.written(hub.services, answers, language)
    if page is None:
        return nowhere(hub, request, language or page_language.for_visitor(request))
    return answer(request, page, headers)
