"""How an error is told, by who asked: a program, a visitor or staff."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from litestar.exceptions import (
    HTTPException,
    NotFoundException,
    PermissionDeniedException,
)
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_303_SEE_OTHER

from kiosk.errors import (
    BadContent,
    KioskError,
    NotAllowed,
    NotSignedIn,
    SecondFactorMissing,
    TooBusy,
)
from kiosk.hub import page_language, problems
from kiosk.hub.pages.redirects import OWN_PATH, SECOND_FACTOR

if TYPE_CHECKING:
    from litestar import Request
    from litestar.types import ExceptionHandlersMap

    from kiosk.hub.context import HubContext
    from kiosk.hub.rendering import Pages

FOR_PROGRAMS = ("/api/", "/health", "/metrics", "/ready", "/static/")
OF_TICKETS = ("/t/", "/T/")
OF_APPOINTMENTS = ("/a/", "/A/")
FOR_VISITORS = (*OF_TICKETS, *OF_APPOINTMENTS, "/s/", "/S/")
INDEX = ("/s", "/S")
SIGN_IN = "/sign-in"


def _fail(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    problems.note(request, error)
    if request.scope["path"].startswith(FOR_PROGRAMS):
        return problems.answer(error)
    try:
        return _to_person(request.app.state.hub, request, error)
    except BadContent:  # no page can be written at all
        return problems.answer(error)


HANDLERS: ExceptionHandlersMap = {
    KioskError: _fail,
    HTTPException: _fail,
    Exception: _fail,
}


def _to_person(
    hub: HubContext, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    path: str = request.scope["path"]
    if isinstance(error, TooBusy) and path.endswith("/events"):  # nobody reads a page
        busy = HTTPStatus.SERVICE_UNAVAILABLE
        return Response("", status_code=busy, headers=problems.headers_of(error))
    nowhere = isinstance(error, NotFoundException) and not _has_route(request)
    if path.startswith(FOR_VISITORS) or path in INDEX or nowhere:
        return _to_visitor(hub.pages, request, error)
    if isinstance(error, SecondFactorMissing):
        return _to_sign_in(request, _coming_back(request, SECOND_FACTOR))
    if isinstance(error, NotSignedIn):
        return _to_sign_in(request, _coming_back(request, SIGN_IN))
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


def _coming_back(request: Request[Any, Any, Any], asking: str) -> str:
    """A page comes back after it; what was sent by a form does not."""
    path: str = request.scope["path"]
    in_a_page = "hx-request" in request.headers
    named = OWN_PATH.fullmatch(path) and path != "/"
    if path.startswith(SECOND_FACTOR):
        named = False
    if request.method != "GET" or in_a_page or not named:
        return asking
    return f"{asking}?{urlencode({'then': path})}"


def _to_sign_in(request: Request[Any, Any, Any], where: str) -> Response[Any]:
    """A stream ends, a part of a page takes the whole page along."""
    if request.scope["path"] == "/events":
        return Response("", status_code=HTTPStatus.UNAUTHORIZED)
    if "hx-request" in request.headers:
        return Response("", status_code=200, headers={"HX-Redirect": where})
    return Redirect(where, status_code=HTTP_303_SEE_OTHER)


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
    if request.scope["path"].startswith(OF_APPOINTMENTS):
        if status == HTTPStatus.NOT_FOUND:
            return "appointment/unknown.html"
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return "appointment/too_many.html"
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
        not_allowed_because=error if isinstance(error, NotAllowed) else None,
    )
    answer.headers.update(problems.headers_of(error))
    return answer
