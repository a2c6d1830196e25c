"""How an error is told, by who asked: a program, a visitor or staff."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar.exceptions import (
    HTTPException,
    NotFoundException,
    PermissionDeniedException,
)
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_303_SEE_OTHER

from kiosk.errors import BadContent, KioskError, NotSignedIn, TooBusy
from kiosk.hub import page_language, problems

if TYPE_CHECKING:
    from litestar import Request
    from litestar.types import ExceptionHandlersMap

    from kiosk.hub.context import HubContext
    from kiosk.hub.rendering import Pages

FOR_PROGRAMS = ("/api/", "/health", "/ready", "/static/")
OF_TICKETS = ("/t/", "/T/")
FOR_VISITORS = (*OF_TICKETS, "/s/", "/S/")
SIGN_IN = "/sign-in"


def handlers(hub: HubContext) -> ExceptionHandlersMap:
    def fail(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        problems.note(request, error)
        if request.scope["path"].startswith(FOR_PROGRAMS):
            return problems.answer(error)
        try:
            return _to_person(hub, request, error)
        except BadContent:  # no page can be written at all
            return problems.answer(error)

    return {KioskError: fail, HTTPException: fail, Exception: fail}


def _to_person(
    hub: HubContext, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    path: str = request.scope["path"]
    if isinstance(error, TooBusy) and path.endswith("/events"):  # nobody reads a page
        busy = HTTPStatus.SERVICE_UNAVAILABLE
        return Response("", status_code=busy, headers=problems.headers_of(error))
    nowhere = isinstance(error, NotFoundException) and not _has_route(request)
    if path.startswith(FOR_VISITORS) or nowhere:
        return _to_visitor(hub.pages, request, error)
    if isinstance(error, NotSignedIn):
        return _to_sign_in(request)
    if isinstance(error, PermissionDeniedException) and hub.would_lose_cookies(request):
        return _to_https(hub, request)
    return _to_staff(hub.pages, request, error)


def _has_route(request: Request[Any, Any, Any]) -> bool:
    return bool(request.scope.get("path_template"))


def _to_https(hub: HubContext, request: Request[Any, Any, Any]) -> Response[Any]:
    """The form's cookie did not come back, and never will."""
    return hub.pages.html(
        request,
        "sign_in/insecure.html",
        page_language.for_staff(request),
        status=HTTPStatus.FORBIDDEN,
        address=f"{hub.settings.public_address}/sign-in",
    )


def _to_sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """A stream ends, a part of a page takes the whole page along."""
    if request.scope["path"] == "/events":
        return Response("", status_code=HTTPStatus.UNAUTHORIZED)
    if "hx-request" in request.headers:
        return Response("", status_code=200, headers={"HX-Redirect": SIGN_IN})
    return Redirect(SIGN_IN, status_code=HTTP_303_SEE_OTHER)


def _to_visitor(
    pages: Pages, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    status = problems.status_of(error)
    answer = pages.html(
        request,
        _for_visitor(request, status),
        page_language.for_visitor(request),
        status=status,
    )
    answer.headers.update(problems.headers_of(error))
    return answer


def _for_visitor(request: Request[Any, Any, Any], status: HTTPStatus) -> str:
    of_ticket = request.scope["path"].startswith(OF_TICKETS)
    if status == HTTPStatus.NOT_FOUND:
        return "ticket/over.html" if of_ticket else "nowhere/page.html"
    return "ticket/trouble.html" if of_ticket else "nowhere/trouble.html"


def _to_staff(
    pages: Pages, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    answer = pages.html(
        request,
        "error/page.html",
        page_language.for_staff(request),
        status=problems.status_of(error),
        problem=problems.problem_of(error),
    )
    answer.headers.update(problems.headers_of(error))
    return answer
